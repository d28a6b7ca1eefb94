import {
  DeleteItemCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { ManualClock } from '../../../kernel/clock.ts';
import { memoryStackStore } from '../../../stack-store.ts';
import type { Declaration } from '../../../testing/index.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import {
  declareDocuments,
  declareTable,
  refusal,
  startDynamodb,
  tableArn,
  type DynamodbCloud,
} from '../testing/dynamodb-cloud.ts';
import { TABLE_ITEM } from './table-item.ts';

let dynamodb: DynamodbCloud;
afterEach(() => dynamodb.close());

const start = async (declare?: (stack: Declaration) => void): Promise<void> => {
  dynamodb = await startDynamodb(declare);
};
const put = (TableName: string, id: string, more: Record<string, { S: string }> = {}): Promise<unknown> =>
  dynamodb.admin.send(new PutItemCommand({ TableName, Item: { id: { S: id }, ...more } }));
const found = async (TableName: string, id: string): Promise<boolean> =>
  (await dynamodb.admin.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }))).Item !== undefined;

describe('a table', () => {
  test('is told as it was declared', async () => {
    await start(
      (stack) =>
        void declareDocuments(stack, {
          streamEnabled: true,
          streamViewType: 'NEW_AND_OLD_IMAGES',
          pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
          serverSideEncryption: { enabled: true },
          ttl: { attributeName: 'until', enabled: true },
          tags: { team: 'a' },
        }),
    );
    const { Table } = await dynamodb.admin.send(new DescribeTableCommand({ TableName: 'documents' }));
    expect(Table).toMatchObject({
      TableName: 'documents',
      TableStatus: 'ACTIVE',
      TableArn: tableArn('documents'),
      KeySchema: [
        { AttributeName: 'owner', KeyType: 'HASH' },
        { AttributeName: 'number', KeyType: 'RANGE' },
      ],
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byStatus',
          IndexStatus: 'ACTIVE',
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['title'] },
        },
      ],
      LocalSecondaryIndexes: [{ IndexName: 'bySize', Projection: { ProjectionType: 'KEYS_ONLY' } }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS' },
      DeletionProtectionEnabled: false,
      ItemCount: 0,
    });
    expect(Table?.LatestStreamArn).toBe(`${tableArn('documents')}/stream/${Table?.LatestStreamLabel}`);
    const named = { TableName: 'documents' };
    const ttl = await dynamodb.admin.send(new DescribeTimeToLiveCommand(named));
    expect(ttl.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'until' });
    const backups = await dynamodb.admin.send(new DescribeContinuousBackupsCommand(named));
    expect(backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toMatchObject({
      PointInTimeRecoveryStatus: 'ENABLED',
      RecoveryPeriodInDays: 35,
    });
    const tags = await dynamodb.admin.send(new ListTagsOfResourceCommand({ ResourceArn: tableArn('documents') }));
    expect(tags.Tags).toEqual([{ Key: 'team', Value: 'a' }]);
    const list = await dynamodb.admin.send(new ListTablesCommand({}));
    expect(list.TableNames).toEqual(['documents']);
  });

  test('keeps its items through updates, and gets and loses indexes with them', async () => {
    await start((stack) => void declareTable(stack, 'plain'));
    await put('plain', 'a', { kind: { S: 'k' } });
    const withIndex: Properties = {
      attributes: [
        { name: 'id', type: 'S' },
        { name: 'kind', type: 'S' },
      ],
      globalSecondaryIndexes: [{ name: 'byKind', hashKey: 'kind', projectionType: 'KEYS_ONLY' }],
    };
    const query = (): Promise<{ Items?: unknown }> =>
      dynamodb.admin.send(
        new QueryCommand({
          TableName: 'plain',
          IndexName: 'byKind',
          KeyConditionExpression: 'kind = :k',
          ExpressionAttributeValues: { ':k': { S: 'k' } },
        }),
      );
    expect(await refusal(query())).toContain('The table does not have the specified index: byKind');
    await dynamodb.cloud.deploy((stack) => void declareTable(stack, 'plain', withIndex));
    expect((await query()).Items).toEqual([{ id: { S: 'a' }, kind: { S: 'k' } }]);
    await dynamodb.cloud.deploy((stack) => void declareTable(stack, 'plain'));
    expect(await refusal(query())).toContain('The table does not have the specified index: byKind');
    expect(await found('plain', 'a')).toBe(true);
  });

  test('goes with its items', async () => {
    await start((stack) => void declareTable(stack, 'plain'));
    await put('plain', 'a');
    await dynamodb.cloud.deploy(() => undefined);
    expect(await refusal(found('plain', 'a'))).toMatch(/^ResourceNotFoundException/);
    await dynamodb.cloud.deploy((stack) => void declareTable(stack, 'plain'));
    expect(await found('plain', 'a')).toBe(false);
  });

  test('that is protected against deletion stays until that is turned off', async () => {
    await start((stack) => void declareTable(stack, 'plain', { deletionProtectionEnabled: true }));
    await put('plain', 'a');
    await expect(dynamodb.cloud.deploy(() => undefined)).rejects.toThrow(
      'Resource cannot be deleted as it is currently protected against deletion',
    );
    expect(await found('plain', 'a')).toBe(true);
    await dynamodb.cloud.deploy((stack) => void declareTable(stack, 'plain'));
    await dynamodb.cloud.deploy(() => undefined);
    expect(await refusal(found('plain', 'a'))).toMatch(/^ResourceNotFoundException/);
  });

  test('does not change its keys', async () => {
    await start((stack) => void declareTable(stack, 'plain'));
    await put('plain', 'a');
    const numbers = { attributes: [{ name: 'id', type: 'N' }] };
    await expect(dynamodb.cloud.deploy((stack) => void declareTable(stack, 'plain', numbers))).rejects.toThrow(
      'ResourceInUseException: Table already exists: plain',
    );
    expect(await found('plain', 'a')).toBe(true);
    await dynamodb.cloud.deploy(() => undefined);
    await dynamodb.cloud.deploy((stack) => void declareTable(stack, 'plain', numbers));
    expect(await refusal(found('plain', 'a'))).toContain('The provided key element does not match the schema');
  });

  test('and its items survive a restart', async () => {
    const kept = { root: temporaryDirectory(), store: memoryStackStore(), clock: new ManualClock() };
    dynamodb = await startDynamodb((stack) => void declareTable(stack, 'plain'), kept);
    await put('plain', 'a');
    const described = (): Promise<unknown> =>
      dynamodb.admin.send(new DescribeTableCommand({ TableName: 'plain' })).then(({ Table }) => Table);
    const before = await described();
    await dynamodb.close();
    dynamodb = await startDynamodb(undefined, kept);
    expect(await described()).toEqual(before);
    expect(await found('plain', 'a')).toBe(true);
  });

  test('has its items again when its stack was left out for a while', async () => {
    const kept = { root: temporaryDirectory(), clock: new ManualClock() };
    const plain = (stack: Declaration): void => void declareTable(stack, 'plain');
    dynamodb = await startDynamodb(plain, { ...kept, store: memoryStackStore() });
    await put('plain', 'a');
    await dynamodb.close();
    dynamodb = await startDynamodb(undefined, { ...kept, store: memoryStackStore() });
    expect(await refusal(found('plain', 'a'))).toMatch(/^ResourceNotFoundException/);
    await dynamodb.cloud.deploy(plain);
    expect(await found('plain', 'a')).toBe(true);
  });

  test('has its name once in a region', async () => {
    await start();
    await expect(
      dynamodb.cloud.deploy((stack) => {
        declareTable(stack, 'plain');
        stack.resource('aws:dynamodb/table:Table', 'second', {
          name: 'plain',
          attributes: [{ name: 'id', type: 'S' }],
          hashKey: 'id',
          billingMode: 'PAY_PER_REQUEST',
        });
      }),
    ).rejects.toThrow('ResourceInUseException: Table already exists: plain');
  });

  const attributes = [{ name: 'id', type: 'S' }];
  const index = { name: 'byKind', hashKey: 'kind', projectionType: 'ALL' };
  const kind = { name: 'kind', type: 'S' };

  test.each<[Properties, string]>([
    [{ attributes: [...attributes, kind] }, 'all attributes must be indexed. Unused attributes: ["kind"]'],
    [{ globalSecondaryIndexes: [index] }, 'all indexes must match a defined attribute. Unmatched indexes: ["kind"]'],
    [
      { attributes: [...attributes, kind], globalSecondaryIndexes: [{ ...index, projectionType: 'INCLUDE' }] },
      'ProjectionType is INCLUDE, but NonKeyAttributes is not specified',
    ],
    [
      { attributes: [...attributes, kind], globalSecondaryIndexes: [{ ...index, nonKeyAttributes: ['a'] }] },
      'ProjectionType is ALL, but NonKeyAttributes is specified',
    ],
    [{ attributes: [...attributes, kind], globalSecondaryIndexes: [index, index] }, 'Duplicate index name: byKind'],
    [
      {
        attributes: [...attributes, kind],
        localSecondaryIndexes: [{ name: 'local', rangeKey: 'kind', projectionType: 'ALL' }],
      },
      'Table KeySchema does not have a range key',
    ],
    [{ billingMode: 'PROVISIONED' }, 'readCapacity of the table must be > 0 when billing mode is PROVISIONED'],
    [
      { readCapacity: 5 },
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    ],
    [{ streamEnabled: true }, 'streamViewType is required when streamEnabled is true'],
    [{ ttl: { enabled: true } }, 'attributeName is required when enabled is true'],
    [{ pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 36 } }, '36 is not between 1 and 35'],
    [{ onDemandThroughput: { maxReadRequestUnits: 0 } }, 'maxReadRequestUnits of the table to be at least (1), got 0'],
    [{ warmThroughput: { writeUnitsPerSecond: 10 } }, 'writeUnitsPerSecond of the table to be at least (4000), got 10'],
    [
      {
        attributes: [...attributes, kind, { name: 'b', type: 'N' }],
        globalSecondaryIndexes: [
          {
            name: 'two',
            projectionType: 'ALL',
            keySchemas: [
              { attributeName: 'kind', keyType: 'HASH' },
              { attributeName: 'b', keyType: 'HASH' },
            ],
          },
        ],
      },
      'does not support keys of several attributes',
    ],
  ])('is refused: %#', async (inputs, message) => {
    await start();
    await expect(dynamodb.cloud.deploy((stack) => void declareTable(stack, 'plain', inputs))).rejects.toThrow(message);
  });

  test('of provisioned capacity is fine', async () => {
    await start((stack) => {
      declareTable(stack, 'plain', { billingMode: 'PROVISIONED', readCapacity: 5, writeCapacity: 6 });
    });
    const { Table } = await dynamodb.admin.send(new DescribeTableCommand({ TableName: 'plain' }));
    expect(Table?.BillingModeSummary?.BillingMode).toBe('PROVISIONED');
    expect(Table?.ProvisionedThroughput).toMatchObject({ ReadCapacityUnits: 5, WriteCapacityUnits: 6 });
  });

  test('tells the limits of its on-demand throughput and what it has ready, which does not get less', async () => {
    const inputs: Properties = {
      attributes: [...attributes, kind],
      globalSecondaryIndexes: [{ ...index, onDemandThroughput: { maxReadRequestUnits: 7 } }],
      onDemandThroughput: { maxReadRequestUnits: 100, maxWriteRequestUnits: -1 },
      warmThroughput: { readUnitsPerSecond: 13_000, writeUnitsPerSecond: 5_000 },
    };
    await start((stack) => void declareTable(stack, 'plain', inputs));
    const { Table } = await dynamodb.admin.send(new DescribeTableCommand({ TableName: 'plain' }));
    expect(Table?.OnDemandThroughput).toEqual({ MaxReadRequestUnits: 100, MaxWriteRequestUnits: -1 });
    expect(Table?.WarmThroughput).toEqual({ ReadUnitsPerSecond: 13_000, WriteUnitsPerSecond: 5_000, Status: 'ACTIVE' });
    expect(Table?.GlobalSecondaryIndexes?.[0]?.OnDemandThroughput?.MaxReadRequestUnits).toBe(7);
    const less = { ...inputs, warmThroughput: { readUnitsPerSecond: 12_000, writeUnitsPerSecond: 5_000 } };
    await expect(dynamodb.cloud.deploy((stack) => void declareTable(stack, 'plain', less))).rejects.toThrow(
      'that of plain cannot be decreased',
    );
  });

  test('can be recovered to where its days reach back to, and not before recovery was turned on', async () => {
    const kept = { root: temporaryDirectory(), store: memoryStackStore(), clock: new ManualClock() };
    const day = 86_400_000;
    const withDays = (recoveryPeriodInDays: number) => (stack: Declaration) =>
      void declareTable(stack, 'plain', { pointInTimeRecovery: { enabled: true, recoveryPeriodInDays } });
    dynamodb = await startDynamodb(withDays(7), kept);
    const on = kept.clock.now();
    const recovery = (): Promise<unknown> =>
      dynamodb.admin
        .send(new DescribeContinuousBackupsCommand({ TableName: 'plain' }))
        .then(({ ContinuousBackupsDescription: told }) => told?.PointInTimeRecoveryDescription);
    const window = (RecoveryPeriodInDays: number, earliest: number, latest: number): object => ({
      PointInTimeRecoveryStatus: 'ENABLED',
      RecoveryPeriodInDays,
      EarliestRestorableDateTime: new Date(earliest),
      LatestRestorableDateTime: new Date(latest),
    });
    expect(await recovery()).toEqual(window(7, on, on));
    kept.clock.advance(day);
    expect(await recovery()).toEqual(window(7, on, on + day - 300_000));
    await dynamodb.close();
    dynamodb = await startDynamodb(undefined, kept);
    expect(await recovery()).toEqual(window(7, on, on + day - 300_000));
    kept.clock.advance(9 * day);
    expect(await recovery()).toEqual(window(7, on + 3 * day, on + 10 * day - 300_000));
    await dynamodb.cloud.deploy(withDays(35));
    expect(await recovery()).toEqual(window(35, on, on + 10 * day - 300_000));
    await dynamodb.cloud.deploy((stack) => void declareTable(stack, 'plain'));
    expect(await recovery()).toEqual({ PointInTimeRecoveryStatus: 'DISABLED' });
    kept.clock.advance(day);
    await dynamodb.cloud.deploy(withDays(35));
    expect(await recovery()).toEqual(window(35, on + 11 * day, on + 11 * day));
  });

  test('is another stream with another view', async () => {
    await start();
    const arns = new Set<unknown>();
    for (const streamViewType of ['KEYS_ONLY', 'NEW_IMAGE']) {
      const graph = await dynamodb.cloud.deploy(
        (stack) => void declareTable(stack, 'plain', { streamEnabled: true, streamViewType }),
      );
      arns.add(graph.resources[0]?.outputs['streamArn']);
    }
    expect(arns.size).toBe(2);
  });
});

