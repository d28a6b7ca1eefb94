import { DeleteItemCommand, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type _Record as Record_,
  type ShardIteratorType,
} from '@aws-sdk/client-dynamodb-streams';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { ManualClock } from '../../../kernel/clock.ts';
import { memoryStackStore } from '../../../stack-store.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { until } from '../../../testing/until.ts';
import { dynamodb as service, streamEvent } from '../index.ts';
import { declareTable, refusal, startDynamodb, type DynamodbCloud } from '../testing/dynamodb-cloud.ts';

let dynamodb: DynamodbCloud;
afterEach(() => dynamodb.close());

const start = async (inputs: Properties = {}, options: Parameters<typeof startDynamodb>[1] = {}): Promise<void> => {
  dynamodb = await startDynamodb((stack) => {
    declareTable(stack, 'events', { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES', ...inputs });
  }, options);
};
const put = (id: string, more: Record<string, AttributeValue> = {}): Promise<unknown> =>
  dynamodb.admin.send(new PutItemCommand({ TableName: 'events', Item: { id: { S: id }, ...more } }));
const remove = (id: string): Promise<unknown> =>
  dynamodb.admin.send(new DeleteItemCommand({ TableName: 'events', Key: { id: { S: id } } }));

async function streamArn(): Promise<string> {
  const { Streams } = await dynamodb.streams.send(new ListStreamsCommand({ TableName: 'events' }));
  return Streams?.[0]?.StreamArn ?? '';
}

async function iterator(type: ShardIteratorType, SequenceNumber?: string): Promise<string> {
  const StreamArn = await streamArn();
  const { StreamDescription } = await dynamodb.streams.send(new DescribeStreamCommand({ StreamArn }));
  const { ShardIterator } = await dynamodb.streams.send(
    new GetShardIteratorCommand({
      StreamArn,
      ShardId: StreamDescription?.Shards?.[0]?.ShardId,
      ShardIteratorType: type,
      ...(SequenceNumber !== undefined && { SequenceNumber }),
    }),
  );
  return ShardIterator ?? '';
}

async function records(ShardIterator: string): Promise<readonly Record_[]> {
  return (await dynamodb.streams.send(new GetRecordsCommand({ ShardIterator }))).Records ?? [];
}

describe('a stream', () => {
  test('tells every change in order, and nothing that changes nothing', async () => {
    await start();
    await put('a', { n: { N: '1' } });
    await put('a', { n: { N: '1.0' } });
    await put('a', { n: { N: '2' } });
    await remove('nobody');
    await remove('a');
    const told = await records(await iterator('TRIM_HORIZON'));
    expect(told.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
    expect(told[1]).toMatchObject({
      eventSource: 'aws:dynamodb',
      eventVersion: '1.1',
      awsRegion: 'us-east-1',
      dynamodb: {
        Keys: { id: { S: 'a' } },
        OldImage: { id: { S: 'a' }, n: { N: '1' } },
        NewImage: { id: { S: 'a' }, n: { N: '2' } },
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    });
    expect(told[0]?.dynamodb?.OldImage).toBeUndefined();
    expect(told[2]?.dynamodb?.NewImage).toBeUndefined();
    expect(told.every(({ userIdentity }) => userIdentity === undefined)).toBe(true);
    const numbers = told.map(({ dynamodb: each }) => each?.SequenceNumber ?? '');
    expect(numbers).toEqual(numbers.toSorted());
    expect(new Set(told.map(({ eventID }) => eventID)).size).toBe(3);
  });

  test.each([
    ['KEYS_ONLY', undefined, undefined],
    ['NEW_IMAGE', { id: { S: 'a' }, n: { N: '2' } }, undefined],
    ['OLD_IMAGE', undefined, { id: { S: 'a' }, n: { N: '1' } }],
  ] as const)('of %s shows that', async (streamViewType, newImage, oldImage) => {
    await start({ streamViewType });
    await put('a', { n: { N: '1' } });
    await put('a', { n: { N: '2' } });
    const [, told] = await records(await iterator('TRIM_HORIZON'));
    expect(told?.dynamodb?.NewImage).toEqual(newImage);
    expect(told?.dynamodb?.OldImage).toEqual(oldImage);
  });

  test('is read from where the iterator says', async () => {
    await start();
    await put('a');
    const latest = await iterator('LATEST');
    await put('b');
    await put('c');
    const all = await records(await iterator('TRIM_HORIZON'));
    const ids = (found: readonly Record_[]): unknown => found.map(({ dynamodb: each }) => each?.Keys?.['id']?.S);
    expect(ids(all)).toEqual(['a', 'b', 'c']);
    expect(ids(await records(latest))).toEqual(['b', 'c']);
    const second = all[1]?.dynamodb?.SequenceNumber;
    expect(ids(await records(await iterator('AT_SEQUENCE_NUMBER', second)))).toEqual(['b', 'c']);
    expect(ids(await records(await iterator('AFTER_SEQUENCE_NUMBER', second)))).toEqual(['c']);
    const page = await dynamodb.streams.send(
      new GetRecordsCommand({ ShardIterator: await iterator('TRIM_HORIZON'), Limit: 2 }),
    );
    expect(ids(page.Records ?? [])).toEqual(['a', 'b']);
    expect(ids(await records(page.NextShardIterator ?? ''))).toEqual(['c']);
  });

  test('forgets after 24 hours, and iterators grow old', async () => {
    await start();
    await put('a');
    const [first] = await records(await iterator('TRIM_HORIZON'));
    const old = await iterator('TRIM_HORIZON');
    dynamodb.cloud.clock.advance(16 * 60_000);
    expect(await refusal(records(old))).toMatch(/^ExpiredIteratorException/);
    dynamodb.cloud.clock.advance(24 * 3_600_000);
    await put('b');
    expect((await records(await iterator('TRIM_HORIZON'))).map(({ dynamodb: each }) => each?.Keys)).toEqual([
      { id: { S: 'b' } },
    ]);
    expect(await refusal(iterator('AT_SEQUENCE_NUMBER', first?.dynamodb?.SequenceNumber))).toMatch(
      /^TrimmedDataAccessException/,
    );
  });

  test('tells of items that expire that DynamoDB removed them', async () => {
    await start({ ttl: { attributeName: 'until', enabled: true } });
    const now = Math.floor(dynamodb.cloud.clock.now() / 1000);
    await put('short', { until: { N: String(now + 30) } });
    await put('long', { until: { N: String(now + 3600) } });
    await put('text', { until: { S: String(now) } });
    await put('ancient', { until: { N: '1' } });
    dynamodb.cloud.clock.advance(61_000);
    await until(async () => (await records(await iterator('TRIM_HORIZON'))).length === 5);
    const told = (await records(await iterator('TRIM_HORIZON'))).at(-1);
    expect(told).toMatchObject({
      eventName: 'REMOVE',
      dynamodb: { Keys: { id: { S: 'short' } } },
      userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' },
    });
  });

  test('tells functions in their own way', async () => {
    await start({ ttl: { attributeName: 'until', enabled: true } });
    await put('short', { until: { N: String(Math.floor(dynamodb.cloud.clock.now() / 1000)) } });
    dynamodb.cloud.clock.advance(61_000);
    const arn = await streamArn();
    const stream = dynamodb.cloud.cloud.host.state(service).stream(arn);
    const read = (): readonly object[] =>
      (stream?.read(stream.shards[0]?.shardId ?? '', 'TRIM_HORIZON', 10) ?? []).map((each) =>
        streamEvent(each, 'us-east-1', arn),
      );
    await until(() => read().length === 2);
    expect(read()[0]).toMatchObject({ eventName: 'INSERT', eventSourceARN: arn });
    expect(read()[0]).not.toHaveProperty('userIdentity');
    expect(read()[1]).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
    });
  });

  test('survives a restart without losing or doubling a record', async () => {
    const kept = { root: temporaryDirectory(), store: memoryStackStore(), clock: new ManualClock() };
    await start({}, kept);
    await put('a', { n: { N: '1' } });
    await put('a', { n: { N: '2' } });
    const before = await records(await iterator('TRIM_HORIZON'));
    await dynamodb.close();
    dynamodb = await startDynamodb(undefined, kept);
    expect(await records(await iterator('TRIM_HORIZON'))).toEqual(before);
    await put('b');
    const after = await records(await iterator('TRIM_HORIZON'));
    expect(after.slice(0, 2)).toEqual(before);
    expect(after).toHaveLength(3);
  });

  test('tells a service that reads it when there is something new', async () => {
    await start();
    const stream = dynamodb.cloud.cloud.host.state(service).stream(await streamArn());
    if (stream === undefined) throw new Error('There is no stream.');
    const [shard] = stream.shards;
    const shardId = shard?.shardId ?? '';
    let heard = 0;
    const end = stream.onRecord(() => void heard++);
    const from = stream.latest(shardId);
    expect(stream.read(shardId, 'TRIM_HORIZON', 10)).toEqual([]);
    await put('a');
    expect(heard).toBe(1);
    expect(stream.read(shardId, from, 10).map(({ keys }) => keys)).toEqual([{ id: { S: 'a' } }]);
    expect(stream.read(shardId, stream.latest(shardId), 10)).toEqual([]);
    end();
    await put('b');
    expect(heard).toBe(1);
  });
});
