import { DeleteItemCommand, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  declareDocuments,
  declareTable,
  refusal,
  startDynamodb,
  type DynamodbCloud,
} from '../testing/dynamodb-cloud.ts';

let dynamodb: DynamodbCloud;

beforeAll(async () => {
  dynamodb = await startDynamodb((stack) => {
    declareTable(stack, 'plain');
    declareDocuments(stack);
  });
});

afterAll(() => dynamodb.close());

const plain = { TableName: 'plain' };

describe('PutItem and GetItem', () => {
  test('keep every type of value as it was', async () => {
    const item = {
      id: { S: 'types' },
      text: { S: 'größer 🙂' },
      empty: { S: '' },
      number: { N: '-12345678901234567890123456789012345678' },
      binary: { B: Uint8Array.of(0, 1, 255) },
      yes: { BOOL: true },
      nothing: { NULL: true },
      texts: { SS: ['b', 'a'] },
      numbers: { NS: ['2', '1.5'] },
      binaries: { BS: [Uint8Array.of(7)] },
      list: { L: [{ S: 'x' }, { M: {} }] },
      map: { M: { __proto__x: { N: '1' }, inner: { M: { deep: { L: [] } } } } },
    };
    await dynamodb.admin.send(new PutItemCommand({ ...plain, Item: item }));
    const { Item } = await dynamodb.admin.send(new GetItemCommand({ ...plain, Key: { id: { S: 'types' } } }));
    expect(Item).toEqual(item);
  });

  test('answer without an item where there is none', async () => {
    const answer = await dynamodb.admin.send(new GetItemCommand({ ...plain, Key: { id: { S: 'nobody' } } }));
    expect(answer.Item).toBeUndefined();
  });

  test('return what was there, and only where asked', async () => {
    const put = (n: string, ReturnValues?: 'ALL_OLD'): Promise<{ Attributes?: unknown }> =>
      dynamodb.admin.send(
        new PutItemCommand({
          ...plain,
          Item: { id: { S: 'old' }, n: { N: n } },
          ...(ReturnValues && { ReturnValues }),
        }),
      );
    expect((await put('1', 'ALL_OLD')).Attributes).toBeUndefined();
    expect((await put('2', 'ALL_OLD')).Attributes).toEqual({ id: { S: 'old' }, n: { N: '1' } });
    expect((await put('3')).Attributes).toBeUndefined();
  });
});

describe('UpdateItem', () => {
  test('changes what the expression says and tells it', async () => {
    const key = { id: { S: 'counter' } };
    const count = (returns: 'UPDATED_NEW' | 'ALL_OLD' | 'ALL_NEW' | 'UPDATED_OLD'): Promise<{ Attributes?: unknown }> =>
      dynamodb.admin.send(
        new UpdateItemCommand({
          ...plain,
          Key: key,
          UpdateExpression: 'SET seen = if_not_exists(seen, :zero) + :one, #s = :state',
          ExpressionAttributeNames: { '#s': 'status' },
          ExpressionAttributeValues: { ':zero': { N: '0' }, ':one': { N: '1' }, ':state': { S: 'on' } },
          ReturnValues: returns,
        }),
      );
    expect((await count('UPDATED_NEW')).Attributes).toEqual({ seen: { N: '1' }, status: { S: 'on' } });
    expect((await count('UPDATED_OLD')).Attributes).toEqual({ seen: { N: '1' }, status: { S: 'on' } });
    expect((await count('ALL_OLD')).Attributes).toEqual({ ...key, seen: { N: '2' }, status: { S: 'on' } });
    expect((await count('ALL_NEW')).Attributes).toEqual({ ...key, seen: { N: '4' }, status: { S: 'on' } });
  });

  test('does not touch the key', async () => {
    const update = new UpdateItemCommand({
      ...plain,
      Key: { id: { S: 'x' } },
      UpdateExpression: 'SET id = :v',
      ExpressionAttributeValues: { ':v': { S: 'y' } },
    });
    expect(await refusal(dynamodb.admin.send(update))).toBe(
      'ValidationException: One or more parameter values were invalid: Cannot update attribute id. This attribute is part of the key',
    );
  });
});

describe('conditions', () => {
  const item = { id: { S: 'unique' } };
  const once = (told?: 'ALL_OLD'): PutItemCommand =>
    new PutItemCommand({
      ...plain,
      Item: item,
      ConditionExpression: 'attribute_not_exists(id)',
      ...(told && { ReturnValuesOnConditionCheckFailure: told }),
    });

  test('hold or refuse, with the item where asked', async () => {
    await dynamodb.admin.send(once());
    expect(await refusal(dynamodb.admin.send(once()))).toBe(
      'ConditionalCheckFailedException: The conditional request failed',
    );
    const error = await dynamodb.admin.send(once('ALL_OLD')).catch((each: unknown) => each);
    expect((error as { Item?: unknown }).Item).toEqual(item);
  });

  test('are decided for one of fifty at a time', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, at) =>
        dynamodb.admin.send(
          new PutItemCommand({
            ...plain,
            Item: { id: { S: 'contended' }, by: { N: String(at) } },
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        ),
      ),
    );
    const winners = answers.flatMap(({ status }, at) => (status === 'fulfilled' ? [at] : []));
    expect(winners).toHaveLength(1);
    const { Item } = await dynamodb.admin.send(new GetItemCommand({ ...plain, Key: { id: { S: 'contended' } } }));
    expect(Item?.['by']).toEqual({ N: String(winners[0]) });
  });

  test('count without losing any', async () => {
    const add = new UpdateItemCommand({
      ...plain,
      Key: { id: { S: 'sum' } },
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    });
    await Promise.all(Array.from({ length: 50 }, () => dynamodb.admin.send(add)));
    const { Item } = await dynamodb.admin.send(new GetItemCommand({ ...plain, Key: { id: { S: 'sum' } } }));
    expect(Item?.['n']).toEqual({ N: '50' });
  });
});

