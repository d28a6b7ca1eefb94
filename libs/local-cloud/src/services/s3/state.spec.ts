import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  GetBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApplyError } from '../../kernel/service.ts';
import type { Declaration } from '../../testing/index.ts';
import { memoryStackStore } from '../../stack-store.ts';
import {
  declareBucket,
  declarePolicy,
  declareRole,
  declareVersioning,
  refusal,
  roleArn,
  startS3,
  type S3Cloud,
} from './testing/s3-cloud.ts';
import { temporaryDirectory } from '../../testing/temporary-directory.ts';

const Bucket = 'the-bucket';
const clouds: S3Cloud[] = [];
const start: typeof startS3 = async (...args) => {
  const cloud = await startS3(...args);
  clouds.push(cloud);
  return cloud;
};
afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.close();
});

const put = (s3: S3Cloud, Key = 'key', Body = 'x') => s3.admin.send(new PutObjectCommand({ Bucket, Key, Body }));
const get = async (s3: S3Cloud, Key = 'key') =>
  (await s3.admin.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
const nothing = (): void => undefined;
const bucketDirectory = (s3: S3Cloud): string => join(s3.cloud.root, 'stacks', 'test', 's3', 'buckets', Bucket);

describe('a deployment', () => {
  test('does not take a bucket away that holds objects', async () => {
    const s3 = await start((stack) => void declareBucket(stack, Bucket));
    await put(s3);
    const answer = s3.cloud.deploy(nothing);
    await expect(answer).rejects.toThrow(ApplyError);
    await expect(answer).rejects.toThrow(
      /deleting S3 Bucket \(the-bucket\): BucketNotEmpty: The bucket you tried to delete is not empty/,
    );
    expect(await get(s3)).toBe('x');
    await s3.admin.send(new DeleteObjectCommand({ Bucket, Key: 'key' }));
    await s3.cloud.deploy(nothing);
    expect(await refusal(put(s3))).toBe('NoSuchBucket 404');
  });

  test('takes it away with forceDestroy, and its data from the disk', async () => {
    const s3 = await start((stack) => void declareBucket(stack, Bucket, { forceDestroy: true }));
    await put(s3);
    expect(existsSync(bucketDirectory(s3))).toBe(true);
    await s3.cloud.deploy(nothing);
    expect(existsSync(bucketDirectory(s3))).toBe(false);
    expect(readdirSync(join(bucketDirectory(s3), '..', '..'))).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/^trash/)]),
    );
    await s3.cloud.deploy((stack) => void declareBucket(stack, Bucket));
    expect(await refusal(get(s3))).toBe('NoSuchKey 404');
  });

  test('keeps the objects of a bucket whose configuration changes', async () => {
    const s3 = await start((stack) => void declareBucket(stack, Bucket));
    await put(s3);
    await s3.cloud.deploy((stack) => {
      declareBucket(stack, Bucket, { tags: { a: 'b' } });
      declareVersioning(stack, Bucket);
    });
    expect(await get(s3)).toBe('x');
    expect((await put(s3)).VersionId).toHaveLength(32);
    await s3.cloud.deploy((stack) => void declareBucket(stack, Bucket));
    expect((await s3.admin.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Suspended');
    const disabled = (stack: Declaration): void => {
      declareBucket(stack, Bucket);
      declareVersioning(stack, Bucket, 'Disabled');
    };
    await expect(s3.cloud.deploy(disabled)).rejects.toThrow("cannot be updated from 'Suspended' to 'Disabled'");
  });

  test('gives a bucket name to one stack only', async () => {
    const s3 = await start((stack) => void declareBucket(stack, Bucket));
    await expect(s3.cloud.deploy((stack) => void declareBucket(stack, Bucket), 'other')).rejects.toThrow(
      'BucketAlreadyOwnedByYou',
    );
    await s3.cloud.deploy((stack) => void declareBucket(stack, 'another-bucket'), 'other');
    expect((await s3.admin.send(new ListBucketsCommand())).Buckets).toHaveLength(2);
  });

  test('refuses to configure a bucket that does not exist, and logs that go nowhere', async () => {
    const s3 = await start(nothing);
    await expect(s3.cloud.deploy((stack) => void declareVersioning(stack, 'missing-bucket'))).rejects.toThrow(
      'NoSuchBucket: The specified bucket does not exist: missing-bucket',
    );
    const logging = (stack: Declaration): void => {
      declareBucket(stack, Bucket);
      stack.resource('aws:s3/bucketLogging:BucketLogging', 'logging', {
        bucket: Bucket,
        targetBucket: 'missing-bucket',
        targetPrefix: '',
      });
    };
    await expect(s3.cloud.deploy(logging)).rejects.toThrow('InvalidTargetBucketForLogging');
  });

  test('refuses a policy that names a role nobody declared', async () => {
    const s3 = await start((stack) => declareRole(stack, 'reader'));
    const naming =
      (role: string) =>
      (stack: Declaration): void => {
        declareRole(stack, 'reader');
        declareBucket(stack, Bucket);
        const Resource = `arn:aws:s3:::${Bucket}/*`;
        declarePolicy(stack, Bucket, {
          Effect: 'Allow',
          Principal: { AWS: roleArn(role) },
          Action: 's3:GetObject',
          Resource,
        });
      };
    await expect(s3.cloud.deploy(naming('raeder'))).rejects.toThrow('MalformedPolicy: Invalid principal in policy');
    await s3.cloud.deploy(naming('reader'));
  });

  test('of a stack that is removed and made again begins anew, also after a restart', async () => {
    const root = temporaryDirectory();
    const store = memoryStackStore();
    const s3 = await start((stack) => void declareBucket(stack, Bucket, { forceDestroy: true }), { root, store });
    await put(s3);
    await s3.cloud.cloud.remove('test');
    await s3.cloud.deploy((stack) => void declareBucket(stack, Bucket, { forceDestroy: true }));
    expect(await refusal(get(s3))).toBe('NoSuchKey 404');
    await put(s3, 'key', 'second life');
    await s3.close();
    clouds.pop();
    const again = await start((stack) => void declareBucket(stack, Bucket, { forceDestroy: true }), { root, store });
    expect(await get(again)).toBe('second life');
  });
});