describe('an item that a program declares', () => {
  const item = (id: string, n: string): string => JSON.stringify({ id: { S: id }, n: { N: n } });
  const declare =
    (items: Readonly<Record<string, string>>, more: Properties = {}) =>
    (stack: Declaration): void => {
      declareTable(stack, 'plain');
      for (const [name, text] of Object.entries(items)) {
        stack.resource(TABLE_ITEM, name, { tableName: 'plain', hashKey: 'id', item: text, ...more });
      }
    };
  const read = async (id: string): Promise<string | undefined> =>
    (await dynamodb.admin.send(new GetItemCommand({ TableName: 'plain', Key: { id: { S: id } } }))).Item?.['n']?.N;

  test('is put in, changed and taken out with the program, and not touched otherwise', async () => {
    await start(declare({ one: item('a', '1'), other: item('b', '1') }));
    expect([await read('a'), await read('b')]).toEqual(['1', '1']);
    await put('plain', 'a');
    await dynamodb.cloud.deploy(declare({ one: item('a', '1'), other: item('b', '2') }));
    expect([await read('a'), await read('b')]).toEqual([undefined, '2']);
    await dynamodb.cloud.deploy(declare({ other: item('c', '3') }));
    expect([await found('plain', 'a'), await found('plain', 'b'), await read('c')]).toEqual([false, false, '3']);
  });

  test('is not put over another one', async () => {
    await start(declare({}));
    await put('plain', 'a');
    await expect(dynamodb.cloud.deploy(declare({ one: item('a', '1') }))).rejects.toThrow(
      'ConditionalCheckFailedException: The conditional request failed',
    );
    await dynamodb.cloud.deploy(declare({ one: item('b', '1') }));
  });

  test('is known after a restart', async () => {
    const kept = { root: temporaryDirectory(), store: memoryStackStore(), clock: new ManualClock() };
    dynamodb = await startDynamodb(declare({ one: item('a', '1') }), kept);
    await dynamodb.admin.send(new DeleteItemCommand({ TableName: 'plain', Key: { id: { S: 'a' } } }));
    await dynamodb.close();
    dynamodb = await startDynamodb(undefined, kept);
    expect(await found('plain', 'a')).toBe(false);
    await dynamodb.cloud.deploy(declare({ one: item('a', '2') }));
    expect(await read('a')).toBe('2');
  });

  test.each<[Readonly<Record<string, string>>, string, Properties]>([
    [{ one: '{' }, 'The item is not valid JSON', {}],
    [{ one: '{"id":{"S":"a","N":"1"}}' }, 'has more than one datatypes set', {}],
    [{ one: '{"n":{"N":"1"}}' }, 'Missing the key id in the item', {}],
    [{ one: '{"id":{"N":"1"}}' }, 'Type mismatch for key id expected: S actual: N', {}],
    [{ one: item('a', '1') }, 'The provided key element does not match the schema', { hashKey: 'n' }],
    [{ one: item('a', '1') }, 'Requested resource not found', { tableName: 'none' }],
    [{ one: item('a', '1'), other: item('a', '2') }, 'declares the item with that key already', {}],
  ])('is refused: %#', async (items, message, more) => {
    await start();
    await expect(dynamodb.cloud.deploy(declare(items, more))).rejects.toThrow(message);
  });
});
