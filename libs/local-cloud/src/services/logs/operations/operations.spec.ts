import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { startTestCloud, type TestCloud } from '../../../testing/index.ts';
import { logs } from '../index.ts';
import { LOG_GROUP } from '../resources/log-group.ts';

const DAY = 24 * 60 * 60 * 1000;
const GROUP = 'arn:aws:logs:us-east-1:123456789012:log-group:/app';

let cloud: TestCloud;
let client: CloudWatchLogsClient;
const roles = new Map<string, string>();
let streamCount = 0;
let logStreamName: string;
const at = { logGroupName: '/app' };

beforeAll(async () => {
  cloud = await startTestCloud(
    (stack) => {
      stack.resource(LOG_GROUP, 'app', { name: '/app', retentionInDays: 90, tags: { team: 'a' } });
      stack.resource(LOG_GROUP, 'other', { name: '/other', retentionInDays: 1 });
      const grant = (name: string, Action: string[], Resource: string) => {
        const role = stack.resource('aws:iam/role:Role', name, {
          name,
          assumeRolePolicy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
          }),
        });
        stack.resource('aws:iam/rolePolicy:RolePolicy', name, {
          role: role.id,
          policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] }),
        });
        roles.set(name, String(role.outputs['arn']));
      };
      grant('auditor', ['logs:GetLogEvents', 'logs:FilterLogEvents'], `${GROUP}:*`);
      grant('bare', ['logs:GetLogEvents', 'logs:FilterLogEvents', 'logs:ListTagsForResource'], GROUP);
      grant('one-stream', ['logs:*'], `${GROUP}:log-stream:only-this`);
    },
    { services: [logs] },
  );
  client = new CloudWatchLogsClient(cloud.deployer());
});

afterAll(async () => {
  client.destroy();
  await cloud.close();
});

beforeEach(async () => {
  client = new CloudWatchLogsClient(cloud.deployer());
  streamCount += 1;
  logStreamName = `stream-${streamCount}`;
  await client.send(new CreateLogStreamCommand({ ...at, logStreamName }));
});

const put = (events: readonly { timestamp: number; message: string }[], to = logStreamName) =>
  client.send(new PutLogEventsCommand({ ...at, logStreamName: to, logEvents: [...events] }));
const putTexts = (...texts: readonly string[]) =>
  put(texts.map((message, index) => ({ timestamp: cloud.clock.now() + index, message })));
const read = async (more: object = {}) => {
  const page = await client.send(new GetLogEventsCommand({ ...at, logStreamName, startFromHead: true, ...more }));
  return { ...page, texts: page.events?.map(({ message }) => message) };
};

describe('PutLogEvents', () => {
  test('stores events that come back as they were', async () => {
    await putTexts('one', 'zwei ✓', 'a\nb');
    const { events } = await read();
    const now = cloud.clock.now();
    expect(events).toEqual([
      { timestamp: now, message: 'one', ingestionTime: now },
      { timestamp: now + 1, message: 'zwei ✓', ingestionTime: now },
      { timestamp: now + 2, message: 'a\nb', ingestionTime: now },
    ]);
  });

  test('leaves out and reports events that are too old or too new', async () => {
    const now = cloud.clock.now();
    const old = await put([
      { timestamp: now - 15 * DAY, message: 'old' },
      { timestamp: now - 15 * DAY + 1, message: 'old' },
    ]);
    expect(old.rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 2 });
    const future = await put([
      { timestamp: now, message: 'now' },
      { timestamp: now + 3 * 60 * 60 * 1000, message: 'new' },
    ]);
    expect(future.rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
    expect((await read()).texts).toEqual(['now']);
    await client.send(new CreateLogStreamCommand({ logGroupName: '/other', logStreamName }));
    const expired = await client.send(
      new PutLogEventsCommand({
        logGroupName: '/other',
        logStreamName,
        logEvents: [{ timestamp: now - 2 * DAY, message: 'x' }],
      }),
    );
    expect(expired.rejectedLogEventsInfo).toEqual({ expiredLogEventEndIndex: 1 });
  });

  test.each<[string, () => { timestamp: number; message: string }[], RegExp]>([
    [
      'out of order',
      () => [
        { timestamp: 2, message: 'b' },
        { timestamp: 1, message: 'a' },
      ],
      /chronological order/,
    ],
    [
      'more than a day apart',
      () => [
        { timestamp: 0, message: 'a' },
        { timestamp: 2 * DAY, message: 'b' },
      ],
      /24 hours/,
    ],
    [
      'larger than a batch',
      () => Array.from({ length: 11 }, () => ({ timestamp: 1, message: 'x'.repeat(100_000) })),
      /Upload too large/,
    ],
    ['with one too large', () => [{ timestamp: 1, message: 'x'.repeat(1_048_576) }], /Log event too large/],
    ['without text', () => [{ timestamp: 1, message: '' }], /length greater than or equal to 1/],
    ['none at all', () => [], /length greater than or equal to 1/],
  ])('refuses events %s', async (_what, events, message) => {
    await expect(put(events())).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringMatching(message),
    });
    expect((await read()).texts).toEqual([]);
  });

  test('needs a stream that exists', async () => {
    await expect(put([{ timestamp: 1, message: 'x' }], 'nothing')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    });
  });
});

