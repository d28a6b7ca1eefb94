import {
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  S3Client,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { ManualClock } from '../../../kernel/clock.ts';
import { memoryStackStore } from '../../../stack-store.ts';
import type { Declaration } from '../../../testing/index.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { Bucket as S3Bucket } from '../bucket.ts';
import { s3 as service } from '../index.ts';
import { DeclaredObjects } from '../storage/declared-objects.ts';
import { declareBucket, declareVersioning, refusal, startS3, type S3Cloud } from '../testing/s3-cloud.ts';

const DAY = 86_400_000;
const Bucket = 'locked-bucket';
let s3: S3Cloud;
let clock: ManualClock;
const opened: S3Client[] = [];
afterEach(async () => {
  for (const client of opened.splice(0)) client.destroy();
  await s3.close();
});

const start = async (declare: (stack: Declaration) => void, options = {}): Promise<void> => {
  clock = new ManualClock(Math.floor(Date.now() / DAY) * DAY);
  s3 = await startS3(declare, { clock, ...options });
};
const admin = (): S3Client => {
  const client = new S3Client(s3.cloud.deployer());
  opened.push(client);
  return client;
};
const bucket =
  (inputs: Properties = {}) =>
  (stack: Declaration): void =>
    void declareBucket(stack, Bucket, { objectLockEnabled: true, ...inputs });
const put = async (Key: string, more: Partial<PutObjectCommandInput> = {}): Promise<string> =>
  (await admin().send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...more }))).VersionId ?? '';
const inDays = (days: number): Date => new Date(clock.now() + days * DAY);
const locked = (ObjectLockMode: 'GOVERNANCE' | 'COMPLIANCE', days = 1): Partial<PutObjectCommandInput> => ({
  ObjectLockMode,
  ObjectLockRetainUntilDate: inDays(days),
});
const destroy = (): Promise<unknown> => s3.cloud.deploy(() => undefined);

describe('a bucket that goes by force', () => {
  test('takes versions in governance mode and under legal hold with it', async () => {
    await start(bucket({ forceDestroy: true }));
    await put('a', locked('GOVERNANCE'));
    await put('b', { ObjectLockLegalHoldStatus: 'ON' });
    await destroy();
    expect(await refusal(admin().send(new GetObjectCommand({ Bucket, Key: 'a' })))).toBe('NoSuchBucket 404');
  });

  test('stays with versions in compliance mode until their time has come, and says which', async () => {
    await start(bucket({ forceDestroy: true }));
    const version = await put('a/b', locked('COMPLIANCE'));
    await put('free');
    await expect(destroy()).rejects.toThrow(
      `emptying S3 Bucket (${Bucket}): a/b: version ${version}: AccessDenied: Access Denied because object protected by object ` +
        `lock. (kept until ${inDays(1).toISOString()} in COMPLIANCE mode)`,
    );
    await admin().send(new GetObjectCommand({ Bucket, Key: 'free' }));
    clock.advance(DAY);
    await destroy();
  });

  test('stays with versions in governance mode that are under legal hold as well', async () => {
    await start(bucket({ forceDestroy: true }));
    await put('a', { ...locked('GOVERNANCE'), ObjectLockLegalHoldStatus: 'ON' });
    await expect(destroy()).rejects.toThrow('in GOVERNANCE mode, under legal hold');
  });

  test('names some of many', async () => {
    await start(bucket({ forceDestroy: true }));
    for (let at = 0; at < 7; at++) await put(`${at}`, locked('COMPLIANCE'));
    await expect(destroy()).rejects.toThrow(/\b4: version .*; and 2 more/);
  });
});

test('a bucket that does not go by force stays while anything is in it', async () => {
  await start(bucket());
  const version = await put('a', locked('GOVERNANCE'));
  await expect(destroy()).rejects.toThrow('BucketNotEmpty');
  const gone = { Bucket, Key: 'a', VersionId: version };
  await admin().send(new DeleteObjectCommand({ ...gone, BypassGovernanceRetention: true }));
  await destroy();
});

