import type { Plugin } from 'esbuild';

export interface StubModules {
  name: string;
  /** Package names or subpaths, as they are imported. */
  modules: readonly string[];
  /** Which files' imports are meant; all, unless given. */
  importer?: RegExp;
  /** ES module text that stands for each of them; imports nothing but Node's own modules. */
  contents: string;
}

/**
 * Puts one small module in the place of others. The build fails when one of them is no longer imported: then the SDK has
 * changed and the plugin would slim nothing without anybody noticing.
 */
export function stubModules({ name, modules, importer, contents }: StubModules): Plugin {
  return {
    name,
    setup(build) {
      const unseen = new Set(modules);
      const filter = new RegExp(`^(${modules.map((module) => module.replaceAll('.', '\\.')).join('|')})$`);
      build.onResolve({ filter }, ({ path, importer: file }) => {
        if (importer && !importer.test(file)) return undefined;
        unseen.delete(path);
        return { path: name, namespace: 'stub', sideEffects: false };
      });
      build.onLoad({ filter: new RegExp(`^${name}$`), namespace: 'stub' }, () => ({ contents, loader: 'js' }));
      build.onEnd(() => ({
        errors: [...unseen].map((module) => ({ text: `${name} is void: nothing imports ${module}.` })),
      }));
    },
  };
}
