import { readBlob } from '../cryptography/ciphertext-blob.ts';
import { CiphertextOfAnotherKey, InvalidCiphertext } from '../errors.ts';
import type { FoundKey, KmsState } from '../state.ts';

/** The key a request names for a ciphertext, else the one the ciphertext names itself. Throws AWS's errors. */
export function keyForBlob(state: KmsState, region: string, keyId: string | undefined, ciphertext: Buffer): FoundKey {
  if (keyId !== undefined) return state.find(region, keyId);
  const blob = readBlob(ciphertext);
  if (blob === undefined) throw new InvalidCiphertext();
  const key = state.keyOfBlob(region, blob.keyId);
  if (key === undefined) throw new CiphertextOfAnotherKey();
  return { key };
}
