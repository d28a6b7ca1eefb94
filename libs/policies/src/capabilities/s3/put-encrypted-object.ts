import { s3ObjectArn } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import type { ObjectsOf } from './put-object.ts';

/**
 * PutObject of objects that are sent to be encrypted with a KMS key. Which key is for the bucket's policy to say (`denyOtherKey`): its
 * policy names the role, so the role's cannot wait for the key.
 *
 * @example
 * putEncryptedObject({ bucket: 'docs' }).Condition; // => {"StringEquals":{"s3:x-amz-server-side-encryption":"aws:kms"}}
 */
export function putEncryptedObject({ keys = '*', sid = 'PutEncryptedObject', ...at }: ObjectsOf): Statement {
  return allow({
    sid,
    actions: ['s3:PutObject'],
    resources: [s3ObjectArn({ ...at, key: keys })],
    when: { StringEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
  });
}
