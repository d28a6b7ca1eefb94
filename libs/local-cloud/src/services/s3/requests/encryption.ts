import { NotSupportedError } from '../../../kernel/errors.ts';
import type { WireRequest } from '../../../kernel/wire.ts';
import type { BucketConfiguration } from '../configuration/bucket-configuration.ts';
import { AccessDenied, InvalidArgument } from '../errors.ts';

/** The encryption a request asks for, else the bucket's. Source: Amazon S3 API Reference, PutObject. */
export function encryptionOf({ headers }: WireRequest, { encryption }: BucketConfiguration): 'AES256' {
  if (headers['x-amz-server-side-encryption-customer-algorithm'] !== undefined) {
    if (encryption.blocksCustomerKeys) {
      throw new AccessDenied(
        'This bucket does not allow objects encrypted with server-side encryption with customer-provided keys (SSE-C).',
      );
    }
    throw new NotSupportedError('encryption with customer-provided keys (SSE-C).');
  }
  const asked = headers['x-amz-server-side-encryption'];
  switch (asked) {
    case undefined:
    case 'AES256':
      return encryption.algorithm;
    case 'aws:kms':
    case 'aws:kms:dsse':
      throw new NotSupportedError(`S3 encryption with KMS keys (${asked}) yet`, 'Use AES256.');
    default:
      throw new InvalidArgument(
        'The encryption method specified is not supported',
        'x-amz-server-side-encryption',
        asked,
      );
  }
}
