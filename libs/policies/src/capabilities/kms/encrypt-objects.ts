import { expectArn } from '../../arn/expect.ts';
import { s3BucketArn, s3ObjectArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { thisKey } from './this-key.ts';

/** A bucket encrypted with a key, and who uses it. */
export interface ObjectEncryption extends InRegion {
  readonly bucket: string;
  /** Roles and users that put or get objects. */
  readonly principals: readonly [string, ...string[]];
}

/**
 * In a key policy: these callers have S3 encrypt and decrypt objects of one bucket, and can use the key in no other way. The
 * encryption context is the object, or the bucket where bucket keys are on.
 * Source: Amazon S3 User Guide, "Using server-side encryption with AWS KMS keys" and "Reducing the cost of SSE-KMS".
 *
 * @example
 * const at: ObjectEncryption = { ...here, bucket: 'docs', principals: [role] };
 * encryptObjects(at).Action; // => ["kms:Decrypt","kms:GenerateDataKey"]
 */
export function encryptObjects(at: ObjectEncryption): Statement {
  for (const principal of at.principals) expectArn(principal, ['iam:role', 'iam:user'], 'a caller of S3');
  return allow({
    sid: 'EncryptObjects',
    principal: { AWS: at.principals },
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [thisKey],
    when: {
      StringEquals: { 'kms:ViaService': `s3.${at.region}.amazonaws.com`, 'kms:CallerAccount': at.account },
      ArnLike: { 'kms:EncryptionContext:aws:s3:arn': [s3BucketArn(at), s3ObjectArn({ ...at, key: '*' })] },
    },
  });
}
