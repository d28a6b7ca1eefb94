import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AssetReference } from '../graph.ts';

/** One file of an archive; `path` is relative, with `/`. */
export interface ArchiveEntry {
  readonly path: string;
  readonly content: Uint8Array | { readonly file: string };
}

/**
 * Content-addressed files and directories: `<root>/<sha256>`. Written beside and renamed, so a name that exists is complete, and
 * never changed afterwards.
 */
export interface AssetStore {
  /** Absolute path of a stored asset (a file) or archive (a directory). */
  path(reference: AssetReference): string;
  putAsset(content: Uint8Array): Promise<AssetReference>;
  putArchive(entries: readonly ArchiveEntry[]): Promise<AssetReference>;
}

export function openAssetStore(root: string): AssetStore {
  const place = async (hash: string, write: (temporary: string) => Promise<void>): Promise<void> => {
    const target = join(root, hash);
    if (await exists(target)) return;
    await mkdir(root, { recursive: true });
    // Node looks upwards for the type of a module: stored code must not take it from where the store happens to be.
    await writeFile(join(root, 'package.json'), '{}\n');
    const temporary = join(root, `.${hash}.${randomBytes(4).toString('hex')}`);
    try {
      await write(temporary);
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { recursive: true, force: true });
      // Someone else stored the same content meanwhile: a directory cannot be renamed over a directory.
      if (!(await exists(target))) throw error;
    }
  };
  return {
    path: (reference) => join(root, reference.hash),
    putAsset: async (content) => {
      const hash = createHash('sha256').update(content).digest('hex');
      await place(hash, (temporary) => writeDurably(temporary, content));
      return { $asset: 'asset', hash };
    },
    putArchive: async (entries) => {
      const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
      const hash = await hashEntries(sorted);
      await place(hash, (temporary) => writeEntries(temporary, sorted));
      return { $asset: 'archive', hash };
    },
  };
}

/** Depends on relative paths and bytes only: the same tree has the same hash on every machine. */
async function hashEntries(sorted: readonly ArchiveEntry[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { path, content } of sorted) {
    const bytes = 'file' in content ? await readFile(content.file) : content;
    hash.update(`${Buffer.byteLength(path)}:${path}:${bytes.byteLength}:`).update(bytes);
  }
  return hash.digest('hex');
}

async function writeEntries(directory: string, entries: readonly ArchiveEntry[]): Promise<void> {
  await mkdir(directory);
  for (const { path, content } of entries) {
    const target = join(directory, path);
    await mkdir(dirname(target), { recursive: true });
    if ('file' in content) await copyFile(content.file, target);
    else await writeDurably(target, content);
  }
}

async function writeDurably(file: string, content: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
