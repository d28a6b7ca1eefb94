import { createCipheriv, createDecipheriv, randomFillSync, type KeyObject } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with a fresh nonce: `nonce | ciphertext | tag`. Opens with the same `bound` only (additional authenticated data). */
export function seal(key: KeyObject, plaintext: Buffer, bound: string | Buffer): Buffer {
  const nonce = randomFillSync(Buffer.allocUnsafe(NONCE_BYTES));
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(bytesOf(bound));
  const encrypted = cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([nonce, encrypted, cipher.getAuthTag()]);
}

/** What was sealed; undefined for another key, another `bound`, or a single changed bit. */
export function unseal(key: KeyObject, sealed: Buffer, bound: string | Buffer): Buffer | undefined {
  const end = sealed.length - TAG_BYTES;
  if (end < NONCE_BYTES) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(bytesOf(bound));
    decipher.setAuthTag(sealed.subarray(end));
    const plaintext = decipher.update(sealed.subarray(NONCE_BYTES, end));
    decipher.final();
    return plaintext;
  } catch {
    return undefined;
  }
}

const bytesOf = (bound: string | Buffer): Buffer => (typeof bound === 'string' ? Buffer.from(bound) : bound);
