import {
  BatchWriteItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  type AttributeValue,
  type QueryCommandInput,
  type QueryCommandOutput,
  type ScanCommandInput,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { declareDocuments, refusal, startDynamodb, type DynamodbCloud } from '../testing/dynamodb-cloud.ts';

let dynamodb: DynamodbCloud;
const TableName = 'documents';

beforeAll(async () => {
  dynamodb = await startDynamodb((stack) => void declareDocuments(stack));
  const items = Array.from({ length: 40 }, (_, at): Record<string, AttributeValue> => ({
    owner: { S: `owner ${at % 4}` },
    number: { N: String(at - 20) },
    title: { S: `title ${at}` },
    size: { N: String((at * 7) % 10) },
    secret: { S: 'x' },
    // Every second document has a status: the index is sparse.
    ...(at % 2 === 0 && { status: { S: at % 8 === 0 ? 'new' : 'done' } }),
  }));
  for (const from of [0, 20]) {
    await dynamodb.admin.send(
      new BatchWriteItemCommand({
        RequestItems: { documents: items.slice(from, from + 20).map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
  }
});

afterAll(() => dynamodb.close());

const query = (input: Partial<QueryCommandInput>): Promise<QueryCommandOutput> =>
  dynamodb.admin.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: '#o = :o',
      ExpressionAttributeNames: { '#o': 'owner', ...input.ExpressionAttributeNames },
      ...input,
      ExpressionAttributeValues: { ':o': { S: 'owner 0' }, ...input.ExpressionAttributeValues },
    }),
  );
const scan = (input: Partial<ScanCommandInput> = {}): Promise<ScanCommandOutput> =>
  dynamodb.admin.send(new ScanCommand({ TableName, ...input }));
const numbers = (items: readonly Record<string, AttributeValue>[] | undefined): readonly number[] =>
  (items ?? []).map(({ number }) => Number(number?.N));

const ofOwner0 = [-20, -16, -12, -8, -4, 0, 4, 8, 12, 16];

describe('Query', () => {
  test('finds a partition in the order of its range key', async () => {
    expect(numbers((await query({})).Items)).toEqual(ofOwner0);
    expect(numbers((await query({ ScanIndexForward: false })).Items)).toEqual(ofOwner0.toReversed());
  });

  test.each([
    ['#n = :a', { a: -8 }, [-8]],
    ['#n < :a', { a: -8 }, [-20, -16, -12]],
    ['#n <= :a', { a: -8 }, [-20, -16, -12, -8]],
    ['#n > :a', { a: 8 }, [12, 16]],
    ['#n >= :a', { a: 8 }, [8, 12, 16]],
    [':a < #n', { a: 8 }, [12, 16]],
    ['#n BETWEEN :a AND :b', { a: -5, b: 8 }, [-4, 0, 4, 8]],
  ])('%s', async (condition, values, found) => {
    for (const ScanIndexForward of [true, false]) {
      const answer = await query({
        KeyConditionExpression: `#o = :o AND ${condition}`,
        ExpressionAttributeNames: { '#o': 'owner', '#n': 'number' },
        ExpressionAttributeValues: {
          ':o': { S: 'owner 0' },
          ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, { N: String(value) }])),
        },
        ScanIndexForward,
      });
      expect(numbers(answer.Items)).toEqual(ScanIndexForward ? found : found.toReversed());
    }
  });

  test('goes on behind the last key, page by page, in both directions', async () => {
    for (const ScanIndexForward of [true, false]) {
      const met: number[] = [];
      let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
      do {
        const page = await query({ Limit: 3, ScanIndexForward, ...(ExclusiveStartKey && { ExclusiveStartKey }) });
        met.push(...numbers(page.Items));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
      expect(met).toEqual(ScanIndexForward ? ofOwner0 : ofOwner0.toReversed());
    }
  });

  test('filters what it has read', async () => {
    const answer = await query({
      FilterExpression: '#s = :s',
      ExpressionAttributeNames: { '#o': 'owner', '#s': 'status' },
      ExpressionAttributeValues: { ':s': { S: 'new' } },
    });
    expect(answer.Count).toBe(5);
    expect(answer.ScannedCount).toBe(10);
    expect(numbers(answer.Items)).toEqual([-20, -12, -4, 4, 12]);
  });

  test('counts without items', async () => {
    const answer = await query({ Select: 'COUNT' });
    expect(answer).toMatchObject({ Count: 10, ScannedCount: 10 });
    expect(answer.Items).toBeUndefined();
  });

  test('shows what is asked for', async () => {
    const answer = await query({ ProjectionExpression: 'title', Limit: 1 });
    expect(answer.Items).toEqual([{ title: { S: 'title 0' } }]);
  });

  test('of a global index sees the items that have its keys, and what it projects', async () => {
    const byStatus = {
      IndexName: 'byStatus',
      KeyConditionExpression: '#s = :s',
      ExpressionAttributeNames: { '#s': 'status' },
    };
    const all: Record<string, AttributeValue>[] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page: QueryCommandOutput = await dynamodb.admin.send(
        new QueryCommand({
          TableName,
          ...byStatus,
          ExpressionAttributeValues: { ':s': { S: 'new' } },
          Limit: 2,
          ...(ExclusiveStartKey && { ExclusiveStartKey }),
        }),
      );
      all.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
      if (ExclusiveStartKey !== undefined) {
        expect(Object.keys(ExclusiveStartKey).sort()).toEqual(['number', 'owner', 'status']);
      }
    } while (ExclusiveStartKey !== undefined);
    expect(numbers(all)).toEqual([-20, -12, -4, 4, 12]);
    expect(Object.keys(all[0] ?? {}).sort()).toEqual(['number', 'owner', 'status', 'title']);
  });

  test('of a local index fetches the rest from the table where asked', async () => {
    const bySize = { IndexName: 'bySize', Limit: 3, ReturnConsumedCapacity: 'INDEXES' } as const;
    const keys = await query(bySize);
    expect(keys.Items?.map(({ size }) => size?.N)).toEqual(['0', '0', '2']);
    expect(Object.keys(keys.Items?.[0] ?? {}).sort()).toEqual(['number', 'owner', 'size']);
    expect(keys.ConsumedCapacity?.Table?.CapacityUnits).toBe(0);
    const whole = await query({ ...bySize, Select: 'ALL_ATTRIBUTES', ConsistentRead: true });
    expect(whole.Items?.[0]?.['secret']).toEqual({ S: 'x' });
    expect(whole.ConsumedCapacity?.Table?.CapacityUnits).toBe(3);
  });

  test.each([
    [
      { KeyConditionExpression: 'title = :o', ExpressionAttributeNames: undefined },
      'Query condition missed key schema element: owner',
    ],
    [{ KeyConditionExpression: '#o > :o' }, 'Query key condition not supported'],
    [
      {
        ConsistentRead: true,
        IndexName: 'byStatus',
        KeyConditionExpression: '#s = :o',
        ExpressionAttributeNames: { '#s': 'status' },
      },
      'Consistent reads are not supported on global secondary indexes',
    ],
    [{ IndexName: 'nothing' }, 'The table does not have the specified index: nothing'],
    [
      { FilterExpression: '#o = :o' },
      'Filter Expression can only contain non-primary key attributes: Primary key attribute: owner',
    ],
    [{ ExclusiveStartKey: { owner: { S: 'x' } } }, 'The provided starting key is invalid'],
    [
      { Select: 'ALL_PROJECTED_ATTRIBUTES' },
      'ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName',
    ],
    [
      {
        IndexName: 'byStatus',
        KeyConditionExpression: '#s = :o',
        ExpressionAttributeNames: { '#s': 'status' },
        ProjectionExpression: 'secret',
      },
      'Global secondary index byStatus does not project [secret]',
    ],
    [{ Limit: 0 }, 'Member must have value greater than or equal to 1'],
  ] as const)('is refused: %#', async (input, message) => {
    const { ExpressionAttributeNames, ...rest } = {
      ExpressionAttributeNames: { '#o': 'owner' },
      ...(input as Partial<QueryCommandInput>),
    };
    const command = new QueryCommand({
      TableName,
      KeyConditionExpression: '#o = :o',
      ExpressionAttributeValues: { ':o': { S: 'owner 0' } },
      ...(ExpressionAttributeNames && { ExpressionAttributeNames }),
      ...rest,
    });
    expect(await refusal(dynamodb.admin.send(command))).toContain(message);
  });

  test('legacy parameters are refused by name', async () => {
    const command = new QueryCommand({
      TableName,
      KeyConditions: { owner: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'x' }] } },
    });
    expect(await refusal(dynamodb.admin.send(command))).toContain('the legacy parameter KeyConditions of Query');
  });
});

