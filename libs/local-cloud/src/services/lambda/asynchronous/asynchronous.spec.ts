import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { lambdaFunctionArn, sqsQueueArn } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import type { Declaration } from '../../../testing/index.ts';
import { until } from '../../../testing/until.ts';
import { sqs } from '../../sqs/index.ts';
import { lambda } from '../index.ts';
import { FunctionCloud, ownLogs, type FunctionDeclaration } from '../testing/function-cloud.ts';

const at = { region: 'us-east-1', account: DEFAULT_ACCOUNT };
const queueArn = (name: string): string => sqsQueueArn({ ...at, name });
const functionArn = (name: string): string => lambdaFunctionArn({ ...at, name });
const maySend = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' };
const MINUTE = 60_000;

/** Fails for events that say so, and logs each attempt. */
const files = {
  'index.js': `exports.handler = async (event) => {
    console.log('attempt ' + event.name);
    if (event.fail) throw new Error('no ' + event.name);
    return { done: event.name };
  };`,
};

const queues = (stack: Declaration): Properties => {
  for (const name of ['dead', 'failed', 'done']) stack.resource('aws:sqs/queue:Queue', name, { name });
  return {};
};

const withDeadLetters: FunctionDeclaration = {
  files,
  statements: [ownLogs, maySend],
  // Long enough for a clock that goes in large steps while it runs.
  inputs: { timeout: 900, deadLetterConfig: { targetArn: queueArn('dead') } },
  around: queues,
};

const withDestinations: FunctionDeclaration = {
  files,
  inputs: { timeout: 900 },
  statements: [ownLogs, maySend],
  around: queues,
  upon: (stack) =>
    stack.resource('aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig', 'events', {
      functionName: 'worker',
      maximumRetryAttempts: 1,
      maximumEventAgeInSeconds: 3600,
      destinationConfig: {
        onFailure: { destination: queueArn('failed') },
        onSuccess: { destination: queueArn('done') },
      },
    }),
};

