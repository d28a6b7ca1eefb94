import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bundleHandler } from '@palisade/lambda-kit/build';
import { buildPackage, lambdaEnvironment, type BuiltPackage } from '@palisade/lambda-kit/testing';
import { options } from './build.ts';
import { startFakeSns, type FakeSns } from './src/testing/fake-sns.ts';
import { item, record, streamEvent } from './src/testing/stream-event.ts';

let built: BuiltPackage;
let sns: FakeSns;

beforeAll(async () => {
  sns = await startFakeSns();
  built = await buildPackage('document-notifier', (target) => bundleHandler({ ...options(), ...target }));
});
afterAll(async () => {
  await sns.close();
  await built.remove();
});
afterEach(() => sns.reset());

describe('the package', () => {
  test('is small, whole, and loads nothing late', async () => {
    const facts = await built.facts();
    expect(facts.gzipBytes).toBeLessThanOrEqual(73_000);
    expect(facts).toMatchObject({ hasDynamicImport: false, foreign: [] });
  });

  test('is the same bytes when built again', async () => {
    expect(await built.changedByRebuild()).toEqual([]);
  });

  const TOPIC_ARN = 'arn:aws:sns:us-east-1:111122223333:documents';
  const env = () => ({
    AWS_ENDPOINT_URL: sns.endpoint,
    ...lambdaEnvironment,
  });
  const event = streamEvent(record(1, item({ status: 'processing' }), item()));

  test('publishes, signing with the session token', async () => {
    const { answer, log } = await built.invoke(event, { TOPIC_ARN, ...env() });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(sns.published).toEqual([expect.objectContaining({ topicArn: TOPIC_ARN })]);
    expect(sns.requests[0]?.headers).toMatchObject({ 'x-amz-security-token': 'session-token' });
    expect(log).not.toContain('CANARY');
  });

  test('reports what it could not publish', async () => {
    sns.refuse(() => true);
    const { answer } = await built.invoke(event, { TOPIC_ARN, ...env() });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  });

  test('does not start without its topic', async () => {
    const { error } = await built.invoke(event, env());
    expect(error?.message).toContain('TOPIC_ARN');
  });
});
