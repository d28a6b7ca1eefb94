import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bundleHandler } from '@palisade/lambda-kit/build';
import { invokePackage, packageFacts } from '@palisade/lambda-kit/testing';
import { options } from './build.ts';
import { startFakeSns, type FakeSns } from './src/testing/fake-sns.ts';
import { item, record, streamEvent } from './src/testing/stream-event.ts';

let dir: string;
let sns: FakeSns;
const into = (name: string) => ({ outdir: join(dir, name), mapdir: join(dir, 'map') });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'document-notifier-'));
  sns = await startFakeSns();
  await bundleHandler({ ...options(), ...into('dist') });
});
afterAll(async () => {
  await sns.close();
  await rm(dir, { recursive: true });
});
afterEach(() => sns.reset());

describe('the package', () => {
  test('is small, whole, and loads nothing late', async () => {
    const facts = await packageFacts(join(dir, 'dist'));
    expect(facts.gzipBytes).toBeLessThanOrEqual(73_000);
    expect(facts).toMatchObject({ hasDynamicImport: false, foreign: [] });
  });

  test('is the same bytes when built again', async () => {
    await bundleHandler({ ...options(), ...into('again') });
    for (const name of ['index.js', 'bundle.js', 'bundle.cache']) {
      const [one, other] = await Promise.all(['dist', 'again'].map((at) => readFile(join(dir, at, name), 'base64')));
      expect(one).toBe(other);
    }
  });

  const TOPIC_ARN = 'arn:aws:sns:us-east-1:111122223333:documents';
  const env = () => ({
    AWS_ENDPOINT_URL: sns.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_SESSION_TOKEN: 'session-token',
  });
  const event = streamEvent(record(1, item({ status: 'processing' }), item()));

  test('publishes, signing with the session token', async () => {
    const { answer, log } = await invokePackage(join(dir, 'dist'), event, { TOPIC_ARN, ...env() });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(sns.published).toEqual([expect.objectContaining({ topicArn: TOPIC_ARN })]);
    expect(sns.requests[0]?.headers).toMatchObject({ 'x-amz-security-token': 'session-token' });
    expect(log).not.toContain('CANARY');
  });

  test('reports what it could not publish', async () => {
    sns.refuse(() => true);
    const { answer } = await invokePackage(join(dir, 'dist'), event, { TOPIC_ARN, ...env() });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  });

  test('does not start without its topic', async () => {
    const { error } = await invokePackage(join(dir, 'dist'), event, env());
    expect(error?.message).toContain('TOPIC_ARN');
  });
});
