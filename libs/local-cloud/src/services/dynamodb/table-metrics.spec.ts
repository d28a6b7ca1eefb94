import {
  BatchWriteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MetricSample } from '../../kernel/metrics.ts';
import { declareTable, startDynamodb, type DynamodbCloud } from './testing/dynamodb-cloud.ts';

let db: DynamodbCloud;
beforeAll(async () => {
  db = await startDynamodb((stack) =>
    declareTable(stack, 'docs', {
      attributes: [
        { name: 'id', type: 'S' },
        { name: 'kind', type: 'S' },
      ],
      globalSecondaryIndexes: [{ name: 'byKind', hashKey: 'kind', projectionType: 'KEYS_ONLY' }],
    }),
  );
});
afterAll(() => db.close());

/** What something measures: values by name and dimensions. */
async function measured(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const samples: MetricSample[] = [];
  const stop = db.cloud.cloud.host.metrics.onSample((sample) => samples.push(sample));
  await work().catch(() => undefined);
  stop();
  const values: Record<string, number> = {};
  for (const { dimensions, name, namespace, region, value } of samples) {
    expect([namespace, region]).toEqual(['AWS/DynamoDB', 'us-east-1']);
    for (const each of dimensions) {
      const key = [name, ...Object.values(each)].join(' ');
      values[key] = (values[key] ?? 0) + value;
    }
  }
  return values;
}

const item = (id: string, kind?: string) => ({ id: { S: id }, ...(kind !== undefined && { kind: { S: kind } }) });

test('what requests consume of tables and indexes, and how long they take', async () => {
  const put = new PutItemCommand({ TableName: 'docs', Item: item('a', 'x') });
  expect(await measured(() => db.admin.send(put))).toEqual({
    'ConsumedWriteCapacityUnits docs': 1,
    'ConsumedWriteCapacityUnits docs byKind': 1,
    'SuccessfulRequestLatency docs PutItem': 0,
  });
  const get = new GetItemCommand({ TableName: 'docs', Key: { id: { S: 'a' } } });
  expect(await measured(() => db.admin.send(get))).toEqual({
    'ConsumedReadCapacityUnits docs': 0.5,
    'SuccessfulRequestLatency docs GetItem': 0,
  });
  const query = new QueryCommand({
    TableName: 'docs',
    IndexName: 'byKind',
    KeyConditionExpression: 'kind = :k',
    ExpressionAttributeValues: { ':k': { S: 'x' } },
  });
  expect(await measured(() => db.admin.send(query))).toEqual({
    'ConsumedReadCapacityUnits docs byKind': 0.5,
    'SuccessfulRequestLatency docs Query': 0,
  });
  const batch = new BatchWriteItemCommand({
    RequestItems: { docs: ['b', 'c'].map((id) => ({ PutRequest: { Item: item(id) } })) },
  });
  expect(await measured(() => db.admin.send(batch))).toEqual({ 'ConsumedWriteCapacityUnits docs': 2 });
});

test('errors of callers count for the account, conditions that do not hold for the table', async () => {
  const wrong = new GetItemCommand({ TableName: 'docs', Key: { other: { S: 'a' } } });
  expect(await measured(() => db.admin.send(wrong))).toEqual({ UserErrors: 1 });
  const missing = new GetItemCommand({ TableName: 'nobody', Key: { id: { S: 'a' } } });
  expect(await measured(() => db.admin.send(missing))).toEqual({ UserErrors: 1 });
  const condition = new PutItemCommand({
    TableName: 'docs',
    Item: item('a'),
    ConditionExpression: 'attribute_not_exists(id)',
  });
  expect(await measured(() => db.admin.send(condition))).toMatchObject({ 'ConditionalCheckFailedRequests docs': 1 });
});

test('descriptions are not measured', async () => {
  expect(await measured(() => db.admin.send(new DescribeTableCommand({ TableName: 'docs' })))).toEqual({});
});
