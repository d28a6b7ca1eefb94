import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What was stored under a key does not open with it: the file was changed, or belongs to somebody else. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';

  constructor(about: string) {
    super(`The stored content of ${about} cannot be decrypted: it was changed, or encrypted with another key.`);
  }
}

/** Nonce, AES-256-GCM ciphertext, tag. `about`, which nobody can exchange, names what is sealed. */
export function seal(key: KeyObject, plain: Buffer, about: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(about));
  const encrypted = cipher.update(plain);
  cipher.final();
  return Buffer.concat([nonce, encrypted, cipher.getAuthTag()]);
}

/** Throws SealBrokenError. */
export function unseal(key: KeyObject, sealed: Buffer, about: string): Buffer {
  const end = sealed.length - TAG_BYTES;
  if (end < NONCE_BYTES) throw new SealBrokenError(about);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(NONCE_BYTES, end));
  try {
    decipher.final();
  } catch {
    throw new SealBrokenError(about);
  }
  return plain;
}
