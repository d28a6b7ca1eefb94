import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { s3BucketArn, s3ObjectArn } from '@palisade/policies';
import type { AccessCase } from './access-case.ts';

const DAY = 86_400_000;

/** The object `kept` for `objectLockCases`; resolves to its version. */
export async function prepareKept(admin: S3Client, Bucket: string, now: number): Promise<string> {
  const { VersionId = '' } = await admin.send(
    new PutObjectCommand({
      Bucket,
      Key: 'kept',
      Body: 'x',
      ObjectLockMode: 'GOVERNANCE',
      ObjectLockRetainUntilDate: new Date(now + DAY),
      ObjectLockLegalHoldStatus: 'OFF',
    }),
  );
  return VersionId;
}

/** What the operations and headers of Object Lock need, in a bucket that has it, on the objects `key` and `kept`. */
export function objectLockCases(Bucket: string, now: () => number): readonly AccessCase[] {
  const B = s3BucketArn({ bucket: Bucket });
  const [Key, K, Kept] = [
    'key',
    s3ObjectArn({ bucket: Bucket, key: 'key' }),
    s3ObjectArn({ bucket: Bucket, key: 'kept' }),
  ];
  const tomorrow = (): Date => new Date(now() + DAY);
  return [
    {
      name: 'PutObject with retention',
      needs: [
        ['s3:PutObject', K],
        ['s3:PutObjectRetention', K],
      ],
      send: (c) =>
        c.send(
          new PutObjectCommand({
            Bucket,
            Key,
            Body: 'x',
            ObjectLockMode: 'GOVERNANCE',
            ObjectLockRetainUntilDate: tomorrow(),
          }),
        ),
    },
    {
      name: 'PutObject with a legal hold',
      needs: [
        ['s3:PutObject', K],
        ['s3:PutObjectLegalHold', K],
      ],
      send: (c) => c.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ObjectLockLegalHoldStatus: 'ON' })),
    },
    {
      name: 'PutObjectRetention',
      needs: [['s3:PutObjectRetention', K]],
      send: (c) =>
        c.send(
          new PutObjectRetentionCommand({
            Bucket,
            Key,
            Retention: { Mode: 'GOVERNANCE', RetainUntilDate: tomorrow() },
          }),
        ),
    },
    {
      name: 'PutObjectRetention past governance',
      needs: [
        ['s3:PutObjectRetention', Kept],
        ['s3:BypassGovernanceRetention', Kept],
      ],
      send: (c, { keptVersionId: VersionId }) =>
        c.send(
          new PutObjectRetentionCommand({
            Bucket,
            Key: 'kept',
            VersionId,
            Retention: {},
            BypassGovernanceRetention: true,
          }),
        ),
    },
    {
      name: 'GetObjectRetention',
      needs: [['s3:GetObjectRetention', Kept]],
      send: (c) => c.send(new GetObjectRetentionCommand({ Bucket, Key: 'kept' })),
    },
    {
      name: 'PutObjectLegalHold',
      needs: [['s3:PutObjectLegalHold', K]],
      send: (c) => c.send(new PutObjectLegalHoldCommand({ Bucket, Key, LegalHold: { Status: 'OFF' } })),
    },
    {
      name: 'GetObjectLegalHold',
      needs: [['s3:GetObjectLegalHold', Kept]],
      send: (c) => c.send(new GetObjectLegalHoldCommand({ Bucket, Key: 'kept' })),
    },
    {
      name: 'GetObjectLockConfiguration',
      needs: [['s3:GetBucketObjectLockConfiguration', B]],
      send: (c) => c.send(new GetObjectLockConfigurationCommand({ Bucket })),
    },
    {
      name: 'DeleteObject of a version past governance',
      needs: [
        ['s3:DeleteObjectVersion', Kept],
        ['s3:BypassGovernanceRetention', Kept],
      ],
      send: (c, { keptVersionId: VersionId }) =>
        c.send(new DeleteObjectCommand({ Bucket, Key: 'kept', VersionId, BypassGovernanceRetention: true })),
    },
    {
      name: 'CreateMultipartUpload with retention and a legal hold',
      needs: [
        ['s3:PutObject', K],
        ['s3:PutObjectRetention', K],
        ['s3:PutObjectLegalHold', K],
      ],
      send: (c) =>
        c.send(
          new CreateMultipartUploadCommand({
            Bucket,
            Key,
            ObjectLockMode: 'COMPLIANCE',
            ObjectLockRetainUntilDate: tomorrow(),
            ObjectLockLegalHoldStatus: 'OFF',
          }),
        ),
    },
  ];
}
