import { createSecretKey, type KeyObject } from 'node:crypto';
import type { DataKey, DataKeys } from './data-keys.ts';
import type { KmsEncryption } from './object-version.ts';

/** What KMS does for S3 on behalf of a caller; it decides and throws. */
export interface KeyUser {
  generateDataKey(keyId: string, context: Readonly<Record<string, string>>): GeneratedKey;
  decrypt(keyId: string, context: Readonly<Record<string, string>>, ciphertext: Buffer): Buffer;
}

export interface GeneratedKey {
  readonly keyArn: string;
  readonly plaintext: Buffer;
  readonly ciphertext: Buffer;
}

/**
 * Data keys from a KMS key. The encryption context is the object's ARN, the bucket's with a bucket key, and what the uploader adds:
 * a data key opens only with the same one.
 * Source: Amazon S3 User Guide, "Using server-side encryption with AWS KMS keys (SSE-KMS)", "Encryption context".
 */
export class KmsDataKeys implements DataKeys {
  readonly #user: KeyUser;
  readonly #encryption: KmsEncryption;

  constructor(user: KeyUser, encryption: KmsEncryption) {
    this.#user = user;
    this.#encryption = encryption;
  }

  generate(objectArn: string): DataKey & { readonly keyArn: string } {
    const { keyArn, plaintext, ciphertext } = this.#user.generateDataKey(
      this.#encryption.keyId,
      this.#contextFor(objectArn),
    );
    return { key: take(plaintext), wrapped: ciphertext, keyArn };
  }

  unwrap(wrapped: Buffer, objectArn: string): KeyObject {
    return take(this.#user.decrypt(this.#encryption.keyId, this.#contextFor(objectArn), wrapped));
  }

  #contextFor(objectArn: string): Readonly<Record<string, string>> {
    const { bucketKeyEnabled, context } = this.#encryption;
    return { ...context, 'aws:s3:arn': bucketKeyEnabled ? bucketArnOf(objectArn) : objectArn };
  }
}

function take(plaintext: Buffer): KeyObject {
  const key = createSecretKey(plaintext);
  plaintext.fill(0);
  return key;
}

/** The bucket's ARN is the object's up to its key. */
function bucketArnOf(objectArn: string): string {
  return objectArn.slice(0, objectArn.indexOf('/'));
}