describe('GetLogEvents', () => {
  test('pages forward and back, and gives the token back at an end', async () => {
    await putTexts('a', 'b', 'c', 'd', 'e');
    const first = await read({ limit: 2 });
    expect(first.texts).toEqual(['a', 'b']);
    const second = await read({ limit: 2, nextToken: first.nextForwardToken });
    expect(second.texts).toEqual(['c', 'd']);
    const third = await read({ limit: 2, nextToken: second.nextForwardToken });
    expect(third.texts).toEqual(['e']);
    const end = await read({ limit: 2, nextToken: third.nextForwardToken });
    expect([end.texts, end.nextForwardToken]).toEqual([[], third.nextForwardToken]);
    const back = await read({ limit: 2, nextToken: third.nextBackwardToken });
    expect(back.texts).toEqual(['c', 'd']);
    await putTexts('f');
    const { clock } = cloud;
    clock.advance(10);
    await putTexts('g');
    expect((await read({ nextToken: end.nextForwardToken })).texts).toContain('g');
  });

  test('without startFromHead gives the newest', async () => {
    await putTexts('a', 'b', 'c');
    const page = await client.send(new GetLogEventsCommand({ ...at, logStreamName, limit: 2 }));
    expect(page.events?.map(({ message }) => message)).toEqual(['b', 'c']);
    const older = await client.send(
      new GetLogEventsCommand({ ...at, logStreamName, nextToken: page.nextBackwardToken }),
    );
    expect(older.events?.map(({ message }) => message)).toEqual(['a']);
  });

  test('from startTime on, before endTime', async () => {
    await putTexts('a', 'b', 'c');
    const now = cloud.clock.now();
    expect((await read({ startTime: now + 1, endTime: now + 2 })).texts).toEqual(['b']);
  });

  test('takes the ARN of a group for its name, and refuses an invented token', async () => {
    await putTexts('a');
    const page = await client.send(
      new GetLogEventsCommand({ logGroupIdentifier: GROUP, logStreamName, startFromHead: true }),
    );
    expect(page.events).toHaveLength(1);
    await expect(read({ nextToken: 'f/1/s' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('FilterLogEvents', () => {
  const filter = async (more: object = {}) => {
    const page = await client.send(new FilterLogEventsCommand({ ...at, logStreamNamePrefix: 'mix', ...more }));
    return { ...page, texts: page.events?.map(({ message }) => message) };
  };

  beforeAll(async () => {
    client = new CloudWatchLogsClient(cloud.deployer());
    for (const stream of ['mix-a', 'mix-b'])
      await client.send(new CreateLogStreamCommand({ ...at, logStreamName: stream }));
    const now = cloud.clock.now();
    await put(
      [
        { timestamp: now, message: 'ERROR 1' },
        { timestamp: now + 2, message: '{"level":"ERROR","n":3}' },
      ],
      'mix-a',
    );
    await put(
      [
        { timestamp: now + 1, message: 'INFO 2' },
        { timestamp: now + 3, message: 'ERROR 4' },
      ],
      'mix-b',
    );
  });

  test('interleaves the streams by time', async () => {
    const { texts, events } = await filter();
    expect(texts).toEqual(['ERROR 1', 'INFO 2', '{"level":"ERROR","n":3}', 'ERROR 4']);
    expect(events?.map((event) => event.logStreamName)).toEqual(['mix-a', 'mix-b', 'mix-a', 'mix-b']);
    expect(new Set(events?.map(({ eventId }) => eventId)).size).toBe(4);
  });

  test('by terms, by JSON, by stream, by time', async () => {
    expect((await filter({ filterPattern: 'ERROR -4' })).texts).toEqual(['ERROR 1', '{"level":"ERROR","n":3}']);
    expect((await filter({ filterPattern: '{ $.n = 3 }' })).texts).toEqual(['{"level":"ERROR","n":3}']);
    expect((await filter({ logStreamNamePrefix: undefined, logStreamNames: ['mix-b'] })).texts).toEqual([
      'INFO 2',
      'ERROR 4',
    ]);
    const first = (await filter()).events?.[0]?.timestamp ?? 0;
    expect((await filter({ startTime: first + 1, endTime: first + 2 })).texts).toEqual([
      'INFO 2',
      '{"level":"ERROR","n":3}',
    ]);
  });

  test('page by page', async () => {
    const first = await filter({ limit: 3 });
    expect([first.texts?.length, typeof first.nextToken]).toEqual([3, 'string']);
    const second = await filter({ limit: 3, nextToken: first.nextToken });
    expect([second.texts, second.nextToken]).toEqual([['ERROR 4'], undefined]);
  });

  test('refuses a pattern AWS refuses', async () => {
    await expect(filter({ filterPattern: '{ $.a' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringMatching(/^Invalid filter pattern: /),
    });
  });
});

describe('streams and groups', () => {
  test('a stream is created once, described, and deleted with its events', async () => {
    await putTexts('a');
    await expect(client.send(new CreateLogStreamCommand({ ...at, logStreamName }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
    });
    const describe = () => client.send(new DescribeLogStreamsCommand({ ...at, logStreamNamePrefix: logStreamName }));
    expect((await describe()).logStreams).toMatchObject([
      { logStreamName, firstEventTimestamp: cloud.clock.now(), arn: `${GROUP}:log-stream:${logStreamName}` },
    ]);
    await client.send(new DeleteLogStreamCommand({ ...at, logStreamName }));
    expect((await describe()).logStreams).toEqual([]);
    await client.send(new CreateLogStreamCommand({ ...at, logStreamName }));
    expect((await read()).texts).toEqual([]);
  });

  test('streams by their last event, newest first', async () => {
    cloud.clock.advance(1000);
    await putTexts('a');
    const { logStreams, nextToken } = await client.send(
      new DescribeLogStreamsCommand({ ...at, orderBy: 'LastEventTime', descending: true, limit: 1 }),
    );
    expect(logStreams?.[0]?.logStreamName).toBe(logStreamName);
    expect(nextToken).toEqual(expect.any(String));
  });

  test('groups with retention, by prefix and page by page', async () => {
    const all = await client.send(new DescribeLogGroupsCommand({}));
    expect(all.logGroups).toMatchObject([
      { logGroupName: '/app', retentionInDays: 90, arn: `${GROUP}:*`, logGroupArn: GROUP, logGroupClass: 'STANDARD' },
      { logGroupName: '/other', retentionInDays: 1 },
    ]);
    const first = await client.send(new DescribeLogGroupsCommand({ limit: 1 }));
    expect(first.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(['/app']);
    const second = await client.send(new DescribeLogGroupsCommand({ limit: 1, nextToken: first.nextToken }));
    expect([second.logGroups?.map(({ logGroupName }) => logGroupName), second.nextToken]).toEqual([
      ['/other'],
      undefined,
    ]);
    expect((await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/o' }))).logGroups).toHaveLength(1);
  });

  test('tags of a group', async () => {
    expect((await client.send(new ListTagsForResourceCommand({ resourceArn: GROUP }))).tags).toEqual({ team: 'a' });
  });

  test('groups come from programs only, and Insights is refused by name', async () => {
    await expect(client.send(new CreateLogGroupCommand({ logGroupName: '/new' }))).rejects.toMatchObject({
      name: 'InfrastructureIsDeclared',
    });
    const query = new StartQueryCommand({ ...at, startTime: 0, endTime: 1, queryString: 'fields @message' });
    await expect(client.send(query)).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining('StartQuery'),
    });
  });
});

describe('access', () => {
  const as = (role: string) => new CloudWatchLogsClient(cloud.role(roles.get(role) ?? ''));

  test('a policy on GROUP:* reads the group and its streams, and nothing else', async () => {
    await putTexts('a');
    const auditor = as('auditor');
    expect((await auditor.send(new GetLogEventsCommand({ ...at, logStreamName }))).events).toHaveLength(1);
    expect((await auditor.send(new FilterLogEventsCommand(at))).events?.length).toBeGreaterThan(0);
    const denied = { name: 'AccessDeniedException' };
    await expect(auditor.send(new FilterLogEventsCommand({ logGroupName: '/other' }))).rejects.toMatchObject(denied);
    await expect(auditor.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject(denied);
    await expect(auditor.send(new DeleteLogStreamCommand({ ...at, logStreamName }))).rejects.toMatchObject(denied);
    await expect(
      auditor.send(new PutLogEventsCommand({ ...at, logStreamName, logEvents: [{ timestamp: 1, message: 'x' }] })),
    ).rejects.toMatchObject({ ...denied, message: expect.stringContaining(`${GROUP}:log-stream:${logStreamName}`) });
  });

  test('a policy on the bare GROUP reads its tags only', async () => {
    const bare = as('bare');
    expect((await bare.send(new ListTagsForResourceCommand({ resourceArn: GROUP }))).tags).toEqual({ team: 'a' });
    await expect(bare.send(new GetLogEventsCommand({ ...at, logStreamName }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    await expect(bare.send(new FilterLogEventsCommand(at))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('a policy on one stream does not reach its neighbour', async () => {
    const one = as('one-stream');
    await one.send(new CreateLogStreamCommand({ ...at, logStreamName: 'only-this' }));
    expect((await one.send(new GetLogEventsCommand({ ...at, logStreamName: 'only-this' }))).events).toEqual([]);
    await expect(one.send(new GetLogEventsCommand({ ...at, logStreamName }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});

test('retention is applied to reads as the clock moves', async () => {
  await putTexts('a');
  expect((await read()).texts).toEqual(['a']);
  cloud.clock.advance(91 * DAY);
  client = new CloudWatchLogsClient(cloud.deployer());
  expect((await read()).texts).toEqual([]);
  expect((await client.send(new FilterLogEventsCommand({ ...at, logStreamNames: [logStreamName] }))).events).toEqual(
    [],
  );
});
