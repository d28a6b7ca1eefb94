import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetEventSourceMappingCommand, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { sqsQueueArn } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import type { Declaration } from '../../../testing/index.ts';
import { until } from '../../../testing/until.ts';
import { dynamodb } from '../../dynamodb/index.ts';
import { sqs } from '../../sqs/index.ts';
import { FunctionCloud, ownLogs, type FunctionDeclaration } from '../testing/function-cloud.ts';

const deadArn = sqsQueueArn({ region: 'us-east-1', account: DEFAULT_ACCOUNT, name: 'dead' });
const maySend = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: deadArn };
const mayRead = {
  Effect: 'Allow',
  Action: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
  Resource: '*',
};

/** Logs each change of an item, and fails those of items called bad. */
const files = {
  'index.js': `exports.handler = async ({ Records }) => {
    for (const { eventName, eventSource, eventSourceARN, dynamodb: change } of Records) {
      console.log(['saw', eventName, change.Keys.id.S, change.OldImage?.n?.N ?? '-', change.NewImage?.n?.N ?? '-', eventSource, eventSourceARN.split('/')[1]].join(' '));
    }
    if (Records.some(({ dynamodb: change }) => change.Keys.id.S === 'bad')) throw new Error('no');
  };`,
};

function table(stack: Declaration): Properties {
  return stack.resource('aws:dynamodb/table:Table', 'items', {
    name: 'items',
    billingMode: 'PAY_PER_REQUEST',
    hashKey: 'id',
    attributes: [{ name: 'id', type: 'S' }],
    streamEnabled: true,
    streamViewType: 'NEW_AND_OLD_IMAGES',
  }).outputs;
}

function reader(
  mapping: Properties = {},
  statements: readonly object[] = [ownLogs, mayRead, maySend],
): FunctionDeclaration {
  let streamArn = '';
  return {
    files,
    statements,
    around: (stack) => {
      stack.resource('aws:sqs/queue:Queue', 'dead', { name: 'dead' });
      streamArn = String(table(stack)['streamArn']);
      return {};
    },
    upon: (stack) => {
      stack.resource('aws:lambda/eventSourceMapping:EventSourceMapping', 'mapping', {
        eventSourceArn: streamArn,
        functionName: 'reader',
        startingPosition: 'TRIM_HORIZON',
        ...mapping,
      });
    },
  };
}

describe('a function that reads a stream of DynamoDB', () => {
  let cloud: FunctionCloud;
  beforeEach(async () => {
    cloud = await FunctionCloud.start({ reader: reader() }, [dynamodb, sqs]);
  });
  afterEach(() => cloud.close());

  const put = (id: string, n: number): Promise<unknown> =>
    new DynamoDBClient(cloud.test.deployer()).send(
      new PutItemCommand({ TableName: 'items', Item: { id: { S: id }, n: { N: String(n) } } }),
    );

  /** What the function has seen; before its first run it has no log. */
  const seen = async (): Promise<string[]> => {
    const lines = await cloud.log('/aws/lambda/reader').catch(() => []);
    return lines.flatMap((line) => /\tsaw (.*)$/.exec(line)?.[1] ?? []);
  };

  test('sees every change in order, with both images', async () => {
    await put('a', 1);
    await put('a', 2);
    await put('a', 2);
    await new DynamoDBClient(cloud.test.deployer()).send(
      new DeleteItemCommand({ TableName: 'items', Key: { id: { S: 'a' } } }),
    );
    await until(async () => (await seen()).length >= 3);
    expect(await seen()).toEqual([
      'INSERT a - 1 aws:dynamodb items',
      'MODIFY a 1 2 aws:dynamodb items',
      'REMOVE a 2 - aws:dynamodb items',
    ]);
  });

  test('goes on where it was after its mapping has changed, and reads nothing twice', async () => {
    await put('a', 1);
    await until(async () => (await seen()).length === 1);
    await cloud.deploy({ reader: reader({ enabled: false }) });
    await put('b', 2);
    await cloud.deploy({ reader: reader({ batchSize: 7 }) });
    await until(async () => (await seen()).length === 2);
    expect(await seen()).toEqual(['INSERT a - 1 aws:dynamodb items', 'INSERT b - 2 aws:dynamodb items']);
  });

  test('from LATEST on sees only what comes later', async () => {
    await cloud.deploy({ reader: reader({ enabled: false }) });
    await put('early', 1);
    await cloud.deploy({ reader: reader({ startingPosition: 'LATEST' }) });
    await put('late', 2);
    await until(async () => (await seen()).length === 1);
    expect(await seen()).toEqual(['INSERT late - 2 aws:dynamodb items']);
  });

  test('gives a bad record up after its retries, tells where it is, and goes on', async () => {
    const mapping = {
      maximumRetryAttempts: 1,
      bisectBatchOnFunctionError: true,
      destinationConfig: { onFailure: { destinationArn: deadArn } },
    };
    await cloud.deploy({ reader: reader(mapping) });
    for (const id of ['good', 'bad', 'better']) await put(id, 1);
    const QueueUrl = `${cloud.test.endpoint}/${DEFAULT_ACCOUNT}/dead`;
    let letters: string[] = [];
    await until(async () => {
      // Past the waits between retries, in steps too small for the function to time out.
      cloud.test.clock.advance(100);
      const { Messages = [] } = await new SQSClient(cloud.test.deployer()).send(
        new ReceiveMessageCommand({ QueueUrl }),
      );
      letters = Messages.map(({ Body = '' }) => Body);
      return letters.length > 0;
    });
    expect(JSON.parse(letters[0] ?? '{}')).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
    await until(async () => (await seen()).at(-1)?.includes('better') === true);
  });

  test('is shown by its id', async () => {
    const { EventSourceMappings: [mapping] = [] } = await cloud.lambda.send(new ListEventSourceMappingsCommand({}));
    const { UUID } = mapping ?? {};
    const shown = await cloud.lambda.send(new GetEventSourceMappingCommand({ UUID }));
    expect(shown).toMatchObject({ UUID, StartingPosition: 'TRIM_HORIZON', MaximumRetryAttempts: -1, State: 'Enabled' });
    await expect(
      cloud.lambda.send(new GetEventSourceMappingCommand({ UUID: UUID?.replace(/.$/, 'x') })),
    ).rejects.toThrow('The resource you requested does not exist.');
  });

  test.each([
    [
      'a role that may not read the stream',
      reader({}, [ownLogs, { ...mayRead, Action: ['dynamodb:GetRecords', 'dynamodb:DescribeStream'] }]),
      'Please ensure the role can perform the GetRecords, GetShardIterator and DescribeStream Actions',
    ],
    [
      'a role that may not tell of what was given up',
      reader({ destinationConfig: { onFailure: { destinationArn: deadArn } } }, [ownLogs, mayRead]),
      'does not have permissions to call SendMessage',
    ],
    [
      'no starting position',
      reader({ startingPosition: undefined as unknown as string }),
      'Starting position is a required',
    ],
    [
      'a stream that does not exist',
      reader({ eventSourceArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/items/stream/2020-01-01T00:00:00.000' }),
      'Stream not found',
    ],
  ])('is refused with %s', async (_, declaration, message) => {
    await expect(cloud.deploy({ reader: declaration })).rejects.toThrow(message);
  });
});
