import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import { get } from 'node:https';
import { get as getPlain } from 'node:http';
import { Sha256 } from '../../../testing/sha256.ts';
import {
  allow,
  declareBucket,
  declarePolicy,
  declareRole,
  declareVersioning,
  refusal,
  roleArn,
  startS3,
  type S3Cloud,
} from '../testing/s3-cloud.ts';

const Bucket = 'conditions-bucket';
const B = `arn:aws:s3:::${Bucket}`;
const Open = 'open-bucket';
const Guarded = 'guarded-bucket';
let s3: S3Cloud;

beforeAll(async () => {
  s3 = await startS3((stack) => {
    declareBucket(stack, Bucket);
    declareBucket(stack, 'versioned-bucket');
    declareVersioning(stack, 'versioned-bucket');
    declareRole(
      stack,
      'encrypted',
      allow('s3:PutObject', `${B}/*`, { StringEquals: { 's3:x-amz-server-side-encryption': 'AES256' } }),
    );
    declareRole(stack, 'once', allow('s3:PutObject', `${B}/*`, { Null: { 's3:if-none-match': 'false' } }));
    declareRole(
      stack,
      'cold',
      allow('s3:PutObject', `${B}/*`, { StringEquals: { 's3:x-amz-storage-class': 'STANDARD_IA' } }),
    );
    declareRole(
      stack,
      'tagger',
      allow(['s3:PutObject', 's3:PutObjectTagging'], `${B}/*`, {
        StringEquals: { 's3:RequestObjectTag/team': 'a' },
        'ForAllValues:StringEquals': { 's3:RequestObjectTagKeys': ['team'] },
      }),
    );
    declareRole(
      stack,
      'team-reader',
      allow('s3:GetObject', `${B}/*`, { StringEquals: { 's3:ExistingObjectTag/team': 'a' } }),
    );
    declareRole(
      stack,
      'home',
      allow('s3:ListBucket', B, { StringLike: { 's3:prefix': 'home/*' }, StringEquals: { 's3:delimiter': '/' } }),
    );
    declareRole(stack, 'few', allow('s3:ListBucket', B, { NumericLessThanEquals: { 's3:max-keys': '10' } }));
    declareRole(stack, 'reader', allow('s3:GetObject', `${B}/*`));
    declareRole(stack, 'lister', allow(['s3:GetObject', 's3:ListBucket'], [B, `${B}/*`]));
    declareRole(stack, 'deleter', allow('s3:DeleteObject', `${B}/mine/*`));
    declareRole(stack, 'version-deleter', allow('s3:DeleteObjectVersion', 'arn:aws:s3:::versioned-bucket/*'));
    declareRole(
      stack,
      'by-header',
      allow('s3:GetObject', `${B}/*`, {
        StringEquals: { 's3:authType': 'REST-HEADER', 's3:signatureversion': 'AWS4-HMAC-SHA256' },
      }),
    );
    declareRole(
      stack,
      'by-query',
      allow('s3:GetObject', `${B}/*`, { StringEquals: { 's3:authType': 'REST-QUERY-STRING' } }),
    );
    declareRole(stack, 'fresh', allow('s3:GetObject', `${B}/*`, { NumericLessThan: { 's3:signatureAge': '60000' } }));
    declareRole(
      stack,
      'ours',
      allow('s3:GetObject', `${B}/*`, { StringEquals: { 's3:ResourceAccount': '123456789012' } }),
    );
    declareRole(
      stack,
      'theirs',
      allow('s3:GetObject', `${B}/*`, { StringEquals: { 's3:ResourceAccount': '111111111111' } }),
    );
    declareRole(
      stack,
      'one-version',
      allow('s3:GetObjectVersion', 'arn:aws:s3:::versioned-bucket/*', {
        StringEquals: { 's3:VersionId': 'never-made' },
      }),
    );
    declareRole(stack, 'nobody');
    declareRole(stack, 'guest');

    declareBucket(stack, Open);
    stack.resource('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock', Open, { bucket: Open });
    declarePolicy(stack, Open, {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Open}/*`,
    });
    declareBucket(stack, 'restricted-bucket');
    stack.resource('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock', 'restricted', {
      bucket: 'restricted-bucket',
      restrictPublicBuckets: true,
    });
    declarePolicy(stack, 'restricted-bucket', {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::restricted-bucket/*',
    });

    declareBucket(stack, Guarded);
    declarePolicy(
      stack,
      Guarded,
      {
        Sid: 'Tls',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${Guarded}`, `arn:aws:s3:::${Guarded}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: 'Guest',
        Effect: 'Allow',
        Principal: { AWS: roleArn('guest') },
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::${Guarded}/*`,
      },
      {
        Sid: 'NoAdmin',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${Guarded}/sealed/*`,
      },
    );
  });
  for (const each of [Bucket, Open, Guarded, 'restricted-bucket', 'versioned-bucket']) {
    await s3.admin.send(new PutObjectCommand({ Bucket: each, Key: 'key', Body: 'x', Tagging: 'team=a' }));
  }
});
afterAll(() => s3.close());

const put = (role: string, more: Partial<PutObjectCommandInput> = {}) =>
  s3.as(role).send(new PutObjectCommand({ Bucket, Key: 'new', Body: 'x', ...more }));
const read = (role: string, bucket = Bucket, Key = 'key') =>
  s3.as(role).send(new GetObjectCommand({ Bucket: bucket, Key }));
const denied = 'AccessDenied 403';

describe('a condition key', () => {
  test('s3:x-amz-server-side-encryption is the header', async () => {
    await put('encrypted', { ServerSideEncryption: 'AES256' });
    expect(await refusal(put('encrypted'))).toBe(denied);
  });

  test('s3:if-none-match is the header', async () => {
    await put('once', { Key: 'once', IfNoneMatch: '*' });
    expect(await refusal(put('once', { Key: 'twice' }))).toBe(denied);
  });

  test('s3:x-amz-storage-class is the header', async () => {
    await put('cold', { StorageClass: 'STANDARD_IA' });
    expect(await refusal(put('cold'))).toBe(denied);
  });

  test('s3:RequestObjectTag and its keys are those of the request', async () => {
    await put('tagger', { Tagging: 'team=a' });
    expect(await refusal(put('tagger', { Tagging: 'team=b' }))).toBe(denied);
    expect(await refusal(put('tagger', { Tagging: 'team=a&more=1' }))).toBe(denied);
  });

  test('s3:ExistingObjectTag is that of the object', async () => {
    await read('team-reader');
    await s3.admin.send(
      new PutObjectTaggingCommand({ Bucket, Key: 'key', Tagging: { TagSet: [{ Key: 'team', Value: 'b' }] } }),
    );
    expect(await refusal(read('team-reader'))).toBe(denied);
    await s3.admin.send(
      new PutObjectTaggingCommand({ Bucket, Key: 'key', Tagging: { TagSet: [{ Key: 'team', Value: 'a' }] } }),
    );
  });

  test('s3:prefix, s3:delimiter and s3:max-keys are those of the listing', async () => {
    const list = (role: string, more: { Prefix?: string; Delimiter?: string; MaxKeys?: number }) =>
      s3.as(role).send(new ListObjectsV2Command({ Bucket, ...more }));
    await list('home', { Prefix: 'home/me', Delimiter: '/' });
    expect(await refusal(list('home', { Prefix: 'other/', Delimiter: '/' }))).toBe(denied);
    expect(await refusal(list('home', { Prefix: 'home/me' }))).toBe(denied);
    expect(await refusal(list('home', {}))).toBe(denied);
    await list('few', { MaxKeys: 10 });
    expect(await refusal(list('few', { MaxKeys: 11 }))).toBe(denied);
    expect(await refusal(list('few', {}))).toBe(denied);
  });

  test('s3:authType and s3:signatureversion say how the request was signed', async () => {
    await read('by-header');
    expect(await refusal(read('by-query'))).toBe(denied);
    expect(await presigned('by-query')).toBe(200);
    expect(await presigned('by-header')).toBe(403);
  });

  test('s3:signatureAge is how long ago a URL was signed, in milliseconds', async () => {
    expect(await presigned('fresh', 59)).toBe(200);
    expect(await presigned('fresh', 61)).toBe(403);
  });

  test('s3:ResourceAccount is the owner of the bucket', async () => {
    await read('ours');
    expect(await refusal(read('theirs'))).toBe(denied);
  });

  test('s3:VersionId is the one the request names', async () => {
    const get = (VersionId: string) =>
      s3.as('one-version').send(new GetObjectCommand({ Bucket: 'versioned-bucket', Key: 'key', VersionId }));
    expect(await refusal(get('other'))).toBe(denied);
    // Allowed, and so it is told that it may not list: the version does not exist.
    expect(await refusal(get('never-made'))).toBe(denied);
    expect(
      s3.cloud.cloud.decisions
        .list()
        .slice(-2)
        .map(({ action, decision }) => [action, decision.verdict]),
    ).toEqual([
      ['s3:GetObjectVersion', 'Allowed'],
      ['s3:ListBucket', 'ImplicitlyDenied'],
    ]);
  });
});

describe('a missing key', () => {
  test('is 404 for who may list the bucket and 403 for who may not', async () => {
    expect(await refusal(read('lister', Bucket, 'nothing'))).toBe('NoSuchKey 404');
    expect(await refusal(read('reader', Bucket, 'nothing'))).toBe(denied);
    const head = (role: string) => s3.as(role).send(new HeadObjectCommand({ Bucket, Key: 'nothing' }));
    expect(await refusal(head('lister'))).toBe('NotFound 404');
    expect(await refusal(head('reader'))).toMatch(/403$/);
  });

  test('and a missing bucket is 404 for everybody', async () => {
    expect(await refusal(read('nobody', 'no-such-bucket', 'x'))).toBe('NoSuchBucket 404');
  });
});

describe('DeleteObjects', () => {
  test('asks for every key by itself', async () => {
    for (const Key of ['mine/1', 'theirs/1']) await s3.admin.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    const answer = await s3.as('deleter').send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: 'mine/1' }, { Key: 'theirs/1' }, { Key: 'mine/never' }] },
      }),
    );
    expect(answer.Deleted).toEqual([{ Key: 'mine/1' }, { Key: 'mine/never' }]);
    expect(answer.Errors).toEqual([{ Key: 'theirs/1', Code: 'AccessDenied', Message: 'Access Denied' }]);
    await read('lister', Bucket, 'theirs/1');
    expect(await refusal(read('lister', Bucket, 'mine/1'))).toBe('NoSuchKey 404');
  });

  test('asks for s3:DeleteObjectVersion where a version is named, and is quiet when told to', async () => {
    const put = () => s3.admin.send(new PutObjectCommand({ Bucket: 'versioned-bucket', Key: 'k', Body: 'x' }));
    const { VersionId } = await put();
    const remove = (Objects: { Key: string; VersionId?: string | undefined }[]) =>
      s3.as('version-deleter').send(
        new DeleteObjectsCommand({
          Bucket: 'versioned-bucket',
          Delete: { Quiet: true, Objects: Objects as { Key: string }[] },
        }),
      );
    const answer = await remove([{ Key: 'k', VersionId }, { Key: 'k' }]);
    expect(answer.Deleted).toBeUndefined();
    expect(answer.Errors).toEqual([{ Key: 'k', Code: 'AccessDenied', Message: 'Access Denied' }]);
  });
});

describe('a bucket policy', () => {
  test('lets in whom it names, and nobody else', async () => {
    await read('guest', Guarded);
    expect(await refusal(read('nobody', Guarded))).toBe(denied);
  });

  test('that denies outweighs every permission', async () => {
    const put = (Key: string) => s3.admin.send(new PutObjectCommand({ Bucket: Guarded, Key, Body: 'x' }));
    await put('open/x');
    expect(await refusal(put('sealed/x'))).toBe(denied);
  });

  test('may let the unsigned in; without it, or with RestrictPublicBuckets, they stay out', async () => {
    expect(await unsigned(Open)).toBe(200);
    expect(await unsigned(Bucket)).toBe(403);
    expect(await unsigned('restricted-bucket')).toBe(403);
    await read('nobody', 'restricted-bucket');
  });

  test('may insist on TLS', async () => {
    expect(await unsigned(Open, 'http')).toBe(200);
    await read('guest', Guarded);
    const { credentials, region, systemClockOffset } = s3.cloud.role(roleArn('guest'));
    const { S3Client } = await import('@aws-sdk/client-s3');
    const plain = new S3Client({
      credentials,
      region,
      systemClockOffset,
      maxAttempts: 1,
      endpoint: s3.cloud.endpoint.replace('https', 'http'),
    });
    expect(await refusal(plain.send(new GetObjectCommand({ Bucket: Guarded, Key: 'key' })))).toBe(denied);
    plain.destroy();
  });
});

test('unsigned requests list no buckets', async () => {
  expect((await s3.admin.send(new ListBucketsCommand())).Buckets?.length).toBeGreaterThan(3);
  expect(await unsigned('', 'https', '')).toBe(403);
});

function unsigned(bucket: string, scheme: 'https' | 'http' = 'https', key = '/key'): Promise<number | undefined> {
  const url = `${s3.cloud.endpoint.replace('https', scheme)}/${bucket}${key}`;
  return new Promise((resolve, reject) => {
    const request = scheme === 'https' ? get(url, { agent: s3.cloud.agent }) : getPlain(url);
    request.on('error', reject).on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
  });
}

/** Status of a GET by a URL that a session of the role signed some seconds ago. */
async function presigned(role: string, secondsAgo = 0): Promise<number | undefined> {
  const { credentials, region } = s3.cloud.role(roleArn(role));
  const signer = new SignatureV4({ service: 's3', region, credentials, sha256: Sha256, uriEscapePath: false });
  const { host } = new URL(s3.cloud.endpoint);
  const signed = await signer.presign(
    {
      method: 'GET',
      protocol: 'https:',
      hostname: '127.0.0.1',
      path: `/${Bucket}/key`,
      query: {},
      headers: { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    },
    {
      expiresIn: 300,
      signingDate: new Date(s3.cloud.clock.now() - secondsAgo * 1000),
      unhoistableHeaders: new Set(['x-amz-content-sha256']),
      unsignableHeaders: new Set(['x-amz-content-sha256']),
    },
  );
  const query = new URLSearchParams(signed.query as Record<string, string>);
  return unsigned(Bucket, 'https', `/key?${query}`);
}
