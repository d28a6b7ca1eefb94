import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY_BYTES = 32;

/**
 * The key of one stack's messages as long as no KMS key is asked for. It lies in a file only its owner can read; without that file the
 * messages are lost, so it is never made anew beside old data.
 */
export class MasterKey {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  /** Opens `<directory>/master.key`, or makes it if the directory is still empty. */
  static open(directory: string): MasterKey {
    const path = join(directory, 'master.key');
    if (!existsSync(path)) {
      if (readdirSync(directory).length > 0) {
        throw new Error(
          `${path} is missing, but there are messages beside it that only this key opens. Restore the file, or remove ${directory}.`,
        );
      }
      writeFileSync(`${path}.new`, randomBytes(KEY_BYTES), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    }
    const bytes = readFileSync(path);
    if (bytes.length !== KEY_BYTES) {
      throw new Error(
        `${path} holds ${bytes.length} bytes instead of ${KEY_BYTES}. Restore the file, or remove ${directory}.`,
      );
    }
    return new MasterKey(bytes);
  }

  /** A key for one purpose: none tells anything about another. */
  derive(purpose: string): KeyObject {
    return createSecretKey(Buffer.from(hkdfSync('sha256', this.#key, '', purpose, KEY_BYTES)));
  }
}
