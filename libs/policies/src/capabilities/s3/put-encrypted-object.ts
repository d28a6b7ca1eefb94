import { expectArn } from '../../arn/expect.ts';
import { s3ObjectArn } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import type { ObjectsOf } from './put-object.ts';

/**
 * PutObject of objects that are sent to be encrypted with this KMS key, which the request names. Beside `denyOtherKey`, which asks the
 * same of everybody.
 * Source: Amazon S3 User Guide, "Requiring and restricting SSE-KMS encryption".
 *
 * @example
 * putEncryptedObject({ bucket: 'docs', keyArn: kmsKeyArn({ ...here, id: '1a' }) }).Action; // => s3:PutObject
 */
export function putEncryptedObject({
  keyArn,
  keys = '*',
  sid = 'PutEncryptedObject',
  ...at
}: ObjectsOf & { readonly keyArn: string }): Statement {
  expectArn(keyArn, ['kms:key'], 'the key of the objects');
  return allow({
    sid,
    actions: ['s3:PutObject'],
    resources: [s3ObjectArn({ ...at, key: keys })],
    when: {
      ArnEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': keyArn },
      StringEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
    },
  });
}
