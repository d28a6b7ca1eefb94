import { asUuid } from './cryptography/ciphertext-blob.ts';

/** Names a grant of a key. Opaque to callers; it permits nothing by itself. */
export function writeGrantToken(keyId: string, grantId: string): string {
  return Buffer.from(keyId.replaceAll('-', '') + grantId, 'hex').toString('base64');
}

/** Undefined for what is no grant token. */
export function readGrantToken(token: string): { readonly keyId: string; readonly grantId: string } | undefined {
  const digits = Buffer.from(token, 'base64').toString('hex');
  if (digits.length !== 32 + 64) return undefined;
  return { keyId: asUuid(digits.slice(0, 32)), grantId: digits.slice(32) };
}
