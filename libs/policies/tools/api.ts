// Writes API.md and examples/api.spec.ts from the doc comments of everything src/index.ts exports:
//
//   node libs/policies/tools/api.ts
//
// src/api.spec.ts fails until that is done after a change, and for a symbol without a comment or an example.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

/** One public symbol with its documentation. */
export interface PublicSymbol {
  readonly name: string;
  readonly kind: 'function' | 'const' | 'class' | 'interface' | 'type';
  /** Folder below src, which is the chapter of API.md. */
  readonly chapter: string;
  readonly text: string;
  readonly example: readonly string[];
}

const root = new URL('../', import.meta.url);

/** Everything the library exports, in the order of src/index.ts. */
export function publicSymbols(): readonly PublicSymbol[] {
  return exportsOf(new URL('src/index.ts', root));
}

function exportsOf(file: URL): readonly PublicSymbol[] {
  const source = readFileSync(file, 'utf8');
  const own = declarationsIn(file, source);
  const others = [...source.matchAll(/^export (type )?(\*|\{[^}]*\}) from '([^']+)';/gm)].flatMap(
    ([, , what, path]) => {
      const found = exportsOf(new URL(path as string, file));
      if (what === '*') return found;
      return [...(what as string).matchAll(/(?:type )?(\w+)(?: as (\w+))?/g)].map(([, name, alias]) => {
        const one = found.find((symbol) => symbol.name === name);
        if (one === undefined) throw new Error(`${file.pathname} exports ${name}, which ${path} does not have.`);
        return { ...one, name: alias ?? one.name };
      });
    },
  );
  return [...own, ...others];
}

function declarationsIn(file: URL, source: string): readonly PublicSymbol[] {
  const declaration =
    /(?:\/\*\*((?:[^*]|\*(?!\/))*)\*\/\n)?export (?:declare )?(function\*?|const|class|interface|type) (\w+)/g;
  return [...source.matchAll(declaration)].map(([, comment = '', kind, name]) => {
    const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trimEnd());
    const at = lines.findIndex((line) => line.startsWith('@example'));
    const words = (at === -1 ? lines : lines.slice(0, at)).join(' ');
    return {
      name: name as string,
      kind: (kind as string).replace('*', '') as PublicSymbol['kind'],
      chapter: file.pathname.slice(new URL('src/', root).pathname.length).split('/').slice(0, -1)[0] ?? '',
      text: words
        .replace(/\s+/g, ' ')
        .replace(/\{@link (\w+)\}/g, '`$1`')
        .trim(),
      example: at === -1 ? [] : lines.slice(at + 1).filter((line, index, all) => line !== '' || index < all.length - 1),
    };
  });
}

/** What examples take for granted; API.md shows it once. */
const prelude = `const here = { region: 'us-east-1', account: '111122223333' };
const { account } = here;
const role = iamRoleArn({ account, name: 'handler' });
const model: AccessModel<'handler', 'document' | 'key'> = {
  account,
  principals: { handler: roleSession({ roleArn: role, policies: [identityPolicy('writer', [putObject({ bucket: 'docs' })])] }) },
  resources: {
    document: { arn: s3ObjectArn({ bucket: 'docs', key: 'a' }) },
    key: { arn: kmsKeyArn({ ...here, id: '1a' }), policy: keyPolicy({ account, name: 'logs' }, [administerKey(here)]) },
  },
  endpoints: {},
};
const scope: AccessScope<'document' | 'key', 'tls'> = {
  paths: { tls: { context: { 'aws:SecureTransport': true } } },
  actions: () => ['s3:PutObject', 's3:GetObject'],
};
`;

const chapters: readonly (readonly [folder: string, title: string])[] = [
  ['arn', 'ARNs'],
  ['', 'Statements and documents'],
  ['build', 'Building'],
  ['kinds', 'Policy kinds'],
  ['capabilities', 'Capabilities: one Allow each'],
  ['guardrails', 'Guardrails: one Deny each'],
  ['systems', "Policies of Palisade's systems"],
  ['evaluate', 'Deciding and explaining'],
  ['lint', 'Lint'],
  ['access', 'Access proofs'],
  ['service-authorization', 'Service Authorization Reference'],
];

/** API.md: every symbol with its text and its example, by chapter. */
export function apiDocument(symbols: readonly PublicSymbol[]): string {
  const parts = chapters.map(([folder, title]) => {
    const inside = symbols.filter(({ chapter }) => chapter === folder).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return [`## ${title}`, ...inside.map(entry)].join('\n\n');
  });
  const intro = `# API

Every public symbol of \`@palisade/policies\`. What follows \`// =>\` is the value of the line, what follows \`// throws\` part of the
message; a test compiles and runs each example. They share:

\`\`\`ts
${prelude}\`\`\``;
  return `${[intro, ...parts].join('\n\n')}\n`;
}

function entry({ name, kind, text, example }: PublicSymbol): string {
  const code = example.length === 0 ? '' : `\n\n\`\`\`ts\n${example.join('\n')}\n\`\`\``;
  return `### ${name}\n\n_${kind}_ · ${text}${code}`;
}

/** A spec that compiles and runs every example. */
export function exampleSpec(symbols: readonly PublicSymbol[]): string {
  const tests = symbols
    .filter(({ example }) => example.length > 0)
    .map(({ name, example }) => `test('${name}', () => {\n${example.map(checked).join('\n')}\n});\n`);
  const code = [prelude, ...symbols.flatMap(({ example }) => example.map(checked))].join('\n');
  const used = symbols.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(code));
  const imports = used
    .map(({ name, kind }) => (kind === 'interface' || kind === 'type' ? `type ${name}` : name))
    .sort();
  return `// Made by tools/api.ts from the examples in the doc comments. Do not edit.
/* eslint-disable max-lines, @nx/enforce-module-boundaries -- one test for every example, as a user of the package writes it */
import { expect, test } from '@jest/globals';
import { ${imports.join(', ')} } from '@palisade/policies';

/** A value as the examples write it. */
const shown = (value: unknown): string => (typeof value === 'string' ? value : String(JSON.stringify(value)));

${prelude}
${tests.join('\n')}`;
}

function checked(line: string): string {
  const [, value, expected] = /^(.*); \/\/ => (.*)$/.exec(line) ?? [];
  if (value !== undefined && expected !== undefined)
    return `expect(shown(${value})).toBe(${JSON.stringify(expected)});`;
  const [, call, message] = /^(.*); \/\/ throws (.*)$/.exec(line) ?? [];
  if (call !== undefined && message !== undefined) return `expect(() => ${call}).toThrow(${JSON.stringify(message)});`;
  return line;
}

/** The two files as they should be. */
export async function generatedFiles(): Promise<Readonly<Record<string, string>>> {
  const symbols = publicSymbols();
  const options = await resolveConfig(fileURLToPath(new URL('API.md', root)));
  return {
    'API.md': await format(apiDocument(symbols), { ...options, parser: 'markdown' }),
    'examples/api.spec.ts': await format(exampleSpec(symbols), { ...options, parser: 'typescript' }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of Object.entries(await generatedFiles())) writeFileSync(new URL(file, root), text);
}
