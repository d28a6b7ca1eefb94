import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  S3Client,
  UploadPartCommand,
  type ObjectLockRetention,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ManualClock } from '../../../kernel/clock.ts';
import { memoryStackStore } from '../../../stack-store.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { allow, declareBucket, declareRole, refusal, startS3, type S3Cloud } from '../testing/s3-cloud.ts';

const DAY = 86_400_000;
const Bucket = 'locked-bucket';
const Plain = 'plain-bucket';
const Defaults = 'default-bucket';
const PROTECTED = 'AccessDenied 403';

let s3: S3Cloud;
let kept: { root: string; store: ReturnType<typeof memoryStackStore>; clock: ManualClock };
const opened: S3Client[] = [];

beforeEach(async () => {
  kept = {
    root: temporaryDirectory(),
    store: memoryStackStore(),
    clock: new ManualClock(Math.floor(Date.now() / DAY) * DAY),
  };
  s3 = await startS3((stack) => {
    declareBucket(stack, Bucket, { objectLockEnabled: true });
    declareBucket(stack, Plain);
    declareBucket(stack, Defaults, { objectLockEnabled: true });
    stack.resource('aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration', 'defaults', {
      bucket: Defaults,
      rule: { defaultRetention: { mode: 'GOVERNANCE', days: 10 } },
    });
    const all = `arn:aws:s3:::${Bucket}/*`;
    declareRole(stack, 'writer', allow(['s3:PutObject', 's3:GetObject', 's3:DeleteObjectVersion'], all));
    declareRole(
      stack,
      'month',
      allow(['s3:PutObject', 's3:PutObjectRetention'], all, {
        NumericLessThanEquals: { 's3:object-lock-remaining-retention-days': '30' },
        StringEquals: { 's3:object-lock-mode': 'COMPLIANCE' },
      }),
    );
    declareRole(
      stack,
      'holder',
      allow(['s3:PutObject', 's3:PutObjectLegalHold'], all, { StringEquals: { 's3:object-lock-legal-hold': 'ON' } }),
    );
    declareRole(
      stack,
      'until',
      allow(['s3:PutObject', 's3:PutObjectRetention'], all, {
        DateLessThan: { 's3:object-lock-retain-until-date': new Date(kept.clock.now() + 5 * DAY).toISOString() },
      }),
    );
  }, kept);
});
afterEach(async () => {
  for (const client of opened.splice(0)) client.destroy();
  await s3.close();
});

/** The administrator, by the clock as it is. */
const admin = (): S3Client => {
  const client = new S3Client(s3.cloud.deployer());
  opened.push(client);
  return client;
};
const inDays = (days: number): Date => new Date(kept.clock.now() + days * DAY);
const put = async (Key: string, more: Partial<PutObjectCommandInput> = {}, client = admin()): Promise<string> =>
  (await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...more }))).VersionId ?? '';
const governed = (days: number): Partial<PutObjectCommandInput> => ({
  ObjectLockMode: 'GOVERNANCE',
  ObjectLockRetainUntilDate: inDays(days),
});
const complied = (days: number): Partial<PutObjectCommandInput> => ({
  ...governed(days),
  ObjectLockMode: 'COMPLIANCE',
});
const remove = (Key: string, VersionId?: string, bypass = false): Promise<unknown> =>
  admin().send(new DeleteObjectCommand({ Bucket, Key, VersionId, ...(bypass && { BypassGovernanceRetention: true }) }));
const retain = (Key: string, Retention: ObjectLockRetention, bypass = false): Promise<unknown> =>
  admin().send(
    new PutObjectRetentionCommand({ Bucket, Key, Retention, ...(bypass && { BypassGovernanceRetention: true }) }),
  );
const hold = (Key: string, Status: 'ON' | 'OFF'): Promise<unknown> =>
  admin().send(new PutObjectLegalHoldCommand({ Bucket, Key, LegalHold: { Status } }));
const retention = async (Key: string): Promise<unknown> =>
  (await admin().send(new GetObjectRetentionCommand({ Bucket, Key }))).Retention;

