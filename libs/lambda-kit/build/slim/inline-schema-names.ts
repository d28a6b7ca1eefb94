import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Writes the string constants of an SDK client's schemas where they are used.
 *
 * Why it is safe: the module's exports stay the same values; only how the source spells them changes.
 * Why it pays: a computed key (`{ [_h]: … }`) might have a side effect, so esbuild keeps the shapes of all operations of
 * the service; with plain keys it drops those of operations nobody calls.
 */
export function inlineSchemaNames(): Plugin {
  const name = 'inline-schema-names';
  return {
    name,
    setup(build) {
      let keys = 0;
      build.onLoad(
        { filter: /@aws-sdk[\\/]client-[a-z0-9-]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/ },
        async ({ path }) => {
          const inlined = inlineNames(await readFile(path, 'utf8'));
          keys += inlined.keys;
          return { contents: inlined.source, loader: 'js' };
        },
      );
      build.onEnd(() =>
        keys > 0 ? {} : { errors: [{ text: `${name} is void: no schema has a computed key any more.` }] },
      );
    },
  };
}

/** The source with every `const _x = "…"` written out at its uses, and how many computed keys became plain ones. */
export function inlineNames(source: string): { source: string; keys: number } {
  const names = new Map<string, string>();
  for (const [, name = '', value = ''] of source.matchAll(/^const (_\w*) = ("(?:[^"\\\n]|\\.)*");$/gm))
    names.set(name, value);
  let keys = 0;
  const uses = /"(?:[^"\\\n]|\\.)*"|\[(_\w*)\](?=:)|(?<![\w$.])_\w*(?![\w$])/g;
  const rest = source.replace(/^const _\w* = "(?:[^"\\\n]|\\.)*";\n/gm, '');
  const inlined = rest.replace(uses, (use, key: string | undefined) => {
    const value = names.get(key ?? use);
    if (value === undefined) return use;
    if (key !== undefined) keys++;
    return value;
  });
  return { source: inlined, keys };
}
