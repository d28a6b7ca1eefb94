import { describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { signature, signatureKey } from '../protocol/signatures.ts';
import type { WireMap } from '../protocol/signatures.ts';
import { temporaryDirectory } from '../testing/run-test-program.ts';
import { openAssetStore } from './asset-store.ts';
import { echoOf, readAsset } from './read-asset.ts';

const asset = (more: WireMap): WireMap => ({ [signatureKey]: signature.asset, ...more });
const archive = (more: WireMap): WireMap => ({ [signatureKey]: signature.archive, ...more });

function workspace(): {
  readonly directory: string;
  readonly store: ReturnType<typeof openAssetStore>;
  readonly root: string;
} {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'dist/lib'), { recursive: true });
  writeFileSync(join(directory, 'dist/index.js'), 'exports.handler = 1;');
  writeFileSync(join(directory, 'dist/lib/a.js'), 'a');
  writeFileSync(
    join(directory, 'bundle.zip'),
    zipSync({ 'index.js': strToU8('exports.handler = 1;'), 'lib/': new Uint8Array(), 'lib/a.js': strToU8('a') }),
  );
  const root = join(temporaryDirectory(), 'assets');
  return { directory, store: openAssetStore(root), root };
}

describe('archives', () => {
  test('a directory, a zip of it and an archive of assets are the same archive', async () => {
    const { directory, store, root } = workspace();
    const fromDirectory = await readAsset(archive({ path: './dist' }), directory, store);
    const fromZip = await readAsset(archive({ path: 'bundle.zip' }), directory, store);
    const fromAssets = await readAsset(
      archive({ assets: { lib: archive({ path: 'dist/lib' }), 'index.js': asset({ text: 'exports.handler = 1;' }) } }),
      directory,
      store,
    );
    expect(fromZip).toEqual(fromDirectory);
    expect(fromAssets).toEqual(fromDirectory);
    expect(readdirSync(root)).toEqual([fromDirectory.hash, 'package.json']);
    expect(readFileSync(join(store.path(fromDirectory), 'lib/a.js'), 'utf8')).toBe('a');
  });

  test('a changed byte, a moved file and another name make another archive; the old one stays', async () => {
    const { directory, store } = workspace();
    const read = (): Promise<{ readonly hash: string }> => readAsset(archive({ path: 'dist' }), directory, store);
    const first = await read();
    writeFileSync(join(directory, 'dist/lib/a.js'), 'b');
    const second = await read();
    writeFileSync(join(directory, 'dist/lib/b.js'), '');
    const hashes = new Set([first.hash, second.hash, (await read()).hash]);
    expect(hashes.size).toBe(3);
    expect(readFileSync(join(store.path({ $asset: 'archive', hash: first.hash }), 'lib/a.js'), 'utf8')).toBe('a');
  });

  test('storing the same content at the same time stores it once', async () => {
    const { directory, store, root } = workspace();
    await Promise.all(Array.from({ length: 10 }, () => readAsset(archive({ path: 'dist' }), directory, store)));
    expect(readdirSync(root)).toHaveLength(2);
  });
});

test('assets come from text and files', async () => {
  const { directory, store } = workspace();
  const fromFile = await readAsset(asset({ path: 'dist/lib/a.js' }), directory, store);
  const fromText = await readAsset(asset({ text: 'a' }), directory, store);
  expect(fromFile).toEqual(fromText);
  expect(fromFile.$asset).toBe('asset');
  const empty = await readAsset(asset({ text: '' }), directory, store);
  expect(readFileSync(store.path(empty), 'utf8')).toBe('');
  expect(readFileSync(store.path(fromText), 'utf8')).toBe('a');
});

describe('refused by name', () => {
  test.each<[string, WireMap, RegExp]>([
    [
      'a missing archive',
      archive({ path: 'nope' }),
      /The file archive .*\/nope does not exist\. Build it before deploying\./,
    ],
    [
      'a missing file',
      asset({ path: 'nope.txt' }),
      /The file asset .*\/nope\.txt cannot be read: ENOENT: no such file/,
    ],
    [
      'an archive of another kind',
      archive({ path: 'dist/index.js' }),
      /index\.js is not supported by the local cloud: use a directory or a \.zip file/,
    ],
    [
      'a remote archive',
      archive({ uri: 'https://example.com/a.zip' }),
      /The remote archive https:\/\/example\.com\/a\.zip is not supported/,
    ],
    ['a remote asset', asset({ uri: 'http://127.0.0.1/a' }), /The remote asset .* is not supported/],
  ])('%s', async (_, wire, message) => {
    const { directory, store } = workspace();
    await expect(readAsset(wire, directory, store)).rejects.toThrow(message);
  });

  test.each(['../a.js', '/a.js', 'lib/../../a.js'])('a member %s outside of its archive', async (name) => {
    const { directory, store } = workspace();
    await expect(readAsset(archive({ assets: { [name]: asset({ text: 'x' }) } }), directory, store)).rejects.toThrow(
      `The archive member ${name} would lie outside of its archive.`,
    );
  });

  test('a zip that is none, and one that leaves its directory', async () => {
    const { directory, store } = workspace();
    writeFileSync(join(directory, 'broken.zip'), 'PK');
    writeFileSync(join(directory, 'evil.zip'), zipSync({ '../../evil.js': strToU8('x') }));
    await expect(readAsset(archive({ path: 'broken.zip' }), directory, store)).rejects.toThrow('is not a readable zip');
    await expect(readAsset(archive({ path: 'evil.zip' }), directory, store)).rejects.toThrow(
      'has a member outside of itself: ../../evil.js',
    );
  });

  test('a directory that contains itself', async () => {
    const { directory, store } = workspace();
    symlinkSync(join(directory, 'dist'), join(directory, 'dist/loop'));
    await expect(readAsset(archive({ path: 'dist' }), directory, store)).rejects.toThrow(
      'contains a link to its own parent',
    );
  });
});

test('an empty text, which the SDK would not read back, is answered as an empty file', async () => {
  const { directory, store } = workspace();
  const given = archive({ assets: { a: asset({ text: '' }), b: asset({ text: 'x' }) } });
  const echo = echoOf(given);
  expect(echo).toEqual(archive({ assets: { a: asset({ path: devNull }), b: asset({ text: 'x' }) } }));
  expect(await readAsset(echo, directory, store)).toEqual(await readAsset(given, directory, store));
});

test('the store says nothing about module types, so stored code does not inherit one from above', async () => {
  const { directory, store, root } = workspace();
  await readAsset(archive({ path: 'dist' }), directory, store);
  expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).toEqual({});
});
