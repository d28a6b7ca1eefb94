import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { GetTrailStatusCommand, StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  GetBucketLocationCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { ManualClock } from '../../../kernel/clock.ts';
import { memoryStackStore } from '../../../stack-store.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import {
  allObjects,
  bucketStatements,
  declareRole,
  declareTrail,
  declareTrailBucket,
  startTrailCloud,
  trailArn,
  type TrailCloud,
} from '../testing/trail-cloud.ts';

let open: TrailCloud[] = [];
afterEach(async () => {
  for (const each of open) await each.close();
  open = [];
});

async function start(...args: Parameters<typeof startTrailCloud>): Promise<TrailCloud> {
  const cloud = await startTrailCloud(...args);
  open.push(cloud);
  return cloud;
}

describe('a trail', () => {
  test('delivers a file of management events every five minutes, in the form CloudTrail writes', async () => {
    const cloud = await start((stack) => {
      declareTrailBucket(stack);
      declareTrail(stack);
    });
    await cloud.s3().send(new ListBucketsCommand({}));
    await cloud.minutes(4);
    expect(await cloud.keys()).toEqual([]);
    await cloud.minutes(1);
    const [key = ''] = await cloud.keys();
    expect(key).toMatch(
      /^AWSLogs\/123456789012\/CloudTrail\/us-east-1\/\d{4}\/\d\d\/\d\d\/123456789012_CloudTrail_us-east-1_\d{8}T\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$/,
    );
    const [record, ...more] = await cloud.records();
    expect(more).toEqual([]);
    expect(record).toMatchObject({
      eventVersion: '1.11',
      eventSource: 's3.amazonaws.com',
      eventName: 'ListBuckets',
      awsRegion: 'us-east-1',
      sourceIPAddress: '127.0.0.1',
      readOnly: true,
      managementEvent: true,
      eventCategory: 'Management',
      eventType: 'AwsApiCall',
      recipientAccountId: '123456789012',
      responseElements: null,
      userIdentity: { type: 'IAMUser', userName: 'deployer', accountId: '123456789012' },
      tlsDetails: { tlsVersion: 'TLSv1.3' },
    });
    expect(record?.['userAgent']).toContain('aws-sdk-js');
  });

  test('records what happens to objects if it is asked to, let in or refused, and not its own deliveries', async () => {
    const cloud = await start((stack) => {
      declareTrailBucket(stack);
      declareTrail(stack, allObjects);
      declareRole(stack, 'stranger');
      stack.resource('aws:s3/bucket:Bucket', 'docs', { bucket: 'docs', forceDestroy: true });
    });
    await cloud.s3().send(new PutObjectCommand({ Bucket: 'docs', Key: 'a.txt', Body: 'hidden contents' }));
    await expect(cloud.s3('stranger').send(new GetObjectCommand({ Bucket: 'docs', Key: 'a.txt' }))).rejects.toThrow();
    await fetchAnonymously(cloud, '/docs/a.txt');
    await cloud.s3().send(new ListObjectsV2Command({ Bucket: 'docs' }));
    await cloud.s3().send(new GetBucketLocationCommand({ Bucket: 'docs' }));
    await cloud.minutes(5);
    const records = await cloud.records();
    expect(records.map(({ errorCode, eventName }) => `${eventName} ${errorCode ?? 'allowed'}`)).toEqual([
      'PutObject allowed',
      'GetObject AccessDenied',
      'GetObject AccessDenied',
      'ListObjects allowed',
      'GetBucketLocation allowed',
    ]);
    const [put, refused, anonymous, listed, located] = records;
    const bucket = { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::docs' };
    expect(listed).toMatchObject({
      eventCategory: 'Data',
      resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::docs/' }, bucket],
    });
    expect(located).toMatchObject({ eventCategory: 'Management', resources: [bucket] });
    expect(put).toMatchObject({
      managementEvent: false,
      eventCategory: 'Data',
      readOnly: false,
      requestParameters: { bucketName: 'docs', key: 'a.txt' },
      resources: [
        { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::docs/a.txt' },
        { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::docs' },
      ],
    });
    expect(refused).toMatchObject({
      userIdentity: {
        type: 'AssumedRole',
        sessionContext: {
          sessionIssuer: { type: 'Role', userName: 'stranger' },
          attributes: { mfaAuthenticated: 'false' },
        },
      },
    });
    expect(anonymous).toMatchObject({ userIdentity: { type: 'AWSAccount', accountId: 'anonymous' } });
    const files = (await cloud.keys()).length;
    await cloud.minutes(5);
    // Reading the bucket above made events; a file of its own delivery would come again and again.
    await cloud.minutes(5);
    await cloud.minutes(5);
    expect((await cloud.keys()).length).toBeLessThanOrEqual(files + 2);
    expect((await cloud.records()).filter(({ eventName }) => eventName === 'PutObject')).toHaveLength(1);
  });

  test('keeps what it has not delivered when the cloud is closed', async () => {
    const root = temporaryDirectory();
    const store = memoryStackStore();
    const clock = new ManualClock(Math.floor(Date.now() / 1000) * 1000);
    const before = await startTrailCloud(
      (stack) => {
        declareTrailBucket(stack);
        declareTrail(stack);
      },
      { root, store, clock },
    );
    await before.s3().send(new ListBucketsCommand({}));
    await before.close();
    const after = await start(undefined, { root, store, clock });
    await after.minutes(5);
    expect((await after.records()).map(({ eventName }) => eventName)).toEqual(['ListBuckets']);
    await after.minutes(5);
    expect((await after.records()).filter(({ eventName }) => eventName === 'ListBuckets')).toHaveLength(1);
  });

  test('delivers what waits when it goes, and leaves nothing behind', async () => {
    const cloud = await start((stack) => {
      declareTrailBucket(stack);
      declareTrail(stack);
    });
    await cloud.s3().send(new ListBucketsCommand({}));
    await cloud.cloud.deploy((stack) => declareTrailBucket(stack));
    expect((await cloud.records()).map(({ eventName }) => eventName)).toEqual(['ListBuckets']);
    expect(readdirSync(join(cloud.cloud.root, 'stacks', 'test', 'cloudtrail'))).toEqual([]);
    await cloud.s3().send(new ListBucketsCommand({}));
    await cloud.minutes(5);
    expect(await cloud.records()).toHaveLength(1);
  });

  test('of one region records what happens there; of all regions, everywhere, in files of their own', async () => {
    const cloud = await start((stack) => {
      declareTrailBucket(stack, [...bucketStatements('audit'), ...bucketStatements('local')]);
      declareTrail(stack, { isMultiRegionTrail: true });
      declareTrail(stack, { name: 'local', s3KeyPrefix: '' });
    });
    await cloud.client(undefined, 'eu-west-1').send(new GetTrailStatusCommand({ Name: trailArn('audit') }));
    await cloud.client().send(new GetTrailStatusCommand({ Name: 'local' }));
    await cloud.minutes(5);
    const regions = (await cloud.keys()).map((key) => key.split('/')[3]);
    expect(regions.sort()).toEqual(['eu-west-1', 'us-east-1', 'us-east-1']);
  });

  test('waits while the policy of the bucket refuses it, says so, and delivers once that is mended', async () => {
    const declare =
      (...more: readonly object[]) =>
      (stack: Parameters<NonNullable<Parameters<typeof startTrailCloud>[0]>>[0]): void => {
        declareTrailBucket(stack, [...bucketStatements('audit'), ...more]);
        declareTrail(stack);
      };
    const cloud = await start(declare());
    // AWS checks the bucket when the trail is made or changed, not when the policy changes later.
    await cloud.cloud.deploy(
      declare({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::trail-bucket/*',
      }),
    );
    await cloud.s3().send(new ListBucketsCommand({}));
    await cloud.minutes(5);
    const refused = await cloud.client().send(new GetTrailStatusCommand({ Name: 'audit' }));
    expect(refused.LatestDeliveryError).toBe('AccessDenied');
    expect(refused.LatestDeliveryTime).toBeUndefined();
    await cloud.cloud.deploy(declare());
    await cloud.minutes(5);
    const mended = await cloud.client().send(new GetTrailStatusCommand({ Name: 'audit' }));
    expect(mended.LatestDeliveryError).toBeUndefined();
    expect((await cloud.records()).map(({ eventName }) => eventName)).toContain('ListBuckets');
  });

  test('is stopped and started, records who stopped it, and stays stopped after a restart', async () => {
    const root = temporaryDirectory();
    const store = memoryStackStore();
    const clock = new ManualClock(Math.floor(Date.now() / 1000) * 1000);
    const before = await startTrailCloud(
      (stack) => {
        declareTrailBucket(stack);
        declareTrail(stack);
      },
      { root, store, clock },
    );
    await before.client().send(new StopLoggingCommand({ Name: 'audit' }));
    await before.s3().send(new ListBucketsCommand({}));
    await before.close();
    const cloud = await start(undefined, { root, store, clock });
    expect((await cloud.client().send(new GetTrailStatusCommand({ Name: 'audit' }))).IsLogging).toBe(false);
    await cloud.client().send(new StartLoggingCommand({ Name: trailArn('audit') }));
    await cloud.minutes(5);
    const records = await cloud.records();
    expect(records.map(({ eventName }) => eventName)).toEqual(['StopLogging', 'StartLogging']);
    expect(records[0]).toMatchObject({
      readOnly: false,
      requestParameters: { name: 'audit' },
      userIdentity: { userName: 'deployer' },
    });
  });
});

async function fetchAnonymously(cloud: TrailCloud, path: string): Promise<void> {
  const { request } = await import('node:https');
  await new Promise<void>((resolve, reject) => {
    request(`${cloud.cloud.endpoint}${path}`, { agent: cloud.cloud.agent }, (response) => {
      response.resume();
      response.once('end', () => resolve());
    })
      .once('error', reject)
      .end();
  });
}