describe('a declared object', () => {
  const declare =
    (content: string, more: object = {}) =>
    (stack: Declaration): void => {
      declareBucket(stack, Bucket);
      stack.resource('aws:s3/bucketObjectv2:BucketObjectv2', 'object', {
        bucket: Bucket,
        key: 'conf/a.json',
        content,
        contentType: 'application/json',
        ...more,
      });
    };

  test('is written, rewritten when it changes, left alone when it does not, and removed with its declaration', async () => {
    const s3 = await start(declare('{"a":1}', { metadata: { m: '1' }, tags: { t: '1' } }));
    const head = () => s3.admin.send(new HeadObjectCommand({ Bucket, Key: 'conf/a.json' }));
    expect(await get(s3, 'conf/a.json')).toBe('{"a":1}');
    expect(await head()).toMatchObject({ ContentType: 'application/json', Metadata: { m: '1' }, TagCount: 1 });
    const made = (await head()).LastModified;
    s3.cloud.clock.advance(60_000);
    await s3.cloud.deploy(declare('{"a":1}', { metadata: { m: '1' }, tags: { t: '1' } }));
    expect((await head()).LastModified).toEqual(made);
    await s3.cloud.deploy(declare('{"a":2}'));
    expect(await get(s3, 'conf/a.json')).toBe('{"a":2}');
    await s3.cloud.deploy((stack) => void declareBucket(stack, Bucket));
    expect(await refusal(get(s3, 'conf/a.json'))).toBe('NoSuchKey 404');
  });

  test('does not keep its bucket from going', async () => {
    const s3 = await start(declare('x'));
    await s3.cloud.deploy(nothing);
    expect((await s3.admin.send(new ListBucketsCommand())).Buckets ?? []).toEqual([]);
  });

  test('has the version id and ETag its outputs tell, and former content its former version', async () => {
    const versioned =
      (content: string) =>
      (stack: Declaration): void => {
        declareBucket(stack, Bucket);
        declareVersioning(stack, Bucket);
        const { outputs } = stack.resource('aws:s3/bucketObjectv2:BucketObjectv2', 'object', {
          bucket: Bucket,
          key: 'k',
          content,
        });
        told = outputs;
      };
    let told: { versionId?: unknown; etag?: unknown } = {};
    const s3 = await start(versioned('one'));
    const current = async () => {
      const { VersionId, ETag } = await s3.admin.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
      return { versionId: VersionId, etag: ETag?.replaceAll('"', '') };
    };
    const first = await current();
    expect(first).toEqual({ versionId: told.versionId, etag: told.etag });
    await s3.cloud.deploy(versioned('one'));
    expect(await current()).toEqual(first);
    await s3.cloud.deploy(versioned('two'));
    expect(await current()).toEqual({ versionId: told.versionId, etag: told.etag });
    expect((await current()).versionId).not.toBe(first.versionId);
    // Whoever holds on to a version, as a domain name to that of its truststore, still gets it.
    const former = await s3.admin.send(new GetObjectCommand({ Bucket, Key: 'k', VersionId: first.versionId }));
    expect(await former.Body?.transformToString()).toBe('one');
    await s3.cloud.deploy(versioned('one'));
    expect(await get(s3, 'k')).toBe('one');
    expect(await current()).toEqual(first);
  });

  test('comes from an asset', async () => {
    const root = temporaryDirectory();
    const hash = createHash('sha256').update('asset content').digest('hex');
    mkdirSync(join(root, 'assets'));
    writeFileSync(join(root, 'assets', hash), 'asset content');
    const s3 = await start(
      (stack) => {
        declareBucket(stack, Bucket);
        stack.resource('aws:s3/bucketObjectv2:BucketObjectv2', 'object', {
          bucket: Bucket,
          key: 'k',
          source: { $asset: 'asset', hash },
        });
      },
      { root },
    );
    expect(await get(s3, 'k')).toBe('asset content');
    expect((await s3.admin.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).ETag).toBe(`"${hash.slice(0, 32)}-1"`);
  });

  test('whose source is missing fails the deployment before anything changes', async () => {
    const root = temporaryDirectory();
    const hash = createHash('sha256').update('asset content').digest('hex');
    const both = (stack: Declaration): void => {
      declareBucket(stack, Bucket);
      stack.resource('aws:s3/bucketObjectv2:BucketObjectv2', 'object', {
        bucket: Bucket,
        key: 'k',
        source: { $asset: 'asset', hash },
      });
    };
    const s3 = await start(nothing, { root });
    const answer = s3.cloud.deploy(both);
    await expect(answer).rejects.toThrow(ApplyError);
    await expect(answer).rejects.toThrow(/BucketObjectv2::object: uploading S3 Object \(k\) .*not in the asset store/);
    expect((await s3.admin.send(new ListBucketsCommand())).Buckets ?? []).toEqual([]);
    mkdirSync(join(root, 'assets'));
    writeFileSync(join(root, 'assets', hash), 'asset content');
    await s3.cloud.deploy(both);
    expect(await get(s3, 'k')).toBe('asset content');
  });

  test('that the disk refuses fails the deployment by name, and is written by the next one', async () => {
    const root = temporaryDirectory();
    const large = declare('secret'.repeat(200_000));
    const s3 = await start((stack) => void declareBucket(stack, Bucket), { root });
    // Large bodies are files of a directory of their own: a file in its place and none can be made.
    const inTheWay = join(bucketDirectory(s3), 'bodies');
    writeFileSync(inTheWay, '');
    const failure: unknown = await s3.cloud.deploy(large).catch((error: unknown) => error);
    const causes = failure instanceof AggregateError ? (failure.errors as Error[]) : [];
    expect(causes.map(({ name }) => name)).toEqual(['DeclaredObjectsError']);
    expect(causes[0]?.message).toMatch(/the-bucket\/conf\/a\.json: /);
    expect(causes[0]?.message).not.toContain('secret');
    expect(await refusal(get(s3, 'conf/a.json'))).toBe('NoSuchKey 404');
    rmSync(inTheWay);
    await s3.cloud.deploy(large);
    expect(await get(s3, 'conf/a.json')).toHaveLength(1_200_000);
  });

  test('that cannot be written does not keep a cloud from opening again', async () => {
    const root = temporaryDirectory();
    const store = memoryStackStore();
    const hash = createHash('sha256').update('asset content').digest('hex');
    const asset = join(root, 'assets', hash);
    mkdirSync(join(root, 'assets'));
    writeFileSync(asset, 'asset content');
    const fromAsset = (stack: Declaration): void => {
      declareBucket(stack, Bucket);
      const source = { $asset: 'asset', hash };
      stack.resource('aws:s3/bucketObjectv2:BucketObjectv2', 'object', { bucket: Bucket, key: 'k', source });
    };
    const first = await startS3(fromAsset, { root, store });
    await first.close();
    rmSync(bucketDirectory(first), { recursive: true });
    rmSync(asset);
    const second = await start(undefined, { root, store });
    expect(second.cloud.log.join()).toMatch(/S3 could not store what was deployed: the-bucket\/k: /);
    expect(await refusal(get(second, 'k'))).toBe('NoSuchKey 404');
    await expect(second.cloud.deploy(fromAsset)).rejects.toThrow(/not in the asset store/);
    writeFileSync(asset, 'asset content');
    await second.cloud.deploy(fromAsset);
    expect(await get(second, 'k')).toBe('asset content');
  });
});
