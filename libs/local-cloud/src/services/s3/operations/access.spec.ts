import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectAclCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionsOf } from '@palisade/policies';
import {
  allow,
  declareBucket,
  declarePolicy,
  declareRole,
  declareVersioning,
  refusal,
  startS3,
  type S3Cloud,
} from '../testing/s3-cloud.ts';
import type { AccessCase, Prepared } from '../testing/access-case.ts';
import { objectLockCases, prepareKept } from '../testing/object-lock-cases.ts';
import { operations } from './index.ts';

const Bucket = 'access-bucket';
const B = `arn:aws:s3:::${Bucket}`;
const Key = 'key';
const K = `${B}/${Key}`;

const cases: readonly AccessCase[] = [
  ...objectLockCases(Bucket, () => s3.cloud.clock.now()),
  {
    name: 'PutObject',
    needs: [['s3:PutObject', K]],
    send: (c) => c.send(new PutObjectCommand({ Bucket, Key, Body: 'x' })),
  },
  {
    name: 'PutObject with tags',
    needs: [
      ['s3:PutObject', K],
      ['s3:PutObjectTagging', K],
    ],
    send: (c) => c.send(new PutObjectCommand({ Bucket, Key, Body: 'x', Tagging: 'a=b' })),
  },
  {
    name: 'PutObject with an ACL',
    needs: [
      ['s3:PutObject', K],
      ['s3:PutObjectAcl', K],
    ],
    send: (c) => c.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ACL: 'bucket-owner-full-control' })),
  },
  {
    name: 'PutObject over a known ETag',
    needs: [
      ['s3:PutObject', K],
      ['s3:GetObject', K],
    ],
    send: (c, { ETag }) => c.send(new PutObjectCommand({ Bucket, Key, Body: 'x', IfMatch: ETag })),
  },
  { name: 'GetObject', needs: [['s3:GetObject', K]], send: (c) => c.send(new GetObjectCommand({ Bucket, Key })) },
  {
    name: 'GetObject of a version',
    needs: [['s3:GetObjectVersion', K]],
    send: (c, { VersionId }) => c.send(new GetObjectCommand({ Bucket, Key, VersionId })),
  },
  { name: 'HeadObject', needs: [['s3:GetObject', K]], send: (c) => c.send(new HeadObjectCommand({ Bucket, Key })) },
  {
    name: 'GetObjectAttributes',
    needs: [
      ['s3:GetObject', K],
      ['s3:GetObjectAttributes', K],
    ],
    send: (c) => c.send(new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ['ETag'] })),
  },
  {
    name: 'GetObjectAttributes of a version',
    needs: [
      ['s3:GetObjectVersion', K],
      ['s3:GetObjectVersionAttributes', K],
    ],
    send: (c, { VersionId }) =>
      c.send(new GetObjectAttributesCommand({ Bucket, Key, VersionId, ObjectAttributes: ['ETag'] })),
  },
  {
    name: 'DeleteObject',
    needs: [['s3:DeleteObject', K]],
    send: (c) => c.send(new DeleteObjectCommand({ Bucket, Key })),
  },
  {
    name: 'DeleteObject of a version',
    needs: [['s3:DeleteObjectVersion', K]],
    send: (c, { VersionId }) => c.send(new DeleteObjectCommand({ Bucket, Key, VersionId })),
  },
  {
    name: 'CopyObject',
    needs: [
      ['s3:GetObject', K],
      ['s3:PutObject', `${B}/copy`],
    ],
    send: (c) =>
      c.send(
        new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/${Key}`, TaggingDirective: 'REPLACE' }),
      ),
  },
  {
    name: 'CopyObject of a tagged version',
    needs: [
      ['s3:GetObjectVersion', K],
      ['s3:GetObjectVersionTagging', K],
      ['s3:PutObject', `${B}/copy`],
      ['s3:PutObjectTagging', `${B}/copy`],
    ],
    send: (c, { VersionId }) =>
      c.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/${Key}?versionId=${VersionId}` })),
  },
  {
    name: 'GetObjectTagging',
    needs: [['s3:GetObjectTagging', K]],
    send: (c) => c.send(new GetObjectTaggingCommand({ Bucket, Key })),
  },
  {
    name: 'GetObjectTagging of a version',
    needs: [['s3:GetObjectVersionTagging', K]],
    send: (c, { VersionId }) => c.send(new GetObjectTaggingCommand({ Bucket, Key, VersionId })),
  },
  {
    name: 'PutObjectTagging',
    needs: [['s3:PutObjectTagging', K]],
    send: (c) => c.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet: [] } })),
  },
  {
    name: 'PutObjectTagging of a version',
    needs: [['s3:PutObjectVersionTagging', K]],
    send: (c, { VersionId }) =>
      c.send(new PutObjectTaggingCommand({ Bucket, Key, VersionId, Tagging: { TagSet: [] } })),
  },
  {
    name: 'DeleteObjectTagging',
    needs: [['s3:DeleteObjectTagging', K]],
    send: (c) => c.send(new DeleteObjectTaggingCommand({ Bucket, Key })),
  },
  {
    name: 'DeleteObjectTagging of a version',
    needs: [['s3:DeleteObjectVersionTagging', K]],
    send: (c, { VersionId }) => c.send(new DeleteObjectTaggingCommand({ Bucket, Key, VersionId })),
  },
  {
    name: 'GetObjectAcl',
    needs: [['s3:GetObjectAcl', K]],
    send: (c) => c.send(new GetObjectAclCommand({ Bucket, Key })),
  },
  {
    name: 'GetObjectAcl of a version',
    needs: [['s3:GetObjectVersionAcl', K]],
    send: (c, { VersionId }) => c.send(new GetObjectAclCommand({ Bucket, Key, VersionId })),
  },
  {
    name: 'CreateMultipartUpload',
    needs: [['s3:PutObject', K]],
    send: (c) => c.send(new CreateMultipartUploadCommand({ Bucket, Key })),
  },
  {
    name: 'CreateMultipartUpload with tags',
    needs: [
      ['s3:PutObject', K],
      ['s3:PutObjectTagging', K],
    ],
    send: (c) => c.send(new CreateMultipartUploadCommand({ Bucket, Key, Tagging: 'a=b' })),
  },
  {
    name: 'UploadPart',
    needs: [['s3:PutObject', K]],
    send: (c, { UploadId }) => c.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 2, Body: 'x' })),
  },
  {
    name: 'UploadPartCopy',
    needs: [
      ['s3:GetObject', K],
      ['s3:PutObject', K],
    ],
    send: (c, { UploadId }) =>
      c.send(new UploadPartCopyCommand({ Bucket, Key, UploadId, PartNumber: 2, CopySource: `${Bucket}/${Key}` })),
  },
  {
    name: 'ListParts',
    needs: [['s3:ListMultipartUploadParts', K]],
    send: (c, { UploadId }) => c.send(new ListPartsCommand({ Bucket, Key, UploadId })),
  },
  {
    name: 'CompleteMultipartUpload',
    needs: [['s3:PutObject', K]],
    send: (c, { UploadId, ETag }) =>
      c.send(
        new CompleteMultipartUploadCommand({
          Bucket,
          Key,
          UploadId,
          MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
        }),
      ),
  },
  {
    name: 'AbortMultipartUpload',
    needs: [['s3:AbortMultipartUpload', K]],
    send: (c, { UploadId }) => c.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })),
  },
  { name: 'ListObjects', needs: [['s3:ListBucket', B]], send: (c) => c.send(new ListObjectsCommand({ Bucket })) },
  { name: 'ListObjectsV2', needs: [['s3:ListBucket', B]], send: (c) => c.send(new ListObjectsV2Command({ Bucket })) },
  { name: 'HeadBucket', needs: [['s3:ListBucket', B]], send: (c) => c.send(new HeadBucketCommand({ Bucket })) },
  {
    name: 'ListObjectVersions',
    needs: [['s3:ListBucketVersions', B]],
    send: (c) => c.send(new ListObjectVersionsCommand({ Bucket })),
  },
  {
    name: 'ListMultipartUploads',
    needs: [['s3:ListBucketMultipartUploads', B]],
    send: (c) => c.send(new ListMultipartUploadsCommand({ Bucket })),
  },
  {
    name: 'ListBuckets',
    needs: [['s3:ListAllMyBuckets', 'arn:aws:s3:::*']],
    send: (c) => c.send(new ListBucketsCommand()),
  },
  { name: 'GetBucketAcl', needs: [['s3:GetBucketAcl', B]], send: (c) => c.send(new GetBucketAclCommand({ Bucket })) },
  {
    name: 'GetBucketEncryption',
    needs: [['s3:GetEncryptionConfiguration', B]],
    send: (c) => c.send(new GetBucketEncryptionCommand({ Bucket })),
  },
  {
    name: 'GetBucketLifecycleConfiguration',
    needs: [['s3:GetLifecycleConfiguration', B]],
    send: (c) => c.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
  },
  {
    name: 'GetBucketLocation',
    needs: [['s3:GetBucketLocation', B]],
    send: (c) => c.send(new GetBucketLocationCommand({ Bucket })),
  },
  {
    name: 'GetBucketLogging',
    needs: [['s3:GetBucketLogging', B]],
    send: (c) => c.send(new GetBucketLoggingCommand({ Bucket })),
  },
  {
    name: 'GetBucketNotificationConfiguration',
    needs: [['s3:GetBucketNotification', B]],
    send: (c) => c.send(new GetBucketNotificationConfigurationCommand({ Bucket })),
  },
  {
    name: 'GetBucketOwnershipControls',
    needs: [['s3:GetBucketOwnershipControls', B]],
    send: (c) => c.send(new GetBucketOwnershipControlsCommand({ Bucket })),
  },
  {
    name: 'GetBucketPolicy',
    needs: [['s3:GetBucketPolicy', B]],
    send: (c) => c.send(new GetBucketPolicyCommand({ Bucket })),
  },
  {
    name: 'GetBucketPolicyStatus',
    needs: [['s3:GetBucketPolicyStatus', B]],
    send: (c) => c.send(new GetBucketPolicyStatusCommand({ Bucket })),
  },
  {
    name: 'GetBucketTagging',
    needs: [['s3:GetBucketTagging', B]],
    send: (c) => c.send(new GetBucketTaggingCommand({ Bucket })),
  },
  {
    name: 'GetBucketVersioning',
    needs: [['s3:GetBucketVersioning', B]],
    send: (c) => c.send(new GetBucketVersioningCommand({ Bucket })),
  },
  {
    name: 'GetPublicAccessBlock',
    needs: [['s3:GetBucketPublicAccessBlock', B]],
    send: (c) => c.send(new GetPublicAccessBlockCommand({ Bucket })),
  },
];

