import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { bucketAndObjects, type BucketPlace } from './bucket-place.ts';

/**
 * Plain HTTP is denied. Security Hub S3.5, AWS Config `s3-bucket-ssl-requests-only`.
 *
 * @example
 * const at: BucketPlace = { bucket: 'docs' };
 * denyInsecureTransport(at).Condition; // => {"Bool":{"aws:SecureTransport":"false"}}
 */
export function denyInsecureTransport(at: BucketPlace): Statement {
  return deny({
    sid: 'DenyInsecureTransport',
    principal: '*',
    actions: ['s3:*'],
    resources: bucketAndObjects(at),
    when: { Bool: { 'aws:SecureTransport': 'false' } },
  });
}
