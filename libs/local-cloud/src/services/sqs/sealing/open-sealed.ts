import type { KeyObject } from 'node:crypto';
import { unseal } from '../../../kernel/seal.ts';

/** What was stored under a key does not open with it: the file was changed, or belongs to somebody else. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';

  constructor(about: string) {
    super(`The stored content of ${about} cannot be decrypted: it was changed, or encrypted with another key.`);
  }
}

/** What was sealed. Throws SealBrokenError. */
export function openSealed(key: KeyObject, sealed: Buffer, about: string): Buffer {
  const plain = unseal(key, sealed, about);
  if (plain === undefined) throw new SealBrokenError(about);
  return plain;
}
