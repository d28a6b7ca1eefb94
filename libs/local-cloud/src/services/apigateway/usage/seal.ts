import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writePrivateFile } from '../../../kernel/private-file.ts';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Encrypts what is kept on disk with a key of its own, so that no file but that one holds key values anybody could use. */
export class Seal {
  readonly #key: Buffer;

  /** Reads the key at `path`, or makes one. */
  constructor(path: string) {
    if (!existsSync(path)) writePrivateFile(path, randomBytes(32).toString('base64'));
    this.#key = Buffer.from(readFileSync(path, 'utf8'), 'base64');
  }

  seal(plaintext: string): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, this.#key, nonce);
    return Buffer.concat([nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** Throws if the bytes were sealed with another key or changed. */
  open(sealed: Buffer): string {
    const decipher = createDecipheriv(CIPHER, this.#key, sealed.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    const opened = decipher.update(sealed.subarray(NONCE, sealed.length - TAG));
    return Buffer.concat([opened, decipher.final()]).toString('utf8');
  }
}
