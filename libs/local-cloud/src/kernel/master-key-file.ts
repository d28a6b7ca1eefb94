import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const KEY_BYTES = 32;

/**
 * Opens `<directory>/master.key`, the key a service wraps other keys with, or makes it if the directory is still empty. Only its
 * owner can read the file. Without it the data beside it is lost, so it is never made anew there.
 */
export function openMasterKey(directory: string): KeyObject {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'master.key');
  const unfinished = `${path}.new`;
  if (!existsSync(path)) {
    // A process that was killed while it made the key leaves the unfinished file, and no data.
    if (readdirSync(directory).some((name) => name !== basename(unfinished))) {
      throw new Error(
        `${path} is missing, but there is data beside it that only this key opens. Restore the file, or remove ${directory}.`,
      );
    }
    writeFileSync(unfinished, randomBytes(KEY_BYTES), { mode: 0o600 });
    renameSync(unfinished, path);
  }
  const bytes = readFileSync(path);
  if (bytes.length !== KEY_BYTES) {
    throw new Error(
      `${path} holds ${bytes.length} bytes instead of ${KEY_BYTES}. Restore the file, or remove ${directory}.`,
    );
  }
  return createSecretKey(bytes);
}
