import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bundleHandler } from './bundle-handler.ts';

const HANDLER = `
  import { request } from 'node:http';
  import { greeting } from './greeting.ts';
  export const handler = async (event: { name: string; status?: number }) => {
    if (event.name === 'await') await import('node:http');
    return { statusCode: event.status ?? 200, body: greeting(event.name), lives: typeof request };
  };`;

const event = { name: 'Ada' };
const warmUp = { env: {}, events: [event, event] };

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bundle-'));
  await writeFile(join(dir, 'handler.ts'), HANDLER);
  await writeFile(join(dir, 'greeting.ts'), 'export const greeting = (name: string): string => `Hello ${name}: ä©`;');
});
afterEach(() => rm(dir, { recursive: true }));

const bundle = (more: { warmUp?: typeof warmUp } = {}, outdir = join(dir, 'dist')) =>
  bundleHandler({ entry: join(dir, 'handler.ts'), outdir, mapdir: join(dir, 'map'), slim: [], ...more });

/** Loads the package as Lambda does and says what the handler answered and what became of the code cache. */
const start = async (...flags: string[]) => {
  const script = `
    const vm = require('node:vm');
    let cache = 'none';
    vm.Script = class extends vm.Script {
      constructor(source, options) {
        super(source, options);
        if (options.cachedData) cache = this.cachedDataRejected ? 'rejected' : 'used';
      }
    };
    import(${JSON.stringify(join(dir, 'dist/index.js'))})
      .then(({ handler }) => handler(${JSON.stringify(event)}))
      .then(({ body, lives }) => console.log(JSON.stringify({ body, lives, cache })));`;
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '-e', script]);
  return JSON.parse(stdout) as { body: string; lives: string; cache: string };
};

const answered = { body: 'Hello Ada: ä©', lives: 'function' };

describe('bundleHandler', () => {
  test('makes a package that Lambda can import, in a folder of nothing else', async () => {
    await bundle();
    await writeFile(join(dir, 'dist/left-over.js'), '');
    await bundle();
    expect((await readdir(join(dir, 'dist'))).sort()).toEqual(['index.js', 'package.json']);
    expect(await start()).toEqual({ ...answered, cache: 'none' });
    expect(await readdir(join(dir, 'map'))).toEqual(['index.js.map']);
  });

  test('leaves no import() to load undici in the first request, and keeps strict mode', async () => {
    await bundle();
    const code = await readFile(join(dir, 'dist/index.js'), 'utf8');
    expect(code).not.toMatch(/\bimport\(/);
    expect(code.startsWith('"use strict"')).toBe(true);
  });
});

describe('bundleHandler with a warm-up', () => {
  test('adds a code cache that a start under the flags of Lambda uses', async () => {
    await bundle({ warmUp });
    expect((await readdir(join(dir, 'dist'))).sort()).toEqual([
      'bundle.cache',
      'bundle.js',
      'index.js',
      'package.json',
    ]);
    expect(await start('--expose-gc', '--max-semi-space-size=16', '--max-old-space-size=460')).toEqual({
      ...answered,
      cache: 'used',
    });
  });

  test('gives the same bytes each time', async () => {
    const bytes = async (outdir: string) => {
      await bundle({ warmUp }, outdir);
      return Promise.all(
        ['bundle.cache', 'bundle.js', 'index.js'].map((name) => readFile(join(outdir, name), 'base64')),
      );
    };
    const first = await bytes(join(dir, 'dist'));
    for (const outdir of ['dist', 'elsewhere']) expect(await bytes(join(dir, outdir))).toEqual(first);
  });

  test('runs without the cache under other flags', async () => {
    await bundle({ warmUp });
    expect(await start()).toEqual({ ...answered, cache: 'rejected' });
  });

  test('runs without the cache on another V8', async () => {
    await bundle({ warmUp });
    await edit('index.js', (code) => code.replace(process.versions.v8, '1.2.3'));
    expect(await start('--expose-gc')).toEqual({ ...answered, cache: 'none' });
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['damaged', (bytes) => Buffer.from(bytes.map((byte, index) => (index === bytes.length >> 1 ? byte ^ 1 : byte)))],
    ['truncated', (bytes) => bytes.subarray(0, 100)],
    ['empty', () => Buffer.alloc(0)],
  ])('runs without the cache when it is %s', async (_name, damage) => {
    await bundle({ warmUp });
    const cache = join(dir, 'dist/bundle.cache');
    await writeFile(cache, damage(await readFile(cache)));
    expect(await start('--expose-gc')).toEqual({ ...answered, cache: 'none' });
  });

  test('runs without the cache when it was not packed', async () => {
    await bundle({ warmUp });
    await rm(join(dir, 'dist/bundle.cache'));
    expect(await start('--expose-gc')).toEqual({ ...answered, cache: 'none' });
  });

  test('runs the code that is there when somebody patched it in place', async () => {
    await bundle({ warmUp });
    // Same length: V8 would run the cache of the old code.
    await edit('bundle.js', (code) => code.replace('Hello', 'Howdy'));
    expect(await start('--expose-gc')).toEqual({ body: 'Howdy Ada: ä©', lives: 'function', cache: 'none' });
  });

  test('fails when the handler does not answer the warm-up with success', async () => {
    const failing = bundle({ warmUp: { env: {}, events: [{ ...event, status: 400 } as typeof event] } });
    await expect(failing).rejects.toThrow('The warm-up event was answered {"statusCode":400');
  });

  const edit = async (name: string, change: (code: string) => string) => {
    const file = join(dir, 'dist', name);
    const code = await readFile(file, 'utf8');
    const changed = change(code);
    expect(changed).not.toBe(code);
    await writeFile(file, changed);
  };
});
