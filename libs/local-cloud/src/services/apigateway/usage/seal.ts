import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writePrivateFile } from '../../../kernel/private-file.ts';
import { seal, unseal } from '../../../kernel/seal.ts';

/** The key is for one file only: there is nothing else to tell its records apart from. */
const BOUND = '';

/** Encrypts what is kept on disk with a key of its own, so that no file but that one holds key values anybody could use. */
export class Seal {
  readonly #key: KeyObject;

  /** Reads the key at `path`, or makes one. */
  constructor(path: string) {
    if (!existsSync(path)) writePrivateFile(path, randomBytes(32).toString('base64'));
    this.#key = createSecretKey(readFileSync(path, 'utf8'), 'base64');
  }

  seal(plaintext: string): Buffer {
    return seal(this.#key, Buffer.from(plaintext), BOUND);
  }

  /** Undefined if the bytes were sealed with another key or changed. */
  open(sealed: Buffer): string | undefined {
    return unseal(this.#key, sealed, BOUND)?.toString('utf8');
  }
}
