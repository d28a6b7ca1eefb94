import { expectArn } from '../../arn/expect.ts';
import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { objects, type BucketPlace } from './bucket-place.ts';

/**
 * Objects must be sent with the name of this KMS key; a request without it is denied like one with another. Beside
 * `denyOtherEncryption` with `aws:kms`.
 * Source: Amazon S3 User Guide, "Requiring and restricting SSE-KMS encryption".
 *
 * @example
 * denyOtherKey({ bucket: 'docs', keyArn: kmsKeyArn({ ...here, id: '1a' }) }).Action; // => s3:PutObject
 */
export function denyOtherKey(at: BucketPlace & { readonly keyArn: string }): Statement {
  expectArn(at.keyArn, ['kms:key'], 'the key of the objects');
  return deny({
    sid: 'DenyOtherKey',
    principal: '*',
    actions: ['s3:PutObject'],
    resources: objects(at),
    when: { ArnNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': at.keyArn } },
  });
}