describe('Scan', () => {
  test('meets every item once, whole or in segments, however small the pages are', async () => {
    for (const TotalSegments of [undefined, 1, 3, 7]) {
      const met: number[] = [];
      for (let Segment = 0; Segment < (TotalSegments ?? 1); Segment++) {
        let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
        do {
          const page = await scan({
            Limit: 4,
            ...(TotalSegments !== undefined && { Segment, TotalSegments }),
            ...(ExclusiveStartKey && { ExclusiveStartKey }),
          });
          met.push(...numbers(page.Items));
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey !== undefined);
      }
      expect(met.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, at) => at - 20));
    }
  });

  test('of an index meets what is in it', async () => {
    expect((await scan({ IndexName: 'byStatus' })).Count).toBe(20);
  });

  test('filters by the parts of items', async () => {
    const answer = await scan({
      FilterExpression: 'begins_with(title, :t) AND NOT attribute_exists(#s)',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':t': { S: 'title 3' } },
    });
    expect(answer.Count).toBe(6);
  });

  test('ends a page with the item that makes it 1 MB', async () => {
    const big = { S: 'x'.repeat(300_000) };
    for (const at of [100, 101, 102, 103, 104]) {
      const Item = { owner: { S: 'big' }, number: { N: String(at) }, big };
      await dynamodb.admin.send(new PutItemCommand({ TableName, Item }));
    }
    const first = await query({ ExpressionAttributeValues: { ':o': { S: 'big' } } });
    expect(numbers(first.Items)).toEqual([100, 101, 102, 103]);
    const ExclusiveStartKey = first.LastEvaluatedKey as Record<string, AttributeValue>;
    const second = await query({ ExpressionAttributeValues: { ':o': { S: 'big' } }, ExclusiveStartKey });
    expect(numbers(second.Items)).toEqual([104]);
    expect(second.LastEvaluatedKey).toBeUndefined();
  });

  test('an item leaves an index with its keys, and moves in it', async () => {
    const put = (status?: string): Promise<unknown> =>
      dynamodb.admin.send(
        new PutItemCommand({
          TableName,
          Item: { owner: { S: 'mover' }, number: { N: '1' }, ...(status !== undefined && { status: { S: status } }) },
        }),
      );
    const inIndex = async (status: string): Promise<number | undefined> =>
      (
        await dynamodb.admin.send(
          new QueryCommand({
            TableName,
            IndexName: 'byStatus',
            KeyConditionExpression: '#s = :s',
            ExpressionAttributeNames: { '#s': 'status' },
            ExpressionAttributeValues: { ':s': { S: status } },
          }),
        )
      ).Count;
    await put('one');
    expect([await inIndex('one'), await inIndex('two')]).toEqual([1, 0]);
    await put('two');
    expect([await inIndex('one'), await inIndex('two')]).toEqual([0, 1]);
    await put();
    expect([await inIndex('one'), await inIndex('two')]).toEqual([0, 0]);
  });
});
