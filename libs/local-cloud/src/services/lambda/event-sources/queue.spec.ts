import { ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
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
const mayRead = {
  Effect: 'Allow',
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  Resource: queueArn('work'),
};

/** Logs each message, and fails those that say so: all of the batch, or one by one. */
const files = {
  'index.js': `exports.handler = async ({ Records }) => {
    for (const record of Records) console.log('got ' + record.body + ' of ' + record.eventSource);
    if (Records.some(({ body }) => body.startsWith('throw'))) throw new Error('no');
    return { batchItemFailures: Records.filter(({ body }) => body.startsWith('bad')).map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };`,
};

function reader(
  mapping: Properties = {},
  options: Partial<FunctionDeclaration> & { visibility?: number } = {},
): FunctionDeclaration {
  return {
    files,
    statements: [ownLogs, mayRead],
    around: (stack) => {
      stack.resource('aws:sqs/queue:Queue', 'dead', { name: 'dead' });
      stack.resource('aws:sqs/queue:Queue', 'work', {
        name: 'work',
        visibilityTimeoutSeconds: options.visibility ?? 30,
        redrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn('dead'), maxReceiveCount: 2 }),
      });
      return {};
    },
    upon: (stack) => {
      stack.resource('aws:lambda/eventSourceMapping:EventSourceMapping', 'mapping', {
        eventSourceArn: queueArn('work'),
        functionName: 'reader',
        ...mapping,
      });
    },
    ...options,
  };
}