const slug = (name: string): string => name.replaceAll(' ', '-');
let s3: S3Cloud;

beforeAll(async () => {
  s3 = await startS3((stack) => {
    declareBucket(stack, Bucket, { tags: { a: 'b' }, objectLockEnabled: true });
    declareVersioning(stack, Bucket);
    declarePolicy(stack, Bucket, {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [B, `${B}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    stack.resource('aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration', 'rules', {
      bucket: Bucket,
      rules: [{ id: 'r', status: 'Enabled', filter: {}, expiration: { days: 100 } }],
    });
    for (const { name, needs } of cases) {
      declareRole(stack, `only-${slug(name)}`, ...needs.map(([action, resource]) => allow(action, resource)));
      for (const [index, [action]] of needs.entries()) {
        declareRole(stack, `without-${index}-${slug(name)}`, allow('s3:*', '*'), {
          Effect: 'Deny',
          Action: action,
          Resource: '*',
        });
      }
    }
  });
});
afterAll(() => s3.close());

async function prepare(): Promise<Prepared> {
  const { VersionId = '', ETag = '' } = await s3.admin.send(
    new PutObjectCommand({ Bucket, Key, Body: 'part', Tagging: 'a=b' }),
  );
  const { UploadId = '' } = await s3.admin.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  await s3.admin.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'part' }));
  const keptVersionId = await prepareKept(s3.admin, Bucket, s3.cloud.clock.now());
  return { VersionId, ETag, UploadId, keptVersionId };
}

test('every operation has a row', () => {
  // DeleteObjects answers 200 and tells for each key whether it was denied: conditions.spec.ts.
  const rows = ['DeleteObjects', ...cases.map(({ name }) => name.split(' ')[0])];
  expect(operations.map(({ name }) => name).filter((name) => !rows.includes(name))).toEqual([]);
});

describe.each(cases)('$name', ({ name, needs, send }) => {
  test(`is allowed by ${needs.map(([action]) => action).join(' and ')} alone`, async () => {
    await send(s3.as(`only-${slug(name)}`), await prepare());
  });

  test.each(needs.map(([action], index) => ({ action, index })))('is denied without $action', async ({ index }) => {
    const answer = await refusal(send(s3.as(`without-${index}-${slug(name)}`), await prepare()));
    // The reply to HEAD has no body that could tell a code.
    expect(answer).toMatch(name.startsWith('Head') ? /403$/ : /^AccessDenied 403$/);
  });

  test('names actions that exist', () => {
    for (const [action] of needs) expect(actionsOf('s3')).toContain(action);
  });
});
