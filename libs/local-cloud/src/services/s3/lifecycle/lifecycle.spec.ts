import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { ManualClock } from '../../../kernel/clock.ts';
import { declareBucket, declareVersioning, startS3, type S3Cloud } from '../testing/s3-cloud.ts';
import { dueAt } from './due.ts';

const Bucket = 'aging-bucket';
const DAY = 86_400_000;
const clouds: S3Cloud[] = [];
afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.close();
});

async function start(rules: readonly Properties[], versioned = false, inputs: Properties = {}): Promise<S3Cloud> {
  // Within the year their certificates are valid, days must be free to pass.
  const clock = new ManualClock(Math.floor(Date.now() / DAY) * DAY + 9 * 3_600_000);
  const s3 = await startS3(
    (stack) => {
      declareBucket(stack, Bucket, inputs);
      if (versioned) declareVersioning(stack, Bucket);
      stack.resource('aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration', 'rules', {
        bucket: Bucket,
        rules: rules.map((rule, index) => ({ id: `${index}`, status: 'Enabled', filter: {}, ...rule })),
      });
    },
    { clock },
  );
  clouds.push(s3);
  return s3;
}

const put = (s3: S3Cloud, Key: string, more = {}) =>
  s3.admin.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from('x'), ...more }));

/** Lets days pass; resolves when the rules have been applied. */
async function pass(s3: S3Cloud, days: number): Promise<void> {
  s3.cloud.clock.advance(days * DAY);
  await new Promise((resolve) => setImmediate(resolve));
}

async function versions(s3: S3Cloud): Promise<string[]> {
  // The administrator's client goes by its own clock; a new one takes the cloud's.
  const { cloud } = s3;
  const { S3Client } = await import('@aws-sdk/client-s3');
  const client = new S3Client(cloud.deployer());
  const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }));
  client.destroy();
  return [
    ...Versions.map(({ Key, IsLatest, StorageClass }) => `${Key} ${StorageClass}${IsLatest ? '' : ' noncurrent'}`),
    ...DeleteMarkers.map(({ Key }) => `${Key} deleted`),
  ];
}

