import type { KeyObject } from 'node:crypto';

/** A key for one body: `key` encrypts it, `wrapped` is kept beside it. */
export interface DataKey {
  readonly key: KeyObject;
  readonly wrapped: Buffer;
}

/**
 * Where data keys come from: S3's own master key for `AES256`, a KMS key for `aws:kms`. `context` is the encryption context,
 * the ARN of the object: a wrapped key opens only for the object it was made for.
 */
export interface DataKeys {
  generate(context: string): DataKey;
  /** Throws StoredObjectDamaged if it was wrapped by another key or for another context. */
  unwrap(wrapped: Buffer, context: string): KeyObject;
}
