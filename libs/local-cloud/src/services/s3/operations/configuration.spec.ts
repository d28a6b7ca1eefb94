import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetObjectAclCommand,
  GetPublicAccessBlockCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { declareBucket, declarePolicy, refusal, startS3, type S3Cloud } from '../testing/s3-cloud.ts';

const Bucket = 'configured-bucket';
const B = `arn:aws:s3:::${Bucket}`;
const statement = {
  Effect: 'Allow' as const,
  Principal: { AWS: '123456789012' },
  Action: 's3:GetObject',
  Resource: `${B}/*`,
};
let s3: S3Cloud;

beforeAll(async () => {
  s3 = await startS3((stack) => {
    declareBucket(stack, 'new-bucket');
    declareBucket(stack, 'log-bucket');
    declarePolicy(stack, 'log-bucket', {
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::log-bucket/*',
    });
    declareBucket(stack, Bucket, { tags: { team: 'a' } });
    const declare = (type: string, inputs: object): void =>
      void stack.resource(`aws:s3/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`, type, {
        bucket: Bucket,
        ...inputs,
      });
    declarePolicy(stack, Bucket, statement);
    declare('BucketOwnershipControls', { rule: { objectOwnership: 'ObjectWriter' } });
    declare('BucketPublicAccessBlock', { blockPublicAcls: true });
    declare('BucketServerSideEncryptionConfiguration', {
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' },
          bucketKeyEnabled: true,
          blockedEncryptionTypes: ['NONE'],
        },
      ],
    });
    declare('BucketLogging', {
      targetBucket: 'log-bucket',
      targetPrefix: 'logs/',
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: 'EventTime' } },
    });
    declare('BucketLifecycleConfiguration', {
      rules: [
        {
          id: 'old',
          status: 'Enabled',
          filter: { and: { prefix: 'a/', tags: { x: 'y' }, objectSizeGreaterThan: 10 } },
          transitions: [{ days: 30, storageClass: 'STANDARD_IA' }],
          expiration: { days: 365 },
          noncurrentVersionExpiration: { noncurrentDays: 5, newerNoncurrentVersions: 3 },
        },
        {
          id: 'markers',
          status: 'Disabled',
          filter: {},
          expiration: { expiredObjectDeleteMarker: true },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    });
  });
});
afterAll(() => s3.close());

describe('a configured bucket tells', () => {
  test('its policy', async () => {
    const { Policy = '' } = await s3.admin.send(new GetBucketPolicyCommand({ Bucket }));
    expect(JSON.parse(Policy)).toEqual({ Version: '2012-10-17', Statement: [statement] });
    expect((await s3.admin.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus).toEqual({
      IsPublic: false,
    });
  });

  test('its ownership, public access, encryption and tags', async () => {
    expect((await s3.admin.send(new GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls).toEqual({
      Rules: [{ ObjectOwnership: 'ObjectWriter' }],
    });
    expect((await s3.admin.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: false,
      IgnorePublicAcls: false,
      RestrictPublicBuckets: false,
    });
    expect(
      (await s3.admin.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration,
    ).toMatchObject({
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
          BucketKeyEnabled: true,
          BlockedEncryptionTypes: { EncryptionType: ['NONE'] },
        },
      ],
    });
    expect((await s3.admin.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual([
      { Key: 'team', Value: 'a' },
    ]);
  });

  test('its logging', async () => {
    expect((await s3.admin.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled).toEqual({
      TargetBucket: 'log-bucket',
      TargetPrefix: 'logs/',
      TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: 'EventTime' } },
    });
  });

  test('its lifecycle', async () => {
    const { Rules, TransitionDefaultMinimumObjectSize } = await s3.admin.send(
      new GetBucketLifecycleConfigurationCommand({ Bucket }),
    );
    expect(TransitionDefaultMinimumObjectSize).toBe('all_storage_classes_128K');
    expect(Rules).toEqual([
      {
        ID: 'old',
        Status: 'Enabled',
        Filter: { And: { Prefix: 'a/', Tags: [{ Key: 'x', Value: 'y' }], ObjectSizeGreaterThan: 10 } },
        Transitions: [{ Days: 30, StorageClass: 'STANDARD_IA' }],
        Expiration: { Days: 365 },
        NoncurrentVersionExpiration: { NoncurrentDays: 5, NewerNoncurrentVersions: 3 },
      },
      {
        ID: 'markers',
        Status: 'Disabled',
        Filter: { Prefix: '' },
        Expiration: { ExpiredObjectDeleteMarker: true },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      },
    ]);
  });

  test('that its owner may do everything', async () => {
    const { Owner, Grants } = await s3.admin.send(new GetBucketAclCommand({ Bucket }));
    expect(Grants).toEqual([{ Grantee: { Type: 'CanonicalUser', ID: Owner?.ID }, Permission: 'FULL_CONTROL' }]);
    await s3.admin.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ACL: 'private' }));
    expect((await s3.admin.send(new GetObjectAclCommand({ Bucket, Key: 'k' }))).Grants).toEqual(Grants);
    expect(
      await refusal(s3.admin.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ACL: 'public-read' }))),
    ).toBe('AccessDenied 403');
    expect(
      await refusal(s3.admin.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ACL: 'bucket-owner-read' }))),
    ).toBe('NotImplemented 501');
  });
});

describe('a new bucket', () => {
  const Bucket = 'new-bucket';

  test('is private, encrypted and owned', async () => {
    const { PublicAccessBlockConfiguration } = await s3.admin.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(Object.values(PublicAccessBlockConfiguration ?? {})).toEqual([true, true, true, true]);
    expect((await s3.admin.send(new GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls).toEqual({
      Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }],
    });
    expect(
      (await s3.admin.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration?.Rules?.[0]
        ?.ApplyServerSideEncryptionByDefault,
    ).toEqual({ SSEAlgorithm: 'AES256' });
    expect((await s3.admin.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled).toBeUndefined();
  });

  test.each([
    ['NoSuchBucketPolicy', new GetBucketPolicyCommand({ Bucket })],
    ['NoSuchBucketPolicy', new GetBucketPolicyStatusCommand({ Bucket })],
    ['NoSuchTagSet', new GetBucketTaggingCommand({ Bucket })],
    ['NoSuchLifecycleConfiguration', new GetBucketLifecycleConfigurationCommand({ Bucket })],
  ] as const)('answers %s for what it has not', async (code, command) => {
    expect(await refusal(s3.admin.send(command as GetBucketPolicyCommand))).toBe(`${code} 404`);
  });
});

describe('infrastructure is declared, so S3 refuses to', () => {
  test.each([
    ['create a bucket', new CreateBucketCommand({ Bucket: 'made-by-hand' })],
    ['delete a bucket', new DeleteBucketCommand({ Bucket })],
    ['set a policy', new PutBucketPolicyCommand({ Bucket, Policy: '{}' })],
    ['set versioning', new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } })],
  ] as const)('%s', async (_what, command) => {
    const answer = s3.admin.send(command as CreateBucketCommand);
    await expect(answer).rejects.toMatchObject({
      name: 'InfrastructureIsDeclared',
      message: expect.stringContaining('Pulumi program'),
    });
  });

  test('and names what it does not know instead of doing something else', async () => {
    await expect(s3.admin.send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining('cors'),
    });
    await expect(s3.admin.send(new PutObjectAclCommand({ Bucket, Key: 'k', ACL: 'private' }))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining('acl'),
    });
  });
});