describe('an object that a program declares', () => {
  const declare =
    (content: string | undefined, forceDestroy = false, mode = 'GOVERNANCE') =>
    (stack: Declaration): void => {
      bucket()(stack);
      stack.resource('aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration', 'lock', {
        bucket: Bucket,
        rule: { defaultRetention: { mode, days: 1 } },
      });
      if (content === undefined) return;
      stack.resource('aws:s3/bucketObjectv2:BucketObjectv2', 'object', {
        bucket: Bucket,
        key: 'a',
        content,
        forceDestroy,
      });
    };
  const head = () => admin().send(new HeadObjectCommand({ Bucket, Key: 'a' }));

  test('is locked as its bucket says, and stays until it may go', async () => {
    await start(declare('one'));
    expect(await head()).toMatchObject({ ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: inDays(1) });
    await expect(s3.cloud.deploy(declare(undefined))).rejects.toThrow(
      `deleting S3 Bucket (${Bucket}) Object (a): version `,
    );
    await expect(destroy()).rejects.toThrow('Access Denied because object protected by object lock.');
    clock.advance(DAY);
    await s3.cloud.deploy(declare(undefined));
    await destroy();
  });

  test('goes with forceDestroy in governance mode and under legal hold, and not in compliance mode', async () => {
    await start(declare('one', true));
    await admin().send(new PutObjectLegalHoldCommand({ Bucket, Key: 'a', LegalHold: { Status: 'ON' } }));
    await s3.cloud.deploy(declare(undefined));
    await s3.cloud.deploy(declare('one', true, 'COMPLIANCE'));
    await expect(s3.cloud.deploy(declare(undefined, true, 'COMPLIANCE'))).rejects.toThrow('in COMPLIANCE mode');
  });

  test('stays if it is locked while the deployment that takes it away is on its way', async () => {
    await start((stack) => {
      bucket()(stack);
      stack.resource('aws:s3/bucketObjectv2:BucketObjectv2', 'object', { bucket: Bucket, key: 'a', content: 'one' });
    });
    const { host } = s3.cloud.cloud;
    const before = host.state(service).bucket(Bucket);
    const after = new S3Bucket({ ...before.configuration, objects: [] }, before.store);
    // The deployment was accepted; only now comes the legal hold.
    await admin().send(new PutObjectLegalHoldCommand({ Bucket, Key: 'a', LegalHold: { Status: 'ON' } }));
    const objects = new DeclaredObjects(host);
    await objects.apply(after, before);
    expect(objects.failures).toEqual([
      `the removal of ${Bucket}/a: Access Denied because object protected by object lock.`,
    ]);
    expect(await head()).toMatchObject({ ObjectLockLegalHoldStatus: 'ON' });
    await admin().send(new PutObjectLegalHoldCommand({ Bucket, Key: 'a', LegalHold: { Status: 'OFF' } }));
    await objects.apply(after, before);
    expect(await refusal(head())).toBe('NotFound 404');
  });

  test('that gets its former content again is locked no less than before', async () => {
    await start(declare('one', false, 'COMPLIANCE'));
    const first = await head();
    await s3.cloud.deploy(declare('two'));
    expect((await head()).VersionId).not.toBe(first.VersionId);
    await s3.cloud.deploy(declare('one'));
    expect(await head()).toMatchObject({ VersionId: first.VersionId, ObjectLockMode: 'COMPLIANCE' });
  });
});

describe('Object Lock of a bucket', () => {
  const LOCK = 'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration';
  const versioned =
    (lock?: Properties, status = 'Enabled', inputs: Properties = {}) =>
    (stack: Declaration): void => {
      declareBucket(stack, Bucket, inputs);
      declareVersioning(stack, Bucket, status);
      if (lock !== undefined) {
        stack.resource(LOCK, 'lock', { bucket: Bucket, ...lock });
      }
    };
  const rule = { rule: { defaultRetention: { mode: 'COMPLIANCE', years: 1 } } };
  const told = async (): Promise<unknown> =>
    (await admin().send(new GetObjectLockConfigurationCommand({ Bucket }))).ObjectLockConfiguration;
  const versioning = async (): Promise<unknown> =>
    (await admin().send(new GetBucketVersioningCommand({ Bucket }))).Status;

  test('turns versioning on, and keeps it on', async () => {
    await start(bucket());
    expect(await versioning()).toBe('Enabled');
    expect(await put('a')).not.toBe('');
    const suspended = versioned(undefined, 'Suspended', { objectLockEnabled: true });
    await expect(s3.cloud.deploy(suspended)).rejects.toThrow('so the versioning state cannot be changed');
  });

  test('goes on without its configuration, over a restart too; only the default goes', async () => {
    const kept = { root: temporaryDirectory(), store: memoryStackStore() };
    await start(bucket(), kept);
    await s3.cloud.deploy((stack) => {
      bucket()(stack);
      stack.resource(LOCK, 'lock', { bucket: Bucket, ...rule });
    });
    expect(await told()).toMatchObject({ Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 1 } } });
    await s3.cloud.deploy(bucket());
    await s3.close();
    s3 = await startS3(undefined, { clock, ...kept });
    expect(await told()).toEqual({ ObjectLockEnabled: 'Enabled' });
  });

  test('that was turned on later stays on when the program forgets it', async () => {
    const kept = { root: temporaryDirectory(), store: memoryStackStore() };
    await start(versioned(), kept);
    expect(await refusal(told())).toBe('ObjectLockConfigurationNotFoundError 404');
    await s3.cloud.deploy(versioned({}));
    expect(await told()).toEqual({ ObjectLockEnabled: 'Enabled' });
    await s3.cloud.deploy(versioned());
    await s3.close();
    s3 = await startS3(undefined, { clock, ...kept });
    expect(await told()).toEqual({ ObjectLockEnabled: 'Enabled' });
    await expect(s3.cloud.deploy(versioned(undefined, 'Suspended'))).rejects.toThrow('InvalidBucketState');
    await s3.cloud.deploy((stack) => void declareBucket(stack, Bucket));
    expect(await versioning()).toBe('Enabled');
  });
});