describe('a function that reads a queue', () => {
  let cloud: FunctionCloud;
  beforeEach(async () => {
    cloud = await FunctionCloud.start({ reader: reader() }, [sqs]);
  });
  afterEach(() => cloud.close());

  async function withQueue<T>(name: string, use: (client: SQSClient, QueueUrl: string) => Promise<T>): Promise<T> {
    const client = new SQSClient(cloud.test.deployer());
    try {
      return await use(client, `${cloud.test.endpoint}/${DEFAULT_ACCOUNT}/${name}`);
    } finally {
      client.destroy();
    }
  }

  const send = (body: string): Promise<unknown> =>
    withQueue('work', (client, QueueUrl) => client.send(new SendMessageCommand({ QueueUrl, MessageBody: body })));

  /** Messages of a queue, visible or not. */
  const left = (name: string): Promise<number> =>
    withQueue(name, async (client, QueueUrl) => {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      );
      return (
        Number(Attributes['ApproximateNumberOfMessages']) + Number(Attributes['ApproximateNumberOfMessagesNotVisible'])
      );
    });

  /** How often the function has got a message; before its first run it has no log. */
  const got = async (body: string): Promise<number> => {
    const lines = await cloud.log('/aws/lambda/reader').catch(() => []);
    return lines.filter((line) => line.includes(`got ${body} `)).length;
  };

  const passing = (condition: () => Promise<boolean>): Promise<void> =>
    until(async () => {
      cloud.test.clock.advance(5000);
      return condition();
    });

  test('gets its messages, and what it finishes is deleted', async () => {
    await send('hello');
    await until(async () => (await got('hello')) === 1 && (await left('work')) === 0);
    expect((await cloud.log('/aws/lambda/reader')).join('\n')).toContain('got hello of aws:sqs');
    expect(await left('dead')).toBe(0);
  });

  test('gets a message that it fails again, and the queue gives it up in the end', async () => {
    await send('throw it away');
    await until(async () => (await got('throw it away')) === 1);
    cloud.test.clock.advance(30_000);
    await until(async () => (await got('throw it away')) === 2);
    await passing(async () => (await left('dead')) === 1);
    expect(await got('throw it away')).toBe(2);
    expect(await left('work')).toBe(0);
  });

  test('reports which of a batch failed; the others are done', async () => {
    const mapping = {
      functionResponseTypes: ['ReportBatchItemFailures'],
      batchSize: 10,
      maximumBatchingWindowInSeconds: 1,
    };
    await cloud.deploy({ reader: reader(mapping) });
    for (const body of ['good 1', 'bad 1', 'good 2']) await send(body);
    cloud.test.clock.advance(1000);
    await until(async () => (await got('bad 1')) === 1 && (await left('work')) === 1);
    cloud.test.clock.advance(30_000);
    cloud.test.clock.advance(1000);
    await until(async () => (await got('bad 1')) === 2);
    await passing(async () => (await left('dead')) === 1);
    expect([await got('good 1'), await got('good 2'), await got('bad 1')]).toEqual([1, 1, 2]);
  });

  const slowly = {
    'index.js': `exports.handler = async ({ Records, wait = 100 }) => {
      for (const record of Records) console.log('got ' + record.body + ' of ' + record.eventSource);
      await new Promise((resolve) => setTimeout(resolve, wait));
    };`,
  };

  test('gets every message of a burst in one receive each, however few run at a time', async () => {
    const inputs = { reservedConcurrentExecutions: 1 };
    await cloud.deploy({ reader: reader({ batchSize: 1 }, { files: slowly, inputs }) });
    for (let at = 0; at < 12; at++) await send(`burst ${at}`);
    // Time stands still: what is received and not run stays hidden.
    await until(async () => (await left('work')) === 0);
    for (let at = 0; at < 12; at++) expect(await got(`burst ${at}`)).toBe(1);
  });

  test('gets what it had no place for a second later, not when the message comes back', async () => {
    const inputs = { reservedConcurrentExecutions: 1 };
    await cloud.deploy({ reader: reader({ batchSize: 1 }, { files: slowly, inputs }) });
    const payload = Buffer.from(JSON.stringify({ Records: [], wait: 1000 }));
    const functionArn = lambdaFunctionArn({ ...at, name: 'reader' });
    const busy = cloud.test.cloud.host.state(lambda).invoke({ functionArn, payload, type: 'RequestResponse' });
    await send('patient');
    expect((await busy).functionError).toBeUndefined();
    expect(await got('patient')).toBe(0);
    cloud.test.clock.advance(1000);
    await until(async () => (await got('patient')) === 1 && (await left('work')) === 0);
  });

  test('is done with what it finishes while its mapping changes', async () => {
    await cloud.deploy({ reader: reader({ batchSize: 1 }, { files: slowly }) });
    await send('changing');
    await until(async () => (await got('changing')) === 1);
    await cloud.deploy({ reader: reader({ batchSize: 2 }, { files: slowly }) });
    await until(async () => (await left('work')) === 0);
  });

  test('reads nothing while its mapping is disabled, and what has come when it is enabled', async () => {
    await cloud.deploy({ reader: reader({ enabled: false }) });
    await send('early');
    cloud.test.clock.advance(60_000);
    expect([await got('early'), await left('work')]).toEqual([0, 1]);
    await cloud.deploy({ reader: reader({ enabled: true }) });
    await until(async () => (await got('early')) === 1);
  });

  test('may be read for by another stack, which gets functions of its own later', async () => {
    await cloud.deploy({ reader: { ...reader(), upon: () => undefined } });
    const declare = (more: (stack: Declaration) => void = () => undefined) =>
      cloud.test.deploy((stack) => {
        stack.resource('aws:lambda/eventSourceMapping:EventSourceMapping', 'mapping', {
          eventSourceArn: queueArn('work'),
          functionName: lambdaFunctionArn({ ...at, name: 'reader' }),
        });
        more(stack);
      }, 'mappings');
    await declare();
    await send('from afar');
    await until(async () => (await got('from afar')) === 1);
    await declare((stack) => {
      const role = stack.resource('aws:iam/role:Role', 'later', {
        name: 'later',
        assumeRolePolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        }),
      });
      stack.resource('aws:lambda/function:Function', 'later', {
        name: 'later',
        role: role.outputs['arn'] ?? '',
        code: { $asset: 'archive', hash: cloud.storeCode(files) },
        handler: 'index.handler',
        runtime: 'nodejs24.x',
      });
    });
    expect((await cloud.invoke('later', { Records: [] })).payload).toEqual({ batchItemFailures: [] });
  });

  test('is listed with its queue', async () => {
    const { EventSourceMappings = [] } = await cloud.lambda.send(
      new ListEventSourceMappingsCommand({ FunctionName: 'reader' }),
    );
    expect(EventSourceMappings).toMatchObject([
      {
        EventSourceArn: queueArn('work'),
        FunctionArn: lambdaFunctionArn({ ...at, name: 'reader' }),
        State: 'Enabled',
        BatchSize: 10,
      },
    ]);
  });

  test.each([
    [
      'a role that may not receive',
      reader({}, { statements: [ownLogs, { ...mayRead, Action: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes'] }] }),
      'does not have permissions to call ReceiveMessage on SQS',
    ],
    [
      'a role that may not delete',
      reader({}, { statements: [ownLogs, { ...mayRead, Action: ['sqs:ReceiveMessage', 'sqs:GetQueueAttributes'] }] }),
      'does not have permissions to call DeleteMessage on SQS',
    ],
    [
      'a queue whose messages come back while the function runs',
      reader({}, { visibility: 2 }),
      'Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds',
    ],
    ['a queue that does not exist', reader({ eventSourceArn: queueArn('nowhere') }), 'does not exist'],
    ['a function that does not exist', reader({ functionName: 'nobody' }), 'Function not found'],
    [
      'a large batch without a window',
      reader({ batchSize: 11 }),
      'Maximum batch window in seconds must be greater than 0',
    ],
    [
      'what belongs to streams',
      reader({ startingPosition: 'LATEST' }),
      'Unsupported parameter for an SQS event source',
    ],
  ])('is refused with %s', async (_, declaration, message) => {
    await expect(cloud.deploy({ reader: declaration })).rejects.toThrow(message);
  });
});
