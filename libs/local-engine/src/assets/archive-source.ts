import { messageOf } from '../errors.ts';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchiveEntry } from './asset-store.ts';

/** All files below a directory; links are followed, as Pulumi does. */
export async function readDirectory(root: string): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  const walk = async (directory: string, prefix: string, above: readonly string[]): Promise<void> => {
    const real = await realpath(directory);
    if (above.includes(real))
      throw new Error(`The file archive ${root} contains a link to its own parent: ${directory}.`);
    for (const name of await readdir(directory)) {
      const file = join(directory, name);
      const stats = await stat(file);
      if (stats.isDirectory()) await walk(file, `${prefix}${name}/`, [...above, real]);
      else if (stats.isFile()) entries.push({ path: prefix + name, content: { file } });
    }
  };
  await walk(root, '', []);
  return entries;
}

/** The files of a zip archive. A member that would leave the directory it is unpacked to is refused. */
export async function readZip(file: string): Promise<ArchiveEntry[]> {
  const { unzipSync } = await import('fflate');
  const archive = await readFile(file);
  let members: Record<string, Uint8Array>;
  try {
    members = unzipSync(archive);
  } catch (error) {
    throw new Error(`The file archive ${file} is not a readable zip: ${messageOf(error)}.`);
  }
  return Object.entries(members)
    .filter(([path]) => !path.endsWith('/'))
    .map(([path, content]) => {
      const parts = path.split(/[\\/]/);
      if (path.startsWith('/') || parts.includes('..') || /^[A-Za-z]:/.test(path)) {
        throw new Error(`The file archive ${file} has a member outside of itself: ${path}.`);
      }
      return { path: parts.join('/'), content };
    });
}
