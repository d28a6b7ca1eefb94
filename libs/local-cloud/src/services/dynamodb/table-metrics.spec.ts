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
    declareTable(stack, 't', {
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
  await work().catch((e: unknown) => console.log(e));
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
  const put = new PutItemCommand({ TableName: 't', Item: item('a', 'x') });
  expect(await measured(() => db.admin.send(put))).toEqual({
    'ConsumedWriteCapacityUnits t': 1,
    'ConsumedWriteCapacityUnits t byKind': 1,
    'SuccessfulRequestLatency t PutItem': 0,
  });
  const get = new GetItemCommand({ TableName: 't', Key: { id: { S: 'a' } } });
  expect(await measured(() => db.admin.send(get))).toEqual({
    'ConsumedReadCapacityUnits t': 0.5,
    'SuccessfulRequestLatency t GetItem': 0,
  });
  const query = new QueryCommand({
    TableName: 't',
    IndexName: 'byKind',
    KeyConditionExpression: 'kind = :k',
    ExpressionAttributeValues: { ':k': { S: 'x' } },
  });
  expect(await measured(() => db.admin.send(query))).toEqual({
    'ConsumedReadCapacityUnits t byKind': 0.5,
    'SuccessfulRequestLatency t Query': 0,
  });
  const batch = new BatchWriteItemCommand({
    RequestItems: { t: ['b', 'c'].map((id) => ({ PutRequest: { Item: item(id) } })) },
  });
  expect(await measured(() => db.admin.send(batch))).toEqual({ 'ConsumedWriteCapacityUnits t': 2 });
});

test('errors of callers count for the account, conditions that do not hold for the table', async () => {
  const wrong = new GetItemCommand({ TableName: 't', Key: { other: { S: 'a' } } });
  expect(await measured(() => db.admin.send(wrong))).toEqual({ UserErrors: 1 });
  const missing = new GetItemCommand({ TableName: 'nobody', Key: { id: { S: 'a' } } });
  expect(await measured(() => db.admin.send(missing))).toEqual({ UserErrors: 1 });
  const condition = new PutItemCommand({
    TableName: 't',
    Item: item('a'),
    ConditionExpression: 'attribute_not_exists(id)',
  });
  expect(await measured(() => db.admin.send(condition))).toMatchObject({ 'ConditionalCheckFailedRequests t': 1 });
});

test('descriptions are not measured', async () => {
  expect(await measured(() => db.admin.send(new DescribeTableCommand({ TableName: 't' })))).toEqual({});
});
