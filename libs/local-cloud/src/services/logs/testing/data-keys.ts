import { createSecretKey, randomBytes } from 'node:crypto';
import { wrappedKey, type DataKey } from '../storage/data-key.ts';

/** A data key as KMS would make it. */
export function newDataKey(groupArn = 'group'): DataKey {
  return { wrapped: wrappedKey('key', groupArn, randomBytes(60)), secret: createSecretKey(randomBytes(32)), uses: 0 };
}
