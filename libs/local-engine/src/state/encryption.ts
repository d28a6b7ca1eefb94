import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** `v1:<base64 of nonce, tag and ciphertext>`. The path is authenticated: a ciphertext cannot be moved to another property. */
export function encrypt(key: Buffer, plaintext: string, path: string): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(path));
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return `v1:${Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64')}`;
}

/** Throws when the text was changed, moved, or encrypted with another key. */
export function decrypt(key: Buffer, text: string, path: string): string {
  const bytes = Buffer.from(text.replace(/^v1:/, ''), 'base64');
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceLength))
    .setAAD(Buffer.from(path))
    .setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
  return Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]).toString('utf8');
}
