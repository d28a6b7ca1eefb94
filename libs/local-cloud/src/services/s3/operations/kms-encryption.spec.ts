import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DisableKeyCommand, EnableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetBucketEncryptionCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Statement } from '@palisade/policies';
import type { Declaration } from '../../../testing/index.ts';
import { kms } from '../../kms/index.ts';
import { allow, declareBucket, declareRole, refusal, roleArn, startS3, type S3Cloud } from '../testing/s3-cloud.ts';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';

const CANARY = 'the canary sings in the vault';
const via = { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } };
const s3Access = allow(['s3:PutObject', 's3:GetObject', 's3:ListBucket'], '*');

const keyStatement = (
  actions: readonly string[],
  roles: readonly string[],
  condition: Statement['Condition'],
): object => ({
  Effect: 'Allow',
  Principal: { AWS: roles.map(roleArn) },
  Action: actions,
  Resource: '*',
  Condition: condition,
});

function declare(stack: Declaration): void {
  declareRole(stack, 'writer', s3Access);
  declareRole(stack, 'reader', s3Access);
  declareRole(stack, 'both', s3Access);
  declareRole(stack, 'none', s3Access);
  const key = stack.resource('aws:kms/key:Key', 'data', {
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${DEFAULT_ACCOUNT}:root` },
          Action: ['kms:PutKeyPolicy', 'kms:DescribeKey', 'kms:DisableKey', 'kms:EnableKey'],
          Resource: '*',
        },
        keyStatement(['kms:GenerateDataKey'], ['writer', 'both'], via),
        keyStatement(['kms:Decrypt'], ['reader', 'both'], via),
      ],
    }),
  });
  const narrow = stack.resource('aws:kms/key:Key', 'narrow', {
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${DEFAULT_ACCOUNT}:root` },
          Action: 'kms:PutKeyPolicy',
          Resource: '*',
        },
        keyStatement(['kms:GenerateDataKey', 'kms:Decrypt'], ['both'], {
          StringEquals: { 'kms:EncryptionContext:aws:s3:arn': ['arn:aws:s3:::narrow', 'arn:aws:s3:::vault/only-this'] },
        }),
      ],
    }),
  });
  for (const [bucket, keyId, bucketKeyEnabled] of [
    ['vault', key.outputs['arn'], false],
    ['narrow', narrow.outputs['arn'], true],
  ] as const) {
    declareBucket(stack, bucket);
    stack.resource(
      'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
      `${bucket}-encryption`,
      {
        bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyId ?? '' },
            bucketKeyEnabled,
          },
        ],
      },
    );
  }
  declareBucket(stack, 'plain');
}

