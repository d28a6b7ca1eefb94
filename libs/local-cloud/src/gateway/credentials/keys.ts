import { createHash, randomBytes } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** `prefix` and enough base-32 characters for AWS's 20: `AKIA…` for a user's key, `ASIA…` for a session's. */
export function newAccessKeyId(prefix: 'AKIA' | 'ASIA'): string {
  return `${prefix}${base32(randomBytes(16))}`;
}

/** 40 characters, as AWS's secret keys have. */
export function newSecretAccessKey(): string {
  return randomBytes(30).toString('base64');
}

/** A stable unique id of IAM (`AIDA…`, `AROA…`), 21 characters, derived from what it names. */
export function uniqueId(prefix: 'AIDA' | 'AROA' | 'ANPA', subject: string): string {
  return `${prefix}${base32(createHash('sha256').update(subject).digest().subarray(0, 17))}`;
}

function base32(bytes: Buffer): string {
  return Array.from(bytes, (byte) => BASE32[byte & 31]).join('');
}
