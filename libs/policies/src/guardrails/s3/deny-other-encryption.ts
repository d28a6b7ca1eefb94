import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { objects, type BucketPlace } from './bucket-place.ts';

/**
 * Objects must be sent with this encryption header; a request without the header is denied like one with another.
 *
 * @example
 * denyOtherEncryption({ bucket: 'docs', encryption: 'AES256' }).Action; // => s3:PutObject
 */
export function denyOtherEncryption(at: BucketPlace & { readonly encryption: 'AES256' | 'aws:kms' }): Statement {
  return deny({
    sid: 'DenyOtherEncryption',
    principal: '*',
    actions: ['s3:PutObject'],
    resources: objects(at),
    when: { StringNotEquals: { 's3:x-amz-server-side-encryption': at.encryption } },
  });
}
