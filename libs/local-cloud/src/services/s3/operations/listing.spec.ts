import {
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  type ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  declareBucket,
  declareRole,
  allow,
  declareVersioning,
  refusal,
  startS3,
  type S3Cloud,
} from '../testing/s3-cloud.ts';

const Bucket = 'listed-bucket';
const keys = ['a b+c', 'dir/1', 'dir/2', 'dir/sub/3', 'dir2/4', 'z&<é>', '\u{1F600}'];
let s3: S3Cloud;

beforeAll(async () => {
  s3 = await startS3((stack) => {
    declareBucket(stack, Bucket);
    declareBucket(stack, 'versions-bucket');
    declareVersioning(stack, 'versions-bucket');
    declareBucket(stack, 'far-bucket', { region: 'eu-west-1' });
    declareRole(stack, 'lister', allow('s3:*', '*'));
  });
  for (const Key of keys) await s3.admin.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  for (const Key of ['a', 'a', 'b', 'b', 'b', 'c/1', 'c/2']) {
    await s3.admin.send(new PutObjectCommand({ Bucket: 'versions-bucket', Key, Body: 'x' }));
  }
});
afterAll(() => s3.close());

const list = (more: Partial<ConstructorParameters<typeof ListObjectsV2Command>[0]> = {}) =>
  s3.admin.send(new ListObjectsV2Command({ Bucket, ...more }));
const names = ({
  Contents = [],
  CommonPrefixes = [],
}: Pick<ListObjectsV2CommandOutput, 'Contents' | 'CommonPrefixes'>) => [
  ...Contents.map(({ Key }) => Key),
  ...CommonPrefixes.map(({ Prefix }) => `${Prefix}…`),
];

