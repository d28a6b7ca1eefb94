import { objectArn } from '../arn.ts';
import { keyUserFor } from '../key-user.ts';
import type { DataKeys } from '../storage/data-keys.ts';
import { randomBytes } from '../storage/entropy.ts';
import { KmsDataKeys } from '../storage/kms-data-keys.ts';
import type { ObjectEncryption } from '../storage/object-version.ts';
import type { BucketCall } from './bucket-operation.ts';

/** How the body of a new object is encrypted; `keys` are undefined for S3's own. */
export interface Sealing {
  /** With the ARN of the key, whatever the request called it. */
  readonly encryption: ObjectEncryption;
  readonly keys?: DataKeys;
}

/** Whose permissions count, and for which bucket. */
type KeyCall = Pick<BucketCall, 'bucket' | 'principal' | 'state'>;

/** Has KMS make the data key of a new object, if one is asked for: whoever may not use the key stops here. */
export function sealingOf(asked: ObjectEncryption, key: string, call: KeyCall): Sealing {
  const keys = keysOf(asked, call);
  if (asked === 'AES256' || keys === undefined) return { encryption: asked };
  const made = keys.generate(objectArn(call.bucket.arn, key));
  return {
    encryption: { ...asked, keyId: made.keyArn },
    keys: { generate: () => made, unwrap: (wrapped, context) => keys.unwrap(wrapped, context) },
  };
}

/** What opens a stored body for this caller, and encrypts the parts of an upload. */
export function keysOf(encryption: ObjectEncryption, { bucket, principal, state }: KeyCall): KmsDataKeys | undefined {
  if (encryption === 'AES256') return undefined;
  return new KmsDataKeys(keyUserFor(state.host, { principal, region: bucket.configuration.region }), encryption);
}

/** The ETag of an object encrypted with KMS is not its MD5. Source: Amazon S3 API Reference, Object, ETag. */
export function etagOf(encryption: ObjectEncryption, md5: string): string {
  return encryption === 'AES256' ? md5 : randomBytes(16).toString('hex');
}