describe('a version in governance mode', () => {
  test('is kept until its time has come, under a marker too', async () => {
    const version = await put('a', governed(3));
    await expect(remove('a', version)).rejects.toThrow('Access Denied because object protected by object lock.');
    await remove('a');
    expect(await refusal(admin().send(new GetObjectCommand({ Bucket, Key: 'a' })))).toBe('NoSuchKey 404');
    await admin().send(new GetObjectCommand({ Bucket, Key: 'a', VersionId: version }));
    expect(await refusal(remove('a', version))).toBe(PROTECTED);
    kept.clock.advance(3 * DAY);
    await remove('a', version);
    expect(await refusal(admin().send(new GetObjectCommand({ Bucket, Key: 'a', VersionId: version })))).toBe(
      'NoSuchVersion 404',
    );
  });

  test('goes for whoever may set that aside and says so; a new version next to it is free', async () => {
    const version = await put('a', governed(3));
    const free = await put('a');
    await remove('a', free);
    expect(await refusal(remove('a', version))).toBe(PROTECTED);
    await remove('a', version, true);
  });

  test('goes not with the others of a request, which go', async () => {
    const [locked, free] = [await put('a', governed(3)), await put('b')];
    const Objects = [
      { Key: 'a', VersionId: locked },
      { Key: 'b', VersionId: free },
    ];
    const all = (bypass: boolean) =>
      admin().send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects }, ...(bypass && { BypassGovernanceRetention: true }) }),
      );
    const { Deleted, Errors } = await all(false);
    expect(Deleted).toMatchObject([{ Key: 'b' }]);
    expect(Errors).toMatchObject([
      { Key: 'a', Code: 'AccessDenied', Message: 'Access Denied because object protected by object lock.' },
    ]);
    expect((await all(true)).Errors ?? []).toEqual([]);
  });

  test('is kept longer by anybody, and less long only by whoever sets it aside', async () => {
    await put('a', governed(3));
    await retain('a', { Mode: 'GOVERNANCE', RetainUntilDate: inDays(5) });
    expect(await retention('a')).toEqual({ Mode: 'GOVERNANCE', RetainUntilDate: inDays(5) });
    for (const weaker of [{ Mode: 'GOVERNANCE', RetainUntilDate: inDays(4) } as const, {}]) {
      expect(await refusal(retain('a', weaker))).toBe(PROTECTED);
      await retain('a', weaker, true);
    }
    expect(await refusal(retention('a'))).toBe('NoSuchObjectLockConfiguration 404');
  });
});

describe('a version in compliance mode', () => {
  test('is kept from everybody until its time has come, and then not', async () => {
    const version = await put('a', complied(3));
    for (const bypass of [false, true]) {
      expect(await refusal(remove('a', version, bypass))).toBe(PROTECTED);
      expect(await refusal(retain('a', { Mode: 'COMPLIANCE', RetainUntilDate: inDays(2) }, bypass))).toBe(PROTECTED);
      expect(await refusal(retain('a', { Mode: 'GOVERNANCE', RetainUntilDate: inDays(9) }, bypass))).toBe(PROTECTED);
      expect(await refusal(retain('a', {}, bypass))).toBe(PROTECTED);
    }
    await retain('a', { Mode: 'COMPLIANCE', RetainUntilDate: inDays(4) });
    kept.clock.advance(3 * DAY);
    expect(await refusal(remove('a', version))).toBe(PROTECTED);
    kept.clock.advance(DAY);
    await remove('a', version);
  });

  test('is still kept after a restart, and so is one that was locked later', async () => {
    const one = await put('a', complied(3));
    const other = await put('b');
    await retain('b', { Mode: 'COMPLIANCE', RetainUntilDate: inDays(3) });
    const held = await put('c');
    await hold('c', 'ON');
    await s3.close();
    s3 = await startS3(undefined, kept);
    for (const [key, version] of [
      ['a', one],
      ['b', other],
      ['c', held],
    ] as const) {
      expect(await refusal(remove(key, version, true))).toBe(PROTECTED);
    }
    await hold('c', 'OFF');
    await remove('c', held);
  });
});

