import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import { DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { HeadObjectCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import {
  declareRole,
  declareTrail,
  declareTrailBucket,
  startTrailCloud,
  trailArn,
  type TrailCloud,
} from '../testing/trail-cloud.ts';

const root = 'arn:aws:iam::123456789012:root';
let cloud: TrailCloud;
let keyArn: string;

beforeEach(async () => {
  cloud = await startTrailCloud((stack) => {
    declareTrailBucket(stack);
    const context = { StringEquals: { 'kms:EncryptionContext:aws:cloudtrail:arn': trailArn('audit') } };
    const policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' },
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: 'kms:DescribeKey',
          Resource: '*',
        },
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: 'kms:GenerateDataKey*',
          Resource: '*',
          Condition: context,
        },
      ],
    });
    keyArn = String(stack.resource('aws:kms/key:Key', 'key', { policy }).outputs['arn']);
    declareTrail(stack, { kmsKeyId: keyArn });
    const read = { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' } as const;
    declareRole(stack, 'reader', read);
    declareRole(stack, 'auditor', read, {
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: keyArn,
      Condition: context,
    });
    declareRole(stack, 'other-auditor', read, {
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: keyArn,
      Condition: { StringEquals: { 'kms:EncryptionContext:aws:cloudtrail:arn': trailArn('other') } },
    });
  });
});
afterEach(() => cloud.close());

test("files are encrypted with the trail's key and its encryption context, and open to whoever may decrypt in that", async () => {
  await cloud.s3().send(new ListBucketsCommand({}));
  await cloud.minutes(5);
  const [key = ''] = await cloud.keys();
  const head = await cloud.s3().send(new HeadObjectCommand({ Bucket: 'trail-bucket', Key: key }));
  expect(head).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn });
  expect((await cloud.content(key, 'trail-bucket', 'auditor')).toString()).toContain('"ListBuckets"');
  await expect(cloud.content(key, 'trail-bucket', 'reader')).rejects.toThrow(/kms:Decrypt/);
  await expect(cloud.content(key, 'trail-bucket', 'other-auditor')).rejects.toThrow(/kms:Decrypt/);
});

test('nothing is delivered with a key that cannot be used, and nothing is lost', async () => {
  await cloud.s3().send(new ListBucketsCommand({}));
  await new KMSClient(cloud.cloud.deployer()).send(new DisableKeyCommand({ KeyId: keyArn }));
  await cloud.minutes(5);
  expect(await cloud.keys()).toEqual([]);
  expect((await cloud.client().send(new GetTrailStatusCommand({ Name: 'audit' }))).LatestDeliveryError).toBe(
    'KMS.DisabledException',
  );
});