async function eventually(read: () => Promise<unknown>, expected: unknown): Promise<void> {
  let last: unknown;
  for (let attempt = 0; attempt < 100; attempt++) {
    last = await read();
    if (JSON.stringify(last) === JSON.stringify(expected)) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(last).toEqual(expected);
}

test('something is so many days old at the midnight after', () => {
  const noon = Date.UTC(2026, 0, 15, 10, 30);
  expect(dueAt(noon, 3)).toBe(Date.UTC(2026, 0, 19));
  expect(dueAt(Date.UTC(2026, 0, 15), 3)).toBe(Date.UTC(2026, 0, 18));
});

describe('lifecycle rules', () => {
  test('expire what is old enough and fits their filter', async () => {
    const s3 = await start([
      { filter: { prefix: 'logs/' }, expiration: { days: 10 } },
      { filter: { tag: { key: 'keep', value: 'no' } }, expiration: { days: 2 } },
      { filter: { and: { prefix: 'big/', objectSizeGreaterThan: 10 } }, expiration: { days: 2 } },
      { status: 'Disabled', expiration: { days: 1 } },
    ]);
    await put(s3, 'logs/1');
    await put(s3, 'other/1');
    await put(s3, 'tagged', { Tagging: 'keep=no' });
    await put(s3, 'big/1', { Body: Buffer.alloc(11) });
    await put(s3, 'big/small');
    await pass(s3, 2);
    await eventually(
      () => versions(s3),
      ['big/1 STANDARD', 'big/small STANDARD', 'logs/1 STANDARD', 'other/1 STANDARD', 'tagged STANDARD'],
    );
    await pass(s3, 1);
    await eventually(() => versions(s3), ['big/small STANDARD', 'logs/1 STANDARD', 'other/1 STANDARD']);
    await pass(s3, 8);
    await eventually(() => versions(s3), ['big/small STANDARD', 'other/1 STANDARD']);
  });

  test('hide what expires in a versioned bucket, and clean up behind', async () => {
    const s3 = await start(
      [
        { filter: { prefix: 'a' }, expiration: { days: 1 }, noncurrentVersionExpiration: { noncurrentDays: 3 } },
        { expiration: { expiredObjectDeleteMarker: true } },
      ],
      true,
    );
    await put(s3, 'a');
    await put(s3, 'b');
    await s3.admin.send(new DeleteObjectCommand({ Bucket, Key: 'lonely' }));
    await pass(s3, 2);
    await eventually(() => versions(s3), ['a STANDARD noncurrent', 'b STANDARD', 'a deleted']);
    await pass(s3, 5);
    await eventually(() => versions(s3), ['b STANDARD', 'a deleted']);
    await pass(s3, 1);
    await eventually(() => versions(s3), ['b STANDARD']);
  });

  test('keep the newest noncurrent versions whatever their age', async () => {
    const s3 = await start([{ noncurrentVersionExpiration: { noncurrentDays: 1, newerNoncurrentVersions: 2 } }], true);
    for (let i = 0; i < 5; i++) await put(s3, 'k');
    await pass(s3, 3);
    await eventually(() => versions(s3), ['k STANDARD', 'k STANDARD noncurrent', 'k STANDARD noncurrent']);
  });

  test('move objects to colder classes, small ones only if the filter says so', async () => {
    const s3 = await start([
      {
        filter: { prefix: 'a' },
        transitions: [
          { days: 30, storageClass: 'STANDARD_IA' },
          { days: 60, storageClass: 'GLACIER' },
        ],
      },
      {
        filter: { and: { prefix: 'small', objectSizeGreaterThan: 0 } },
        transitions: [{ days: 30, storageClass: 'STANDARD_IA' }],
      },
      { filter: { prefix: 'day0' }, transitions: [{ days: 0, storageClass: 'INTELLIGENT_TIERING' }] },
    ]);
    const Body = Buffer.alloc(128 * 1024);
    for (const Key of ['a', 'day0', 'z']) await put(s3, Key, { Body });
    await put(s3, 'a-little');
    await put(s3, 'small');
    await pass(s3, 1);
    await eventually(
      () => versions(s3),
      ['a STANDARD', 'a-little STANDARD', 'day0 INTELLIGENT_TIERING', 'small STANDARD', 'z STANDARD'],
    );
    await pass(s3, 30);
    await eventually(
      () => versions(s3),
      ['a STANDARD_IA', 'a-little STANDARD', 'day0 INTELLIGENT_TIERING', 'small STANDARD_IA', 'z STANDARD'],
    );
    await pass(s3, 30);
    await eventually(
      () => versions(s3),
      ['a GLACIER', 'a-little STANDARD', 'day0 INTELLIGENT_TIERING', 'small STANDARD_IA', 'z STANDARD'],
    );
  });

  test('abort uploads that nobody completes', async () => {
    const s3 = await start([{ filter: { prefix: 'a' }, abortIncompleteMultipartUpload: { daysAfterInitiation: 2 } }]);
    for (const Key of ['a', 'b']) await s3.admin.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    await pass(s3, 3);
    const { S3Client } = await import('@aws-sdk/client-s3');
    const client = new S3Client(s3.cloud.deployer());
    await eventually(
      async () => (await client.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads?.map(({ Key }) => Key),
      ['b'],
    );
    client.destroy();
  });

  test('put objects into intelligent tiering from the first day, which reads and listings tell; small ones stay', async () => {
    const tier = { transitions: [{ days: 0, storageClass: 'INTELLIGENT_TIERING' }] };
    const s3 = await start([
      { ...tier, filter: { prefix: 'by-default/' } },
      { ...tier, filter: { and: { prefix: 'by-size/', objectSizeGreaterThan: 1000 } } },
    ]);
    for (const prefix of ['by-default', 'by-size']) {
      for (const size of [1000, 1001, 128 * 1024 - 1, 128 * 1024]) {
        await put(s3, `${prefix}/${String(size).padStart(6, '0')}`, { Body: Buffer.alloc(size) });
      }
    }
    await pass(s3, 1);
    const { S3Client } = await import('@aws-sdk/client-s3');
    const client = new S3Client(s3.cloud.deployer());
    const listed = async (): Promise<unknown> =>
      (await client.send(new ListObjectsV2Command({ Bucket }))).Contents?.map(
        ({ Key, StorageClass }) => `${Key} ${StorageClass}`,
      );
    await eventually(listed, [
      'by-default/001000 STANDARD',
      'by-default/001001 STANDARD',
      'by-default/131071 STANDARD',
      'by-default/131072 INTELLIGENT_TIERING',
      'by-size/001000 STANDARD',
      'by-size/001001 INTELLIGENT_TIERING',
      'by-size/131071 INTELLIGENT_TIERING',
      'by-size/131072 INTELLIGENT_TIERING',
    ]);
    const head = async (Key: string): Promise<unknown> =>
      (await client.send(new HeadObjectCommand({ Bucket, Key }))).StorageClass;
    expect(await head('by-default/131072')).toBe('INTELLIGENT_TIERING');
    expect(await head('by-default/131071')).toBeUndefined();
    client.destroy();
  });

  test('leave what Object Lock keeps, and come back for it; other versions go', async () => {
    const s3 = await start([{ expiration: { days: 1 }, noncurrentVersionExpiration: { noncurrentDays: 1 } }], false, {
      objectLockEnabled: true,
    });
    const until = { ObjectLockRetainUntilDate: new Date(s3.cloud.clock.now() + 10 * DAY) };
    await put(s3, 'governed', { ObjectLockMode: 'GOVERNANCE', ...until });
    await put(s3, 'held', { ObjectLockLegalHoldStatus: 'ON' });
    await put(s3, 'free');
    await pass(s3, 2);
    const markers = ['free deleted', 'governed deleted', 'held deleted'];
    const all = ['free STANDARD noncurrent', 'governed STANDARD noncurrent', 'held STANDARD noncurrent'];
    await eventually(() => versions(s3), [...all, ...markers]);
    await pass(s3, 2);
    await eventually(() => versions(s3), [...all.slice(1), ...markers]);
    await pass(s3, 7);
    await eventually(() => versions(s3), [...all.slice(2), ...markers.slice(1)]);
  });

  test('leave what is not due', async () => {
    const s3 = await start([{ expiration: { days: 1 } }]);
    await put(s3, 'k');
    await pass(s3, 1);
    await eventually(() => versions(s3), ['k STANDARD']);
    await pass(s3, 1);
    await eventually(() => versions(s3), []);
  });
});