describe('a legal hold', () => {
  test('keeps a version, whoever wants what, until it is taken away', async () => {
    const version = await put('a', { ObjectLockLegalHoldStatus: 'ON' });
    expect(await refusal(remove('a', version, true))).toBe(PROTECTED);
    kept.clock.advance(300 * DAY);
    expect(await refusal(remove('a', version, true))).toBe(PROTECTED);
    await hold('a', 'OFF');
    const told = await admin().send(new GetObjectLegalHoldCommand({ Bucket, Key: 'a' }));
    expect(told.LegalHold).toEqual({ Status: 'OFF' });
    await remove('a', version);
  });

  test('outlasts a retention, and a retention outlasts it', async () => {
    const version = await put('a', { ...governed(1), ObjectLockLegalHoldStatus: 'ON' });
    kept.clock.advance(DAY);
    expect(await refusal(remove('a', version))).toBe(PROTECTED);
    await retain('a', { Mode: 'GOVERNANCE', RetainUntilDate: inDays(1) });
    await hold('a', 'OFF');
    expect(await refusal(remove('a', version))).toBe(PROTECTED);
    await remove('a', version, true);
  });

  test('nobody has spoken of is not there', async () => {
    await put('a');
    expect(await refusal(admin().send(new GetObjectLegalHoldCommand({ Bucket, Key: 'a' })))).toBe(
      'NoSuchObjectLockConfiguration 404',
    );
  });
});

describe('a version that brings no lock', () => {
  const made = async (Key: string): Promise<unknown> => {
    const head = await admin().send(new HeadObjectCommand({ Bucket: Defaults, Key }));
    return { Mode: head.ObjectLockMode, RetainUntilDate: head.ObjectLockRetainUntilDate };
  };

  test('gets that of its bucket from when it is made, however it is made', async () => {
    await put('a', { Bucket: Defaults });
    expect(await made('a')).toEqual({ Mode: 'GOVERNANCE', RetainUntilDate: inDays(10) });
    await admin().send(new CopyObjectCommand({ Bucket: Defaults, Key: 'b', CopySource: `${Defaults}/a` }));
    const { UploadId } = await admin().send(new CreateMultipartUploadCommand({ Bucket: Defaults, Key: 'c' }));
    const part = { Bucket: Defaults, Key: 'c', UploadId };
    const { ETag } = await admin().send(new UploadPartCommand({ ...part, PartNumber: 1, Body: 'x' }));
    kept.clock.advance(DAY);
    await admin().send(
      new CompleteMultipartUploadCommand({ ...part, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } }),
    );
    expect(await made('b')).toEqual({ Mode: 'GOVERNANCE', RetainUntilDate: inDays(9) });
    expect(await made('c')).toEqual({ Mode: 'GOVERNANCE', RetainUntilDate: inDays(10) });
  });

  test('gets none where there is none; its own counts more than the default', async () => {
    await put('a');
    expect(await refusal(retention('a'))).toBe('NoSuchObjectLockConfiguration 404');
    await put('b', { Bucket: Defaults, ...complied(1) });
    expect(await made('b')).toEqual({ Mode: 'COMPLIANCE', RetainUntilDate: inDays(1) });
  });

  test('must have arrived whole if it will be locked', async () => {
    const bare = new S3Client({ ...s3.cloud.deployer(), requestChecksumCalculation: 'WHEN_REQUIRED' });
    opened.push(bare);
    const message = 'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock';
    await expect(put('a', { Bucket: Defaults }, bare)).rejects.toThrow(message);
    await expect(put('a', governed(1), bare)).rejects.toThrow(message);
    await put('a', {}, bare);
    await put('a', { ...governed(1), ContentMD5: 'ndTkYSaMgDT1yFZOFVxnpg==' }, bare);
    const { UploadId } = await bare.send(new CreateMultipartUploadCommand({ Bucket: Defaults, Key: 'b' }));
    const part = { Bucket: Defaults, Key: 'b', UploadId, PartNumber: 1, Body: 'x' };
    await expect(bare.send(new UploadPartCommand(part))).rejects.toThrow('is required for Put Part requests');
    await bare.send(new UploadPartCommand({ ...part, ChecksumAlgorithm: 'CRC32' }));
  });
});

describe('a bucket', () => {
  test('tells its Object Lock, with and without a default', async () => {
    const told = async (of: string): Promise<unknown> =>
      (await admin().send(new GetObjectLockConfigurationCommand({ Bucket: of }))).ObjectLockConfiguration;
    expect(await told(Bucket)).toEqual({ ObjectLockEnabled: 'Enabled' });
    expect(await told(Defaults)).toEqual({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 10 } },
    });
    expect(await refusal(told(Plain))).toBe('ObjectLockConfigurationNotFoundError 404');
  });

  test('without Object Lock takes no locks', async () => {
    await put('a', { Bucket: Plain });
    for (const asked of [governed(1), { ObjectLockLegalHoldStatus: 'OFF' as const }]) {
      expect(await refusal(put('a', { Bucket: Plain, ...asked }))).toBe('InvalidRequest 400');
    }
    const named = { Bucket: Plain, Key: 'a' };
    const LegalHold = { Status: 'ON' } as const;
    expect(await refusal(admin().send(new PutObjectLegalHoldCommand({ ...named, LegalHold })))).toBe(
      'InvalidRequest 400',
    );
    expect(await refusal(admin().send(new GetObjectRetentionCommand(named)))).toBe('InvalidRequest 400');
    expect(await refusal(admin().send(new DeleteObjectCommand({ ...named, BypassGovernanceRetention: true })))).toBe(
      'InvalidArgument 400',
    );
  });
});

