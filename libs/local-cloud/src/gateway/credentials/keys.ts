import { randomBytes } from 'node:crypto';
import { BASE32 } from '../../kernel/unique-id.ts';

/** `prefix` and enough base-32 characters for AWS's 20: `AKIA…` for a user's key, `ASIA…` for a session's. */
export function newAccessKeyId(prefix: 'AKIA' | 'ASIA'): string {
  return `${prefix}${base32(randomBytes(16))}`;
}

/** 40 characters, as AWS's secret keys have. */
export function newSecretAccessKey(): string {
  return randomBytes(30).toString('base64');
}

/** Five bits of each byte. */
function base32(bytes: Buffer): string {
  return Array.from(bytes, (byte) => BASE32[byte & 31]).join('');
}