describe('ListObjectsV2', () => {
  test('tells every key and what is known of it', async () => {
    const answer = await list({ FetchOwner: true });
    expect(names(answer)).toEqual(keys);
    expect(answer).toMatchObject({ Name: Bucket, KeyCount: keys.length, MaxKeys: 1000, IsTruncated: false });
    expect(answer.Contents?.[1]).toMatchObject({
      Size: 5,
      StorageClass: 'STANDARD',
      ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      ChecksumAlgorithm: ['CRC32'],
      LastModified: new Date(s3.cloud.clock.now()),
      Owner: { ID: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect((await list()).Contents?.[0]).not.toHaveProperty('Owner');
  });

  test('rolls up what has the delimiter after the prefix', async () => {
    expect(names(await list({ Delimiter: '/' }))).toEqual(['a b+c', 'z&<é>', '\u{1F600}', 'dir/…', 'dir2/…']);
    expect(names(await list({ Delimiter: '/', Prefix: 'dir/' }))).toEqual(['dir/1', 'dir/2', 'dir/sub/…']);
    expect(names(await list({ Prefix: 'dir' }))).toEqual(['dir/1', 'dir/2', 'dir/sub/3', 'dir2/4']);
  });

  test('goes on page by page', async () => {
    const seen: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2({ client: s3.admin, pageSize: 2 }, { Bucket }))
      seen.push(...names(page));
    expect(seen).toEqual(keys);
    expect(await list({ MaxKeys: 2 })).toMatchObject({
      IsTruncated: true,
      KeyCount: 2,
      NextContinuationToken: expect.any(String),
    });
    expect(await list({ MaxKeys: 0 })).toMatchObject({ IsTruncated: false, KeyCount: 0 });
    expect(names(await list({ StartAfter: 'dir/2' }))).toEqual(keys.slice(3));
    expect(await refusal(list({ ContinuationToken: 'made up' }))).toBe('InvalidArgument 400');
    expect(await refusal(list({ MaxKeys: -1 }))).toBe('InvalidArgument 400');
  });

  test('encodes keys when asked to', async () => {
    expect(names(await list({ EncodingType: 'url' }))).toEqual([
      'a+b%2Bc',
      'dir/1',
      'dir/2',
      'dir/sub/3',
      'dir2/4',
      'z%26%3C%C3%A9%3E',
      '%F0%9F%98%80',
    ]);
  });
});

test('ListObjects goes on after a marker', async () => {
  const v1 = (more = {}) => s3.admin.send(new ListObjectsCommand({ Bucket, ...more }));
  expect(names(await v1({ Marker: 'dir/2' }))).toEqual(keys.slice(3));
  const page = await v1({ Delimiter: '/', MaxKeys: 2 });
  expect(names(page)).toEqual(['a b+c', 'dir/…']);
  expect(names(await v1({ Delimiter: '/', Marker: page.NextMarker }))).toEqual(['z&<é>', '\u{1F600}', 'dir2/…']);
  expect(page.Contents?.[0]?.Owner?.ID).toHaveLength(64);
});

test('ListObjectVersions goes on in the middle of a key', async () => {
  const seen: string[] = [];
  let markers = {};
  for (let page = 0; page < 10; page++) {
    const answer = await s3.admin.send(
      new ListObjectVersionsCommand({ Bucket: 'versions-bucket', MaxKeys: 2, Delimiter: '/', ...markers }),
    );
    seen.push(
      ...(answer.Versions ?? []).map(({ Key, IsLatest }) => `${Key} ${IsLatest}`),
      ...(answer.CommonPrefixes ?? []).map(({ Prefix }) => `${Prefix}`),
    );
    if (answer.IsTruncated !== true) break;
    markers = { KeyMarker: answer.NextKeyMarker, VersionIdMarker: answer.NextVersionIdMarker };
  }
  expect(seen).toEqual(['a true', 'a false', 'b true', 'b false', 'b false', 'c/']);
});

describe('buckets', () => {
  test('are listed with their regions', async () => {
    const { Buckets, Owner } = await s3.admin.send(new ListBucketsCommand());
    expect(Buckets?.map(({ Name, BucketRegion }) => [Name, BucketRegion])).toEqual([
      ['far-bucket', 'eu-west-1'],
      [Bucket, 'us-east-1'],
      ['versions-bucket', 'us-east-1'],
    ]);
    expect(Buckets?.[0]?.CreationDate).toEqual(new Date(s3.cloud.clock.now()));
    expect(Owner?.ID).toHaveLength(64);
    const page = await s3.admin.send(new ListBucketsCommand({ MaxBuckets: 1, Prefix: 'l' }));
    expect(page.Buckets?.map(({ Name }) => Name)).toEqual([Bucket]);
    const first = await s3.admin.send(new ListBucketsCommand({ MaxBuckets: 2 }));
    const rest = await s3.admin.send(new ListBucketsCommand({ ContinuationToken: first.ContinuationToken }));
    expect(rest.Buckets?.map(({ Name }) => Name)).toEqual(['versions-bucket']);
    expect((await s3.admin.send(new ListBucketsCommand({ BucketRegion: 'eu-west-1' }))).Buckets).toHaveLength(1);
  });

  test('are where they are: a request signed for another region is told so', async () => {
    const far = s3.as('lister', 'eu-west-1');
    expect((await far.send(new HeadBucketCommand({ Bucket: 'far-bucket' }))).BucketRegion).toBe('eu-west-1');
    expect((await s3.admin.send(new GetBucketLocationCommand({ Bucket: 'far-bucket' }))).LocationConstraint).toBe(
      'eu-west-1',
    );
    expect((await s3.admin.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBeUndefined();
    await expect(s3.admin.send(new ListObjectsV2Command({ Bucket: 'far-bucket' }))).rejects.toMatchObject({
      name: 'AuthorizationHeaderMalformed',
      Region: 'eu-west-1',
      message: expect.stringContaining("the region 'us-east-1' is wrong; expecting 'eu-west-1'"),
    });
  });
});
