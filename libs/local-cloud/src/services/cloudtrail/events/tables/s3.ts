import { s3BucketArn, s3ObjectArn } from '@palisade/policies';
import type { JsonValue } from '../../../../kernel/wire.ts';
import type { EventTable } from '../event-table.ts';
import { orNothing } from '../pick.ts';

const QUERY = ['versionId', 'uploadId', 'partNumber', 'prefix', 'delimiter', 'max-keys', 'list-type'];
const HEADERS = [
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
  'x-amz-copy-source',
  'x-amz-storage-class',
  'x-amz-acl',
];
const ANSWERS = ['x-amz-version-id', ...HEADERS.slice(0, 3), 'x-amz-delete-marker', 'x-amz-copy-source-version-id'];

/** Data events without one key. */
const onObjectsOfBucket = [
  'DeleteObjects',
  'HeadBucket',
  'ListMultipartUploads',
  'ListObjects',
  'ListObjectsV2',
  'ListObjectVersions',
];

/** Source: Amazon S3 User Guide, "Amazon S3 CloudTrail events". */
export const s3: EventTable = {
  source: 's3.amazonaws.com',
  management: {
    read: [
      'GetBucketAcl',
      'GetBucketEncryption',
      'GetBucketLifecycleConfiguration',
      'GetBucketLocation',
      'GetBucketLogging',
      'GetBucketNotificationConfiguration',
      'GetBucketOwnershipControls',
      'GetBucketPolicy',
      'GetBucketPolicyStatus',
      'GetBucketTagging',
      'GetBucketVersioning',
      'GetObjectLockConfiguration',
      'GetPublicAccessBlock',
      'ListBuckets',
    ],
    write: [],
  },
  data: {
    'AWS::S3::Object': {
      read: [
        'GetObject',
        'GetObjectAcl',
        'GetObjectAttributes',
        'GetObjectLegalHold',
        'GetObjectRetention',
        'GetObjectTagging',
        'HeadBucket',
        'HeadObject',
        'ListMultipartUploads',
        'ListObjects',
        'ListObjectsV2',
        'ListObjectVersions',
        'ListParts',
      ],
      write: [
        'AbortMultipartUpload',
        'CompleteMultipartUpload',
        'CopyObject',
        'CreateMultipartUpload',
        'DeleteObject',
        'DeleteObjects',
        'DeleteObjectTagging',
        'PutObject',
        'PutObjectLegalHold',
        'PutObjectRetention',
        'PutObjectTagging',
        'UploadPart',
        'UploadPartCopy',
      ],
    },
  },
  eventNames: {
    GetBucketLifecycleConfiguration: 'GetBucketLifecycle',
    PutBucketLifecycleConfiguration: 'PutBucketLifecycle',
    GetBucketNotificationConfiguration: 'GetBucketNotification',
    PutBucketNotificationConfiguration: 'PutBucketNotification',
    GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
    PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
    DeletePublicAccessBlock: 'DeleteBucketPublicAccessBlock',
    GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
    PutObjectLockConfiguration: 'PutBucketObjectLockConfiguration',
    ListObjectsV2: 'ListObjects',
  },
  parameters({ exchange: { wire } }) {
    const { headers, params, query } = wire;
    const found: Record<string, JsonValue> = { Host: wire.host };
    if (params['Bucket'] !== undefined) found['bucketName'] = params['Bucket'];
    if (params['Key'] !== undefined) found['key'] = params['Key'];
    for (const name of QUERY) {
      const value = query.get(name);
      if (value !== undefined) found[name] = value;
    }
    for (const name of HEADERS) {
      const value = headers[name];
      if (value !== undefined) found[name] = value;
    }
    return found;
  },
  resources({ exchange: { operation = '', wire } }, { account: accountId, partition }) {
    const { Bucket: bucket, Key: key } = wire.params;
    if (bucket === undefined || bucket === '') return [];
    const owner = { type: 'AWS::S3::Bucket', accountId, arn: s3BucketArn({ partition, bucket }) };
    if (key === undefined && !onObjectsOfBucket.includes(operation)) return [owner];
    // Selectors of objects compare this with the beginnings they name.
    const object = key === undefined ? `${owner.arn}/` : s3ObjectArn({ partition, bucket, key });
    return [{ type: 'AWS::S3::Object', arn: object }, owner];
  },
  response({ reply }) {
    const found: Record<string, JsonValue> = {};
    for (const name of ANSWERS) {
      const value = reply?.headers?.[name];
      if (typeof value === 'string') found[name] = value;
    }
    return orNothing(found);
  },
};
