import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { openMasterKey } from '../../../kernel/master-key-file.ts';

const KEY_BYTES = 32;

/** The key of one stack's messages as long as no KMS key is asked for. */
export class MasterKey {
  readonly #key: KeyObject;

  private constructor(key: KeyObject) {
    this.#key = key;
  }

  /** Opens `<directory>/master.key`, or makes it if the directory is still empty. */
  static open(directory: string): MasterKey {
    return new MasterKey(openMasterKey(directory));
  }

  /** A key for one purpose: none tells anything about another. */
  derive(purpose: string): KeyObject {
    return createSecretKey(Buffer.from(hkdfSync('sha256', this.#key, '', purpose, KEY_BYTES)));
  }
}
