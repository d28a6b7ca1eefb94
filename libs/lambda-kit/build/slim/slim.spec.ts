import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { build, type Plugin } from 'esbuild';
import { callbackFileReads } from './callback-file-reads.ts';
import { environmentCredentialsOnly } from './environment-credentials-only.ts';
import { inlineNames, inlineSchemaNames } from './inline-schema-names.ts';
import { noEventStreams } from './no-event-streams.ts';
import { stubModules } from './stub-modules.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'slim-'));
});
afterEach(() => rm(dir, { recursive: true }));

/** Bundles files of which `index.js` is the entry. */
const bundle = async (files: Record<string, string>, ...plugins: Plugin[]) => {
  for (const [name, contents] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), contents);
  }
  const { outputFiles } = await build({
    entryPoints: [join(dir, 'index.js')],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
    plugins,
  });
  return outputFiles[0]?.text ?? '';
};

describe('stubModules', () => {
  const stub = () =>
    stubModules({ name: 'quiet', modules: ['loud', '@scope/loud.js'], contents: 'export const say = () => "hush";' });

  test('puts the stub in the place of each module', async () => {
    const text = await bundle(
      { 'index.js': 'import { say } from "loud"; import("@scope/loud.js"); console.log(say());' },
      stub(),
    );
    expect(text).toContain('hush');
  });

  test('fails the build when a module is not imported any more', async () => {
    await expect(bundle({ 'index.js': 'import { say } from "loud"; console.log(say());' }, stub())).rejects.toThrow(
      'quiet is void: nothing imports @scope/loud.js.',
    );
  });

  test('touches only the imports of the files it is meant for', async () => {
    const plugin = stubModules({
      name: 'quiet',
      modules: ['./loud.js'],
      importer: /quiet\.js$/,
      contents: 'export const say = "hush";',
    });
    const files = {
      'index.js': 'import { say } from "./loud.js"; import "./quiet.js"; console.log(say);',
      'quiet.js': 'import { say } from "./loud.js"; console.log(say);',
      'loud.js': 'export const say = "BOOM";',
    };
    const text = await bundle(files, plugin);
    expect(text).toContain('hush');
    expect(text).toContain('BOOM');
  });

  test('leaves modules alone whose names only look alike', async () => {
    const files = {
      'index.js':
        'import "loud"; import "@scope/loud.js"; import { say } from "./@scope/loudajs.js"; console.log(say);',
      '@scope/loudajs.js': 'export const say = "I am another";',
    };
    expect(await bundle(files, stub())).toContain('I am another');
  });
});

describe.each([
  ['callback-file-reads', callbackFileReads],
  ['environment-credentials-only', environmentCredentialsOnly],
  ['no-event-streams', noEventStreams],
  ['inline-schema-names', inlineSchemaNames],
])('%s', (name, plugin) => {
  test('fails the build of a handler it does nothing for', async () => {
    await expect(bundle({ 'index.js': 'console.log(1)' }, plugin())).rejects.toThrow(`${name} is void`);
  });
});

describe('inlineNames', () => {
  const source = [
    'const _h = "http";',
    'const _hE = "httpError";',
    'const n0 = "com.amazonaws.s3";',
    'import { A } from "./a";',
    'export var Thing$ = [-3, n0, _h,',
    '    { [_hE]: 404, [_h]: ["GET", "/_h?_hE", 200] },',
    '    [_h, _hE], () => [_h], A._h, A.$_h, other_h, _hX];',
    '',
  ].join('\n');

  test('writes constants where they are used and computed keys as plain ones, and nothing else', () => {
    expect(inlineNames(source)).toEqual({
      keys: 2,
      source: [
        'const n0 = "com.amazonaws.s3";',
        'import { A } from "./a";',
        'export var Thing$ = [-3, n0, "http",',
        '    { "httpError": 404, "http": ["GET", "/_h?_hE", 200] },',
        '    ["http", "httpError"], () => ["http"], A._h, A.$_h, other_h, _hX];',
        '',
      ].join('\n'),
    });
  });
});
