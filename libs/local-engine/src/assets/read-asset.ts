import { messageOf } from '../errors.ts';
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { devNull } from 'node:os';
import { posix, resolve } from 'node:path';
import type { AssetReference } from '../graph.ts';
import type { WireMap } from '../protocol/signatures.ts';
import { isWireMap, signature, signatureKey } from '../protocol/signatures.ts';
import { readDirectory, readZip } from './archive-source.ts';
import type { ArchiveEntry, AssetStore } from './asset-store.ts';

/** Stores an asset or archive of the program; relative paths start at its working directory, as in the Pulumi CLI. */
export async function readAsset(wire: WireMap, workingDirectory: string, store: AssetStore): Promise<AssetReference> {
  return wire[signatureKey] === signature.asset
    ? store.putAsset(await readAssetContent(wire, workingDirectory))
    : store.putArchive(await readArchiveEntries(wire, workingDirectory));
}

async function readAssetContent(wire: WireMap, workingDirectory: string): Promise<Uint8Array> {
  if (typeof wire['text'] === 'string') return Buffer.from(wire['text']);
  const file = localPath(wire, 'asset', workingDirectory);
  return readFile(file).catch((error: unknown) => {
    throw new Error(`The file asset ${file} cannot be read: ${messageOf(error)}.`);
  });
}

async function readArchiveEntries(wire: WireMap, workingDirectory: string): Promise<ArchiveEntry[]> {
  if (isWireMap(wire['assets'])) return readAssetArchive(wire['assets'], workingDirectory);
  const path = localPath(wire, 'archive', workingDirectory);
  const stats = await stat(path).catch(() => {
    throw new Error(`The file archive ${path} does not exist. Build it before deploying.`);
  });
  if (stats.isDirectory()) return readDirectory(path);
  if (/\.(zip|jar)$/i.test(path)) return readZip(path);
  throw new Error(`The file archive ${path} is not supported by the local cloud: use a directory or a .zip file.`);
}

async function readAssetArchive(assets: WireMap, workingDirectory: string): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  for (const [name, member] of Object.entries(assets)) {
    if (!isWireMap(member)) throw new Error(`The archive member ${name} is neither an asset nor an archive.`);
    const prefix = posix.normalize(name);
    if (prefix.startsWith('/') || prefix.startsWith('..')) {
      throw new Error(`The archive member ${name} would lie outside of its archive.`);
    }
    if (member[signatureKey] === signature.asset) {
      entries.push({ path: prefix, content: await readAssetContent(member, workingDirectory) });
    } else {
      const nested = await readArchiveEntries(member, workingDirectory);
      entries.push(...nested.map(({ path, content }) => ({ path: posix.join(prefix, path), content })));
    }
  }
  return entries;
}

function localPath(wire: WireMap, kind: 'asset' | 'archive', workingDirectory: string): string {
  if (typeof wire['path'] === 'string') return resolve(workingDirectory, wire['path']);
  const uri = String(wire['uri']);
  if (uri.startsWith('file://')) return fileURLToPath(uri);
  throw new Error(`The remote ${kind} ${uri} is not supported by the local cloud, which never leaves this machine.`);
}

/** The form to answer with. The SDK cannot read an empty text back, so that becomes a file that is always empty. */
export function echoOf(wire: WireMap): WireMap {
  if (wire[signatureKey] === signature.asset && wire['text'] === '') {
    return { [signatureKey]: signature.asset, path: devNull };
  }
  return Object.fromEntries(
    Object.entries(wire).map(([name, value]) => [name, isWireMap(value) ? echoOf(value) : value]),
  );
}
