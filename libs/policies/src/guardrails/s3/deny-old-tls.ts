import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { bucketAndObjects, type BucketPlace } from './bucket-place.ts';

/**
 * TLS before 1.2 is denied. Requests without TLS carry no `s3:TlsVersion`; `denyInsecureTransport` is for those.
 *
 * @example
 * denyOldTls({ bucket: 'docs' }).Condition; // => {"NumericLessThan":{"s3:TlsVersion":"1.2"}}
 */
export function denyOldTls(at: BucketPlace): Statement {
  return deny({
    sid: 'DenyOldTls',
    principal: '*',
    actions: ['s3:*'],
    resources: bucketAndObjects(at),
    when: { NumericLessThan: { 's3:TlsVersion': '1.2' } },
  });
}
