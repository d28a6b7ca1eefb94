import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';

/** Derives signing keys and keeps the last few hundred: one per access key, day, region and service. */
export class SigningKeys {
  readonly #keys = new Map<string, KeyObject>();

  /** `scope` is `date/region/service/aws4_request`. */
  get(accessKeyId: string, secret: string, scope: string): KeyObject {
    const id = `${accessKeyId}/${scope}`;
    let key = this.#keys.get(id);
    if (key === undefined) {
      key = deriveSigningKey(secret, scope);
      if (this.#keys.size >= 512) this.#keys.clear();
      this.#keys.set(id, key);
    }
    return key;
  }
}

export function deriveSigningKey(secret: string, scope: string): KeyObject {
  let key = Buffer.from(`AWS4${secret}`);
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest();
  return createSecretKey(key);
}

/** Whether `signature` (64 hex digits) is the one of `stringToSign`, in constant time. */
export function isSignature(key: KeyObject, stringToSign: string, signature: string): boolean {
  const expected = createHmac('sha256', key).update(stringToSign).digest();
  if (signature.length !== 64) return false;
  const given = Buffer.from(signature, 'hex');
  return given.length === 32 && timingSafeEqual(expected, given);
}