test('DeleteItem removes, and does not mind if there is nothing', async () => {
  const key = { id: { S: 'gone' } };
  await dynamodb.admin.send(new PutItemCommand({ ...plain, Item: { ...key, n: { N: '1' } } }));
  const remove = new DeleteItemCommand({ ...plain, Key: key, ReturnValues: 'ALL_OLD' });
  expect((await dynamodb.admin.send(remove)).Attributes).toEqual({ ...key, n: { N: '1' } });
  expect((await dynamodb.admin.send(remove)).Attributes).toBeUndefined();
  expect((await dynamodb.admin.send(new GetItemCommand({ ...plain, Key: key }))).Item).toBeUndefined();
});

test.each([
  [{ id: { N: '1' } }, 'Type mismatch for key id expected: S actual: N'],
  [{ other: { S: 'x' } }, 'Missing the key id in the item'],
  [{ id: { S: '' } }, 'The AttributeValue for a key attribute cannot contain an empty string value. Key: id'],
  [{ id: { S: 'x'.repeat(2049) } }, 'Size of hashkey has exceeded the maximum size limit of2048 bytes'],
  [{ id: { S: 'x' }, big: { S: 'x'.repeat(400 * 1024) } }, 'Item size has exceeded the maximum allowed size'],
  [{ id: { S: 'x' }, none: { SS: [] } }, 'An string set  may not be empty'],
  [{ id: { S: 'x' }, n: { N: 'ten' } }, 'The parameter cannot be converted to a numeric value: ten'],
] as const)('an item is refused: %#', async (item, message) => {
  const put = new PutItemCommand({ ...plain, Item: item as unknown as Record<string, never> });
  expect(await refusal(dynamodb.admin.send(put))).toMatch(/^ValidationException: /);
  expect(await refusal(dynamodb.admin.send(put))).toContain(message);
});

test.each([
  [{ owner: { S: 'x' } }, 'The provided key element does not match the schema'],
  [{ owner: { S: 'x' }, number: { S: '1' } }, 'The provided key element does not match the schema'],
] as const)('a key is refused: %#', async (key, message) => {
  const get = new GetItemCommand({ TableName: 'documents', Key: key as unknown as Record<string, never> });
  expect(await refusal(dynamodb.admin.send(get))).toBe(`ValidationException: ${message}`);
});

test('index keys have their types', async () => {
  const put = (status: { N: string } | { S: string }): Promise<unknown> =>
    dynamodb.admin.send(
      new PutItemCommand({ TableName: 'documents', Item: { owner: { S: 'o' }, number: { N: '1' }, status } }),
    );
  expect(await refusal(put({ N: '1' }))).toContain('Type mismatch for Index Key status Expected: S Actual: N');
  expect(await refusal(put({ S: '' }))).toContain('IndexName: byStatus, IndexKey: status');
  await put({ S: 'new' });
});

test('a table that does not exist is not found', async () => {
  const get = new GetItemCommand({ TableName: 'nowhere', Key: { id: { S: 'x' } } });
  expect(await refusal(dynamodb.admin.send(get))).toBe('ResourceNotFoundException: Requested resource not found');
});

test('capacity is told as it was asked for', async () => {
  const Item = { owner: { S: 'o' }, number: { N: '7' }, status: { S: 'new' }, text: { S: 'x'.repeat(1500) } };
  const put = new PutItemCommand({ TableName: 'documents', Item, ReturnConsumedCapacity: 'INDEXES' });
  expect((await dynamodb.admin.send(put)).ConsumedCapacity).toEqual({
    TableName: 'documents',
    CapacityUnits: 3,
    Table: { CapacityUnits: 2 },
    GlobalSecondaryIndexes: { byStatus: { CapacityUnits: 1 } },
  });
  const get = (ConsistentRead: boolean): GetItemCommand =>
    new GetItemCommand({
      TableName: 'documents',
      Key: { owner: { S: 'o' }, number: { N: '7' } },
      ReturnConsumedCapacity: 'TOTAL',
      ConsistentRead,
    });
  expect((await dynamodb.admin.send(get(false))).ConsumedCapacity?.CapacityUnits).toBe(0.5);
  expect((await dynamodb.admin.send(get(true))).ConsumedCapacity?.CapacityUnits).toBe(1);
});
