import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import type { Statement } from '@palisade/policies';
import { get } from 'node:https';
import { declareBucket, declarePolicy, declareRole, refusal, startS3, type S3Cloud } from '../testing/s3-cloud.ts';
import { DELIVERY_INTERVAL } from './access-log.ts';

const Source = 'source-bucket';
const Target = 'log-bucket';
const clouds: S3Cloud[] = [];
afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.close();
});

/** What the target's policy must say. */
const delivery = (condition: Statement['Condition'] = {}): Statement => ({
  Effect: 'Allow',
  Principal: { Service: 'logging.s3.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: `arn:aws:s3:::${Target}/logs/*`,
  Condition: {
    ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${Source}` },
    StringEquals: { 'aws:SourceAccount': '123456789012' },
    ...condition,
  },
});

async function start(
  statements: readonly Statement[],
  logging: Properties = {},
  lock: Properties | undefined = undefined,
): Promise<S3Cloud> {
  const s3 = await startS3((stack) => {
    declareBucket(stack, Source);
    declareBucket(stack, Target, { objectLockEnabled: lock !== undefined });
    if (lock !== undefined) {
      const type = 'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration';
      stack.resource(type, 'lock', { bucket: Target, ...lock });
    }
    if (statements.length > 0) declarePolicy(stack, Target, ...statements);
    declareRole(stack, 'nobody');
    stack.resource('aws:s3/bucketLogging:BucketLogging', 'logging', {
      bucket: Source,
      targetBucket: Target,
      targetPrefix: 'logs/',
      ...logging,
    });
  });
  clouds.push(s3);
  return s3;
}

/** Lets the delivery happen and returns what arrived, by key. */
async function delivered(s3: S3Cloud): Promise<Map<string, string>> {
  s3.cloud.clock.advance(DELIVERY_INTERVAL);
  const logs = new Map<string, string>();
  for (let attempt = 0; attempt < 50 && logs.size === 0; attempt++) {
    const { Contents = [] } = await s3.admin.send(new ListObjectsV2Command({ Bucket: Target }));
    for (const { Key = '' } of Contents) {
      logs.set(
        Key,
        (await (await s3.admin.send(new GetObjectCommand({ Bucket: Target, Key }))).Body?.transformToString()) ?? '',
      );
    }
    if (
      s3.cloud.cloud.decisions
        .list()
        .some(({ principal, decision }) => principal === 'logging.s3.amazonaws.com' && decision.verdict !== 'Allowed')
    )
      break;
  }
  return logs;
}

const fields = (line: string): string[] => line.match(/"[^"]*"|\[[^\]]*\]|\S+/g) ?? [];

describe('server access logs', () => {
  test('tell every request, refused ones too, in the format of AWS', async () => {
    const s3 = await start([delivery()]);
    await s3.admin.send(new PutObjectCommand({ Bucket: Source, Key: 'a key/ü', Body: 'hello' }));
    await s3.admin.send(new GetObjectCommand({ Bucket: Source, Key: 'a key/ü' }));
    expect(await refusal(s3.as('nobody').send(new GetObjectCommand({ Bucket: Source, Key: 'secret' })))).toBe(
      'AccessDenied 403',
    );
    await new Promise<void>((resolve, reject) => {
      get(`${s3.cloud.endpoint}/${Source}/key?X-Amz-Signature=abc&versionId=v"1`, { agent: s3.cloud.agent })
        .on('error', reject)
        .on('response', (response) => void response.resume().on('end', resolve));
    });
    const at = s3.cloud.clock.now();
    const logs = await delivered(s3);
    const [[key = '', text = ''] = []] = [...logs];
    expect(key).toMatch(/^logs\/\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d-[0-9A-F]{16}$/);
    expect(text.endsWith('\n')).toBe(true);
    const lines = text.trimEnd().split('\n').map(fields);
    expect(lines.map((line) => line.length)).toEqual([26, 26, 26, 26]);
    const [put, read, denied, unsigned] = lines as [string[], string[], string[], string[]];
    expect(put.slice(1, 5)).toEqual([
      Source,
      expect.stringMatching(/^\[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000\]$/),
      '127.0.0.1',
      'arn:aws:iam::123456789012:user/deployer',
    ]);
    expect(Date.parse((put[2] ?? '').replace(/\[(\d+)\/(\w+)\/(\d+):(.*)\]/, '$1 $2 $3 $4'))).toBe(at);
    expect(put.slice(6, 13)).toEqual([
      'REST.PUT.OBJECT',
      'a%20key/%C3%BC',
      '"PUT /source-bucket/a%20key/%C3%BC?x-id=PutObject HTTP/1.1"',
      '200',
      '-',
      '-',
      '5',
    ]);
    expect(put.slice(19, 24)).toEqual([
      'SigV4',
      expect.stringMatching(/^TLS_|^ECDHE/),
      'AuthHeader',
      expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      expect.stringMatching(/^TLSv1\.[23]$/),
    ]);
    expect([read[6], read[9], read[11], read[12]]).toEqual(['REST.GET.OBJECT', '200', '5', '5']);
    expect([denied[4], denied[9], denied[10]]).toEqual([
      'arn:aws:sts::123456789012:assumed-role/nobody/test',
      '403',
      'AccessDenied',
    ]);
    expect(unsigned[4]).toBe('-');
    expect(unsigned[8]).not.toContain('abc');
    expect(put[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  test('are dropped, and the operator told, when the policy of the target does not let S3 write', async () => {
    for (const statements of [[], [delivery({ StringEquals: { 'aws:SourceAccount': '111111111111' } })]]) {
      const s3 = await start(statements);
      await s3.admin.send(new PutObjectCommand({ Bucket: Source, Key: 'k', Body: 'x' }));
      expect(await delivered(s3)).toEqual(new Map());
      const asked = s3.cloud.cloud.decisions.list().filter(({ principal }) => principal === 'logging.s3.amazonaws.com');
      expect(asked.map(({ action, decision }) => [action, decision.verdict])).toEqual([
        ['s3:PutObject', 'ImplicitlyDenied'],
      ]);
    }
  });

  test('do not go where new versions are kept by default, and go where Object Lock is on without that', async () => {
    const defaultRetention = { mode: 'GOVERNANCE', days: 1 };
    for (const [lock, count] of [
      [{ rule: { defaultRetention } }, 0],
      [{}, 1],
    ] as const) {
      const s3 = await start([delivery()], {}, lock);
      await s3.admin.send(new PutObjectCommand({ Bucket: Source, Key: 'k', Body: 'x' }));
      expect((await delivered(s3)).size).toBe(count);
    }
  });

  test.each(['EventTime', 'DeliveryTime'])('go into folders by %s', async (partitionDateSource) => {
    const s3 = await start([delivery()], { targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource } } });
    await s3.admin.send(new PutObjectCommand({ Bucket: Source, Key: 'k', Body: 'x' }));
    const [key = ''] = [...(await delivered(s3)).keys()];
    const iso = new Date(s3.cloud.clock.now()).toISOString();
    const day = iso.slice(0, 10);
    const time = partitionDateSource === 'EventTime' ? '00-00-00' : iso.slice(11, 19).replaceAll(':', '-');
    expect(key.slice(0, -17)).toBe(`logs/123456789012/us-east-1/${Source}/${day.replaceAll('-', '/')}/${day}-${time}`);
  });

  test('are delivered before the cloud closes', async () => {
    const s3 = await start([delivery()]);
    await s3.admin.send(new PutObjectCommand({ Bucket: Source, Key: 'k', Body: 'x' }));
    const { decisions } = s3.cloud.cloud;
    await clouds.pop()?.close();
    expect(decisions.list().at(-1)).toMatchObject({
      principal: 'logging.s3.amazonaws.com',
      action: 's3:PutObject',
      decision: { verdict: 'Allowed' },
    });
  });
});
