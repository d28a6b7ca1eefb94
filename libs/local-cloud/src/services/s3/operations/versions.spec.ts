import {
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { declareBucket, declareVersioning, refusal, startS3, type S3Cloud } from '../testing/s3-cloud.ts';

const Bucket = 'versioned-bucket';
let s3: S3Cloud;

beforeAll(async () => {
  s3 = await startS3((stack) => {
    declareBucket(stack, Bucket);
    declareVersioning(stack, Bucket);
    declareBucket(stack, 'suspended-bucket');
    declareVersioning(stack, 'suspended-bucket', 'Suspended');
    declareBucket(stack, 'plain-bucket');
    declareVersioning(stack, 'plain-bucket', 'Disabled');
  });
});
afterAll(() => s3.close());

const put = (Key: string, Body: string, bucket = Bucket) =>
  s3.admin.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
const get = (Key: string, VersionId?: string, bucket = Bucket) =>
  s3.admin.send(new GetObjectCommand({ Bucket: bucket, Key, ...(VersionId !== undefined && { VersionId }) }));
const textOf = async (Key: string, VersionId?: string, bucket = Bucket) =>
  (await get(Key, VersionId, bucket)).Body?.transformToString();
const remove = (Key: string, VersionId?: string, bucket = Bucket) =>
  s3.admin.send(new DeleteObjectCommand({ Bucket: bucket, Key, ...(VersionId !== undefined && { VersionId }) }));
const versions = async (Prefix: string, bucket = Bucket) => {
  const { Versions = [], DeleteMarkers = [] } = await s3.admin.send(
    new ListObjectVersionsCommand({ Bucket: bucket, Prefix }),
  );
  return [
    ...Versions.map(({ VersionId, IsLatest }) => ({ VersionId, IsLatest })),
    ...DeleteMarkers.map(({ VersionId, IsLatest }) => ({ VersionId, IsLatest, marker: true })),
  ];
};

describe('with versioning', () => {
  test('nothing that was written is lost', async () => {
    const first = (await put('kept', '1')).VersionId;
    const second = (await put('kept', '2')).VersionId;
    expect(first).toMatch(/^[\w.]{32}$/);
    expect(await textOf('kept')).toBe('2');
    expect(await textOf('kept', first)).toBe('1');
    expect((await get('kept', second)).VersionId).toBe(second);
    expect(await versions('kept')).toEqual([
      { VersionId: second, IsLatest: true },
      { VersionId: first, IsLatest: false },
    ]);
    expect(await refusal(get('kept', 'not-one-of-ours'))).toBe('NoSuchVersion 404');
  });

  test('a deleted object hides behind a marker and comes back when that is deleted', async () => {
    const { VersionId } = await put('hidden', 'x');
    const marker = await remove('hidden');
    expect(marker).toMatchObject({ DeleteMarker: true });
    expect(await refusal(get('hidden'))).toBe('NoSuchKey 404');
    await expect(get('hidden')).rejects.toMatchObject({
      $response: { headers: { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.VersionId } },
    });
    expect(await refusal(get('hidden', marker.VersionId))).toBe('MethodNotAllowed 405');
    expect(
      await refusal(s3.admin.send(new HeadObjectCommand({ Bucket, Key: 'hidden', VersionId: marker.VersionId }))),
    ).toMatch(/405$/);
    expect((await s3.admin.send(new ListObjectsV2Command({ Bucket, Prefix: 'hidden' }))).Contents).toBeUndefined();
    expect(await versions('hidden')).toEqual([
      { VersionId, IsLatest: false },
      { VersionId: marker.VersionId, IsLatest: true, marker: true },
    ]);
    expect(await remove('hidden', marker.VersionId)).toMatchObject({ DeleteMarker: true, VersionId: marker.VersionId });
    expect(await textOf('hidden')).toBe('x');
  });

  test('a version that is deleted by name is gone for good', async () => {
    const first = (await put('gone', '1')).VersionId;
    await put('gone', '2');
    const { VersionId } = await put('gone', '3');
    expect(await remove('gone', VersionId)).toMatchObject({ VersionId });
    expect(await textOf('gone')).toBe('2');
    await remove('gone', first);
    expect(await refusal(get('gone', first))).toBe('NoSuchVersion 404');
  });
});

describe('with suspended versioning', () => {
  test('there is one null version, which every write replaces', async () => {
    expect((await put('key', '1', 'suspended-bucket')).VersionId).toBe('null');
    await put('key', '2', 'suspended-bucket');
    expect(await versions('key', 'suspended-bucket')).toEqual([{ VersionId: 'null', IsLatest: true }]);
    expect(await textOf('key', 'null', 'suspended-bucket')).toBe('2');
    expect(await remove('key', undefined, 'suspended-bucket')).toMatchObject({ DeleteMarker: true, VersionId: 'null' });
    expect(await versions('key', 'suspended-bucket')).toEqual([{ VersionId: 'null', IsLatest: true, marker: true }]);
  });
});

describe('without versioning', () => {
  test('nobody speaks of versions', async () => {
    expect((await put('key', '1', 'plain-bucket')).VersionId).toBeUndefined();
    expect((await get('key', undefined, 'plain-bucket')).VersionId).toBeUndefined();
    expect(await textOf('key', 'null', 'plain-bucket')).toBe('1');
    expect(await remove('key', undefined, 'plain-bucket')).not.toHaveProperty('DeleteMarker');
    expect(await versions('key', 'plain-bucket')).toEqual([]);
  });
});

test.each([
  [Bucket, 'Enabled'],
  ['suspended-bucket', 'Suspended'],
  ['plain-bucket', undefined],
])('GetBucketVersioning of %s says %s', async (name, status) => {
  expect((await s3.admin.send(new GetBucketVersioningCommand({ Bucket: name }))).Status).toBe(status);
});