describe('SSE-KMS', () => {
  let cloud: S3Cloud;
  let keys: KMSClient;
  let keyArn: string;
  let narrowArn: string;

  beforeAll(async () => {
    cloud = await startS3(undefined, { services: [kms] });
    const graph = await cloud.cloud.deploy(declare);
    const arnOf = (name: string): string =>
      String(graph.resources.find((each) => each.name === name && each.type === 'aws:kms/key:Key')?.outputs['arn']);
    keyArn = arnOf('data');
    narrowArn = arnOf('narrow');
    keys = new KMSClient(cloud.cloud.deployer());
  });

  afterAll(async () => {
    keys.destroy();
    await cloud.close();
  });

  const put = (role: string, Key: string, options: object = {}): Promise<unknown> =>
    cloud.as(role).send(new PutObjectCommand({ Bucket: 'vault', Key, Body: CANARY, ...options }));
  const get = async (role: string, Key: string, Bucket = 'vault'): Promise<string | undefined> =>
    (await cloud.as(role).send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

  test('is the default of a bucket that declares it, and replies name the key', async () => {
    const { ServerSideEncryptionConfiguration } = await cloud.admin.send(
      new GetBucketEncryptionCommand({ Bucket: 'vault' }),
    );
    expect(ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault).toEqual({
      SSEAlgorithm: 'aws:kms',
      KMSMasterKeyID: keyArn,
    });
    expect(await put('writer', 'named')).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn });
    // No key is needed to know about an object.
    const head = await cloud.as('none').send(new HeadObjectCommand({ Bucket: 'vault', Key: 'named' }));
    expect(head).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn });
    expect(head.ETag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(head.ETag).not.toBe(`"${hash('md5', CANARY, 'hex')}"`);
  });

  test('writing needs kms:GenerateDataKey and reading kms:Decrypt, each without the other', async () => {
    await put('writer', 'shared');
    expect(await get('reader', 'shared')).toBe(CANARY);
    expect(await refusal(put('reader', 'denied'))).toBe('AccessDenied 403');
    expect(await refusal(put('none', 'denied'))).toBe('AccessDenied 403');
    expect(await refusal(get('writer', 'shared'))).toBe('AccessDenied 403');
    expect(await refusal(get('none', 'shared'))).toBe('AccessDenied 403');
  });

  test('the encryption context is the object, with a bucket key the bucket', async () => {
    const use = { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: narrowArn };
    await put('both', 'only-this', use);
    expect(await get('both', 'only-this')).toBe(CANARY);
    expect(await refusal(put('both', 'another', use))).toBe('AccessDenied 403');
    const written = await cloud.as('both').send(new PutObjectCommand({ Bucket: 'narrow', Key: 'any', Body: CANARY }));
    expect(written).toMatchObject({ SSEKMSKeyId: narrowArn, BucketKeyEnabled: true });
    expect(await get('both', 'any', 'narrow')).toBe(CANARY);
  });

  test('a request may choose AES256, or a key by itself, and must say aws:kms with a key', async () => {
    expect(await put('none', 'aes', { ServerSideEncryption: 'AES256' })).toMatchObject({
      ServerSideEncryption: 'AES256',
    });
    expect(await get('none', 'aes')).toBe(CANARY);
    expect(await refusal(put('both', 'x', { SSEKMSKeyId: keyArn }))).toBe('InvalidArgument 400');
    expect(
      await refusal(
        cloud
          .as('both')
          .send(new PutObjectCommand({ Bucket: 'plain', Key: 'x', Body: 'x', ServerSideEncryption: 'aws:kms' })),
      ),
    ).toBe('NotImplemented 501');
    expect(await refusal(put('both', 'x', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'alias/nowhere' }))).toBe(
      'KMS.NotFoundException 400',
    );
  });

  test('copies decrypt with the one key and encrypt with the other', async () => {
    await put('both', 'source');
    const copy = (role: string): Promise<unknown> =>
      cloud.as(role).send(new CopyObjectCommand({ Bucket: 'narrow', Key: 'copy', CopySource: 'vault/source' }));
    expect(await copy('both')).toMatchObject({ SSEKMSKeyId: narrowArn });
    expect(await get('both', 'copy', 'narrow')).toBe(CANARY);
    expect(await refusal(copy('writer'))).toBe('AccessDenied 403');
    expect(await refusal(copy('reader'))).toBe('AccessDenied 403');
  });

  test('the parts of an upload are encrypted too; whoever sends them must be able to decrypt', async () => {
    const parts = async (role: string): Promise<string | undefined> => {
      const name = { Bucket: 'vault', Key: `large-${role}` };
      const client = cloud.as(role);
      const { UploadId } = await client.send(new CreateMultipartUploadCommand(name));
      const upload = { ...name, UploadId };
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: CANARY }));
      await client.send(
        new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } }),
      );
      return get('reader', name.Key);
    };
    expect(await parts('both')).toBe(CANARY);
    expect(await refusal(parts('writer'))).toBe('AccessDenied 403');
    expect(await refusal(parts('reader'))).toBe('AccessDenied 403');
  });

  test('a disabled key stops reads and writes; enabled again, everything is there', async () => {
    await put('both', 'kept');
    await keys.send(new DisableKeyCommand({ KeyId: keyArn }));
    expect(await refusal(get('both', 'kept'))).toBe('KMS.DisabledException 400');
    expect(await refusal(put('both', 'new'))).toBe('KMS.DisabledException 400');
    await keys.send(new EnableKeyCommand({ KeyId: keyArn }));
    expect(await get('both', 'kept')).toBe(CANARY);
  });

  test('nothing of it lies on disk in the clear', () => {
    const files = readdirSync(cloud.cloud.root, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    const journals = files.filter(({ name }) => name === 'objects.journal');
    expect(journals.length).toBe(3);
    for (const { name, parentPath } of files) expect(readFileSync(join(parentPath, name)).includes(CANARY)).toBe(false);
  });
});