describe('events whose callers do not wait', () => {
  let cloud: FunctionCloud;

  beforeEach(async () => {
    cloud = await FunctionCloud.start({ worker: withDeadLetters }, [sqs]);
  });

  afterEach(async () => {
    await cloud.close();
  });

  const send = (event: object): Promise<unknown> =>
    cloud.invoke('worker', event, { InvocationType: 'Event', LogType: 'None' });
  const attempts = async (name: string): Promise<number> =>
    (await cloud.log('/aws/lambda/worker')).filter((line) => line.includes(`attempt ${name}`)).length;

  async function received(queue: string) {
    // A client of its own, whose clock follows the cloud's.
    const client = new SQSClient(cloud.test.deployer());
    const QueueUrl = `${cloud.test.endpoint}/${DEFAULT_ACCOUNT}/${queue}`;
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
    );
    client.destroy();
    return Messages;
  }

  /** Lets time go by until something holds. */
  const passing = (condition: () => Promise<boolean>): Promise<void> =>
    until(async () => {
      cloud.test.clock.advance(10_000);
      return condition();
    });

  async function failTwice(name: string): Promise<void> {
    await send({ name, fail: true });
    await until(async () => (await attempts(name)) === 1);
    await passing(async () => (await attempts(name)) === 2);
  }

  test('go to the dead-letter queue after two retries, as they were, with the reason', async () => {
    await failTwice('lost');
    expect(await received('dead')).toEqual([]);
    let letters = await received('dead');
    await passing(async () => (letters = [...letters, ...(await received('dead'))]).length > 0);
    expect(JSON.parse(letters[0]?.Body ?? '')).toEqual({ name: 'lost', fail: true });
    expect(letters[0]?.MessageAttributes).toMatchObject({
      ErrorCode: { StringValue: '200' },
      ErrorMessage: { StringValue: 'no lost' },
      RequestID: { DataType: 'String' },
    });
    expect(await attempts('lost')).toBe(3);
  });

  test('that succeed leave nothing behind', async () => {
    await send({ name: 'fine' });
    await until(async () => (await attempts('fine')) === 1);
    cloud.test.clock.advance(60 * MINUTE);
    expect(await attempts('fine')).toBe(1);
    expect(await received('dead')).toEqual([]);
  });

  test('go to destinations as records of what happened, after as many retries as configured', async () => {
    await cloud.deploy({ worker: withDestinations });
    await send({ name: 'good' });
    let done = await received('done');
    await until(async () => (done = [...done, ...(await received('done'))]).length > 0);
    expect(JSON.parse(done[0]?.Body ?? '')).toMatchObject({
      version: '1.0',
      requestContext: {
        functionArn: `${functionArn('worker')}:$LATEST`,
        condition: 'Success',
        approximateInvokeCount: 1,
      },
      requestPayload: { name: 'good' },
      responseContext: { statusCode: 200, executedVersion: '$LATEST' },
      responsePayload: { done: 'good' },
    });
    await failTwice('bad');
    let failed = await received('failed');
    await until(async () => (failed = [...failed, ...(await received('failed'))]).length > 0);
    expect(JSON.parse(failed[0]?.Body ?? '')).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
      requestPayload: { name: 'bad', fail: true },
      responseContext: { functionError: 'Unhandled' },
      responsePayload: { errorMessage: 'no bad' },
    });
  });

  test('that grow too old are given up', async () => {
    await cloud.deploy({ worker: withDestinations });
    await send({ name: 'late', fail: true });
    await until(async () => (await attempts('late')) === 1);
    cloud.test.clock.advance(61 * MINUTE);
    let failed = await received('failed');
    await passing(async () => (failed = [...failed, ...(await received('failed'))]).length > 0);
    expect(JSON.parse(failed[0]?.Body ?? '')).toMatchObject({ requestContext: { condition: 'EventAgeExceeded' } });
    expect(await attempts('late')).toBe(1);
  });

  test('are not readable on disk', async () => {
    await send({ name: 'canary-in-the-queue', fail: true });
    await until(async () => (await attempts('canary-in-the-queue')) === 1);
    const journal = readFileSync(join(cloud.test.root, 'stacks', 'test', 'lambda', 'events.journal'));
    expect(journal.length).toBeGreaterThan(100);
    expect(journal.includes('canary-in-the-queue')).toBe(false);
  });

  test('leave no files of a stack that is removed while they run', async () => {
    const slow = `exports.handler = () => new Promise((_, reject) => setTimeout(() => reject(new Error('too late')), 300));`;
    await cloud.deploy({ worker: { ...withDeadLetters, files: { 'index.js': slow } } });
    await send({ name: 'orphan' });
    const { invoker } = cloud.test.cloud.host.state(lambda);
    await until(() => invoker.environments === 1);
    // Until it runs: it has a place of its own then.
    await until(async () => (await cloud.log('/aws/lambda/worker')).some((line) => line.startsWith('START')));
    await cloud.test.cloud.remove('test');
    await until(() => invoker.environments === 0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(existsSync(join(cloud.test.root, 'stacks', 'test'))).toBe(false);
  });

  test.each([
    [
      'a dead-letter queue',
      withDeadLetters,
      'The provided execution role does not have permissions to call SendMessage on SQS',
    ],
    [
      'a destination',
      withDestinations,
      "The function's execution role does not have permissions to call SendMessage on",
    ],
  ])('need a role that may reach %s', async (_, declaration, message) => {
    await expect(cloud.deploy({ worker: { ...declaration, statements: [ownLogs] } })).rejects.toThrow(message);
    await expect(cloud.deploy({ worker: declaration })).resolves.toBeUndefined();
  });

  test('need targets that exist', async () => {
    const inputs = { deadLetterConfig: { targetArn: queueArn('nowhere') } };
    await expect(cloud.deploy({ worker: { ...withDeadLetters, inputs } })).rejects.toThrow('does not exist');
  });
});
