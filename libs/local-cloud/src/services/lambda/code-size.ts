import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sizes = new Map<string, number>();

/** Bytes of an unpacked archive. Archives never change, so each is measured once; 0 for one that is not there. */
export function codeSize(directory: string): number {
  let size = sizes.get(directory);
  if (size === undefined) {
    size = measure(directory);
    if (size > 0) sizes.set(directory, size);
  }
  return size;
}

function measure(directory: string): number {
  try {
    const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  } catch {
    return 0;
  }
}
