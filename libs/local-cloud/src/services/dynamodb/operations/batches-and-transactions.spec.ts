import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  GetItemCommand,
  PutItemCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { declareTable, refusal, startDynamodb, type DynamodbCloud } from '../testing/dynamodb-cloud.ts';

let dynamodb: DynamodbCloud;

beforeAll(async () => {
  dynamodb = await startDynamodb((stack) => {
    declareTable(stack, 'accounts');
    declareTable(stack, 'entries');
  });
});

afterAll(() => dynamodb.close());

const put = (TableName: string, id: string, n: number): Promise<unknown> =>
  dynamodb.admin.send(new PutItemCommand({ TableName, Item: { id: { S: id }, n: { N: String(n) } } }));
const get = async (TableName: string, id: string): Promise<string | undefined> =>
  (await dynamodb.admin.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }))).Item?.['n']?.N;
const transact = (items: TransactWriteItem[], ClientRequestToken?: string): Promise<unknown> =>
  dynamodb.admin.send(
    new TransactWriteItemsCommand({ TransactItems: items, ...(ClientRequestToken && { ClientRequestToken }) }),
  );
const add = (TableName: string, id: string, n: number, atLeast?: number): TransactWriteItem => ({
  Update: {
    TableName,
    Key: { id: { S: id } },
    UpdateExpression: 'ADD n :n',
    ExpressionAttributeValues: {
      ':n': { N: String(n) },
      ...(atLeast !== undefined && { ':least': { N: String(atLeast) } }),
    },
    ...(atLeast !== undefined && {
      ConditionExpression: 'n >= :least',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    }),
  },
});

describe('batches', () => {
  test('write and read across tables', async () => {
    await put('accounts', 'old', 1);
    await dynamodb.admin.send(
      new BatchWriteItemCommand({
        RequestItems: {
          accounts: [
            { PutRequest: { Item: { id: { S: 'batch' }, n: { N: '1' } } } },
            { DeleteRequest: { Key: { id: { S: 'old' } } } },
          ],
          entries: [{ PutRequest: { Item: { id: { S: 'batch' }, n: { N: '2' } } } }],
        },
      }),
    );
    const { Responses, UnprocessedKeys } = await dynamodb.admin.send(
      new BatchGetItemCommand({
        RequestItems: {
          accounts: { Keys: [{ id: { S: 'batch' } }, { id: { S: 'old' } }], ProjectionExpression: 'n' },
          entries: { Keys: [{ id: { S: 'batch' } }] },
        },
      }),
    );
    expect(Responses).toEqual({ accounts: [{ n: { N: '1' } }], entries: [{ id: { S: 'batch' }, n: { N: '2' } }] });
    expect(UnprocessedKeys).toEqual({});
  });

  test('have no item twice', async () => {
    const id = { id: { S: 'twice' } };
    const write = new BatchWriteItemCommand({
      RequestItems: { accounts: [{ PutRequest: { Item: id } }, { DeleteRequest: { Key: id } }] },
    });
    expect(await refusal(dynamodb.admin.send(write))).toContain('Provided list of item keys contains duplicates');
    const read = new BatchGetItemCommand({ RequestItems: { accounts: { Keys: [id, id] } } });
    expect(await refusal(dynamodb.admin.send(read))).toContain('Provided list of item keys contains duplicates');
  });

  test('have at most 25 writes', async () => {
    const writes = Array.from({ length: 26 }, (_, at) => ({ PutRequest: { Item: { id: { S: `many ${at}` } } } }));
    const write = new BatchWriteItemCommand({ RequestItems: { accounts: writes } });
    expect(await refusal(dynamodb.admin.send(write))).toContain('Member must have length less than or equal to 25');
    expect(await get('accounts', 'many 0')).toBeUndefined();
  });

  test('leave what exceeds 16 MB unprocessed', async () => {
    const ids = Array.from({ length: 50 }, (_, at) => `large ${at}`);
    for (const id of ids) {
      const Item = { id: { S: id }, big: { S: 'x'.repeat(390_000) } };
      await dynamodb.admin.send(new PutItemCommand({ TableName: 'entries', Item }));
    }
    const answer = await dynamodb.admin.send(
      new BatchGetItemCommand({ RequestItems: { entries: { Keys: ids.map((S) => ({ id: { S } })) } } }),
    );
    expect(answer.Responses?.['entries']).toHaveLength(43);
    expect(answer.UnprocessedKeys?.['entries']?.Keys).toHaveLength(7);
  });
});

