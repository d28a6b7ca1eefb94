import { NotSupportedError } from '../../../kernel/errors.ts';
import type { WireRequest } from '../../../kernel/wire.ts';
import type { BucketConfiguration } from '../configuration/bucket-configuration.ts';
import { AccessDenied, InvalidArgument } from '../errors.ts';
import type { KmsEncryption, ObjectEncryption } from '../storage/object-version.ts';

const PREFIX = 'x-amz-server-side-encryption';

/** The encryption a request asks for, else the bucket's. Source: Amazon S3 API Reference, PutObject. */
export function encryptionOf(request: WireRequest, { encryption }: BucketConfiguration): ObjectEncryption {
  const { headers } = request;
  if (headers[`${PREFIX}-customer-algorithm`] !== undefined) {
    if (encryption.blocksCustomerKeys) {
      throw new AccessDenied(
        'This bucket does not allow objects encrypted with server-side encryption with customer-provided keys (SSE-C).',
      );
    }
    throw new NotSupportedError('encryption with customer-provided keys (SSE-C).');
  }
  const asked = headers[PREFIX];
  const keyId = headers[`${PREFIX}-aws-kms-key-id`];
  if (keyId !== undefined && asked !== 'aws:kms') {
    throw new InvalidArgument(
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
      `${PREFIX}-aws-kms-key-id`,
      keyId,
    );
  }
  switch (asked) {
    case undefined:
      return encryption.kmsKeyId === undefined ? 'AES256' : withKey(encryption.kmsKeyId, request, encryption);
    case 'AES256':
      return 'AES256';
    case 'aws:kms': {
      const key = keyId ?? encryption.kmsKeyId;
      if (key === undefined) {
        throw new NotSupportedError('the AWS managed key aws/s3', `Name a key of yours in ${PREFIX}-aws-kms-key-id.`);
      }
      return withKey(key, request, encryption);
    }
    case 'aws:kms:dsse':
      throw new NotSupportedError('dual-layer encryption with KMS keys (aws:kms:dsse)', 'Use aws:kms.');
    default:
      throw new InvalidArgument('The encryption method specified is not supported', PREFIX, asked);
  }
}

function withKey(
  keyId: string,
  { headers }: WireRequest,
  { bucketKeyEnabled }: BucketConfiguration['encryption'],
): KmsEncryption {
  const asked = headers[`${PREFIX}-bucket-key-enabled`];
  const context = contextOf(headers[`${PREFIX}-context`]);
  return {
    algorithm: 'aws:kms',
    keyId,
    bucketKeyEnabled: asked === undefined ? bucketKeyEnabled : asked.toLowerCase() === 'true',
    ...(context !== undefined && { context }),
  };
}

/** The uploader's part of the encryption context: a JSON object of strings in base64; S3 adds `aws:s3:arn` itself. */
function contextOf(header: string | undefined): Readonly<Record<string, string>> | undefined {
  if (header === undefined) return undefined;
  const refused = new InvalidArgument(
    'The header x-amz-server-side-encryption-context shall be Base64-encoded UTF-8 string holding JSON which represents a string-string map',
    `${PREFIX}-context`,
    header,
  );
  let context: unknown;
  try {
    context = JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
  } catch {
    throw refused;
  }
  if (typeof context !== 'object' || context === null || Array.isArray(context)) throw refused;
  const entries = Object.entries(context as Record<string, unknown>);
  const pairs: Record<string, string> = {};
  for (const [name, value] of entries) {
    if (typeof value !== 'string' || name === 'aws:s3:arn') throw refused;
    pairs[name] = value;
  }
  return pairs;
}