describe('a request is refused', () => {
  test.each<[Partial<PutObjectCommandInput>, string]>([
    [{ ObjectLockMode: 'GOVERNANCE' }, 'must both be supplied'],
    [{ ObjectLockRetainUntilDate: new Date('2999-01-01') }, 'must both be supplied'],
    [{ ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: new Date('2020-01-01') }, 'must be in the future!'],
    [{ ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: new Date('2999-01-01') }, 'within 100 years'],
    [{ ObjectLockMode: 'STRICT' as 'COMPLIANCE', ObjectLockRetainUntilDate: new Date('2099-01-01') }, 'wormMode'],
    [{ ObjectLockLegalHoldStatus: 'on' as 'ON' }, "must be either of 'ON' or 'OFF'"],
  ])('with the headers %#', async (asked, message) => {
    await expect(put('a', asked)).rejects.toThrow(message);
  });

  test('for a retention that is past or none, and for a marker', async () => {
    await put('a');
    expect(await refusal(retain('a', { Mode: 'GOVERNANCE', RetainUntilDate: inDays(0) }))).toBe('InvalidArgument 400');
    expect(await refusal(retain('a', { Mode: 'GOVERNANCE' }))).toBe('MalformedXML 400');
    expect(await refusal(retain('none', { Mode: 'GOVERNANCE', RetainUntilDate: inDays(1) }))).toBe('NoSuchKey 404');
    await remove('a');
    expect(await refusal(hold('a', 'ON'))).toBe('NoSuchKey 404');
  });
});

describe('the lock of a request', () => {
  test('needs permissions of its own beside s3:PutObject', async () => {
    await put('a', {}, s3.as('writer'));
    expect(await refusal(put('a', governed(1), s3.as('writer')))).toBe('AccessDenied 403');
    expect(await refusal(put('a', { ObjectLockLegalHoldStatus: 'ON' }, s3.as('writer')))).toBe('AccessDenied 403');
  });

  test('is a condition: its mode, its days, its date and its legal hold', async () => {
    await put('a', complied(30), s3.as('month'));
    expect(await refusal(put('a', complied(31), s3.as('month')))).toBe('AccessDenied 403');
    expect(await refusal(put('a', governed(30), s3.as('month')))).toBe('AccessDenied 403');
    await put('a', governed(4), s3.as('until'));
    expect(await refusal(put('a', governed(5), s3.as('until')))).toBe('AccessDenied 403');
    await put('a', { ObjectLockLegalHoldStatus: 'ON' }, s3.as('holder'));
    expect(await refusal(put('a', { ObjectLockLegalHoldStatus: 'OFF' }, s3.as('holder')))).toBe('AccessDenied 403');
    const release = new PutObjectLegalHoldCommand({ Bucket, Key: 'a', LegalHold: { Status: 'OFF' } });
    expect(await refusal(s3.as('holder').send(release))).toBe('AccessDenied 403');
  });

  test('is told to those who may know, and the header to set it aside needs its permission', async () => {
    const version = await put('a', { ...governed(1), ObjectLockLegalHoldStatus: 'OFF' });
    const head = new HeadObjectCommand({ Bucket, Key: 'a' });
    expect(await admin().send(head)).toMatchObject({
      ObjectLockMode: 'GOVERNANCE',
      ObjectLockRetainUntilDate: inDays(1),
      ObjectLockLegalHoldStatus: 'OFF',
    });
    const silent = await s3.as('writer').send(head);
    expect([silent.ObjectLockMode, silent.ObjectLockLegalHoldStatus]).toEqual([undefined, undefined]);
    const past = new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: version, BypassGovernanceRetention: true });
    expect(await refusal(s3.as('writer').send(past))).toBe('AccessDenied 403');
    await admin().send(past);
  });
});