describe('transactions', () => {
  test('do all of it, in several tables', async () => {
    await put('accounts', 'a', 100);
    await transact([
      add('accounts', 'a', -30, 30),
      { Put: { TableName: 'entries', Item: { id: { S: 'e1' }, n: { N: '30' } } } },
      {
        ConditionCheck: {
          TableName: 'entries',
          Key: { id: { S: 'closed' } },
          ConditionExpression: 'attribute_not_exists(id)',
        },
      },
    ]);
    expect([await get('accounts', 'a'), await get('entries', 'e1')]).toEqual(['70', '30']);
  });

  test('or nothing, and tell why', async () => {
    await put('accounts', 'poor', 10);
    const transfer = transact([
      { Put: { TableName: 'entries', Item: { id: { S: 'e2' }, n: { N: '30' } } } },
      add('accounts', 'poor', -30, 30),
    ]);
    const error = (await transfer.catch((each: unknown) => each)) as Error & { CancellationReasons?: unknown };
    expect(error.name).toBe('TransactionCanceledException');
    expect(error.message).toBe(
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]',
    );
    expect(error.CancellationReasons).toEqual([
      { Code: 'None' },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { id: { S: 'poor' }, n: { N: '10' } },
      },
    ]);
    expect([await get('accounts', 'poor'), await get('entries', 'e2')]).toEqual(['10', undefined]);
  });

  test('with a token are done once within ten minutes', async () => {
    await put('accounts', 'once', 0);
    for (let time = 0; time < 3; time++) await transact([add('accounts', 'once', 1)], 'token 1');
    expect(await get('accounts', 'once')).toBe('1');
    expect(await refusal(transact([add('accounts', 'once', 2)], 'token 1'))).toMatch(
      /^IdempotentParameterMismatchException/,
    );
    expect(await get('accounts', 'once')).toBe('1');
    dynamodb.cloud.clock.advance(10 * 60_000);
    await transact([add('accounts', 'once', 1)], 'token 1');
    expect(await get('accounts', 'once')).toBe('2');
  });

  test('keep the sum of what they move, however many run at once', async () => {
    for (const id of ['x', 'y', 'z']) await put('accounts', id, 100);
    const ids = ['x', 'y', 'z'];
    const moves = Array.from({ length: 40 }, (_, at) =>
      transact([add('accounts', ids[at % 3] as string, -7, 7), add('entries', ids[(at + 1) % 3] as string, 7)]).catch(
        (error: unknown) => {
          if ((error as Error).name !== 'TransactionCanceledException') throw error;
        },
      ),
    );
    await Promise.all(moves);
    let sum = 0;
    for (const id of ids) sum += Number(await get('accounts', id)) + Number((await get('entries', id)) ?? 0);
    expect(sum).toBe(300);
  });

  test('touch no item twice', async () => {
    expect(await refusal(transact([add('accounts', 'a', 1), add('accounts', 'a', 2)]))).toContain(
      'Transaction request cannot include multiple operations on one item',
    );
  });

  test('read all at one moment', async () => {
    await put('accounts', 'seen', 5);
    const { ConsumedCapacity, Responses } = await dynamodb.admin.send(
      new TransactGetItemsCommand({
        TransactItems: [
          { Get: { TableName: 'accounts', Key: { id: { S: 'seen' } }, ProjectionExpression: 'n' } },
          { Get: { TableName: 'entries', Key: { id: { S: 'nobody' } } } },
        ],
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    expect(Responses).toEqual([{ Item: { n: { N: '5' } } }, {}]);
    expect(ConsumedCapacity?.map(({ CapacityUnits }) => CapacityUnits)).toEqual([2, 2]);
  });
});
