import { afterEach, describe, expect, test } from '@jest/globals';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  PutLogEventsCommand,
  TestMetricFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Properties } from '@palisade/local-engine';
import { startTestCloud, type ClientConfig, type Declaration, type TestCloud } from '../../../testing/index.ts';
import { memoryStackStore } from '../../../stack-store.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { kms } from '../../kms/index.ts';
import { logs, type MetricDatum } from '../index.ts';
import { LOG_GROUP } from '../resources/log-group.ts';
import { LOG_METRIC_FILTER } from '../resources/log-metric-filter.ts';
import { declareKey, keyPolicy } from '../testing/encrypted-logs.ts';

const MINUTE = 60_000;
let cloud: TestCloud;
let data: [region: string, datum: MetricDatum][];

interface Filter {
  readonly name?: string;
  readonly pattern?: string;
  readonly group?: string;
  readonly region?: string;
  readonly metric?: Properties;
}

const errors: Filter = { name: 'errors', pattern: 'ERROR' };

function declareFilter(stack: Declaration, { name = 'f', pattern = '', group = '/app', region, metric }: Filter): void {
  stack.resource(LOG_METRIC_FILTER, name, {
    name,
    pattern,
    logGroupName: group,
    ...(region !== undefined && { region }),
    metricTransformation: { name: 'Errors', namespace: 'App', value: '1', ...metric },
  });
}

const program =
  (...filters: readonly Filter[]) =>
  (stack: Declaration) => {
    stack.resource(LOG_GROUP, 'app', { name: '/app' });
    stack.resource(LOG_GROUP, 'other', { name: '/other' });
    for (const filter of filters) declareFilter(stack, filter);
  };

async function start(...filters: readonly Filter[]): Promise<void> {
  cloud = await startTestCloud(program(...filters), { services: [kms, logs] });
  data = [];
  cloud.cloud.host.state(logs).onMetric((...each) => void data.push(each));
}

afterEach(() => cloud.close());

const client = (as: ClientConfig = cloud.deployer()) => new CloudWatchLogsClient(as);
const write = (...texts: readonly string[]): boolean =>
  cloud.cloud.host.state(logs).write(
    'us-east-1',
    '/app',
    's',
    texts.map((message) => ({ timestamp: cloud.clock.now(), message })),
  );
const values = () => data.map(([, { value }]) => value);

describe('data points', () => {
  test('are made of the events that match, whoever writes them, and of no others', async () => {
    await start(errors);
    write('ERROR one', 'fine');
    const stream = { logGroupName: '/app', logStreamName: 't' };
    await client().send(new CreateLogStreamCommand(stream));
    const timestamp = cloud.clock.now() - 5000;
    const logEvents = [
      { timestamp, message: 'ERROR two' },
      { timestamp, message: 'fine' },
    ];
    await client().send(new PutLogEventsCommand({ ...stream, logEvents }));
    const datum = { namespace: 'App', name: 'Errors', value: 1, unit: 'None', dimensions: {} };
    expect(data).toEqual([
      ['us-east-1', { ...datum, timestamp: cloud.clock.now() }],
      ['us-east-1', { ...datum, timestamp }],
    ]);
    cloud.cloud.host.state(logs).write('us-east-1', '/other', 's', [{ timestamp, message: 'ERROR elsewhere' }]);
    expect(data).toHaveLength(2);
  });

  test('have the value and the dimensions that stand in the JSON', async () => {
    const metric = { value: '$.took.ms', unit: 'Milliseconds', dimensions: { Route: '$.route', Code: '$.status' } };
    await start({ pattern: '{ $.took.ms = * }', metric });
    write('{"took":{"ms":12.5},"route":"/a","status":200}', '{"took":{"ms":"7"},"route":"/b","status":"500"}');
    write('{"took":{"ms":"slow"},"route":"/a","status":200}', '{"took":{"ms":1},"route":"/a"}', '{"route":"/a"}');
    expect(data.map(([, { value, unit, dimensions }]) => ({ value, unit, dimensions }))).toEqual([
      { value: 12.5, unit: 'Milliseconds', dimensions: { Route: '/a', Code: '200' } },
      { value: 7, unit: 'Milliseconds', dimensions: { Route: '/b', Code: '500' } },
    ]);
  });

  test('have those of the columns too', async () => {
    await start({
      pattern: '[..., status = 5*, bytes]',
      metric: { value: '$bytes', dimensions: { Status: '$status' } },
    });
    write('127.0.0.1 - frank [10/Oct] "GET /" 503 1534', '127.0.0.1 - frank [10/Oct] "GET /" 200 99');
    expect(data.map(([, { value, dimensions }]) => [value, dimensions])).toEqual([[1534, { Status: '503' }]]);
  });

  test('a minute with events of which none matched gives the default value; a minute without events gives none', async () => {
    await start({ ...errors, metric: { defaultValue: '0' } });
    cloud.clock.advance(MINUTE - (cloud.clock.now() % MINUTE));
    const minute = cloud.clock.now();
    write('fine');
    write('fine too');
    expect(values()).toEqual([]);
    cloud.clock.advance(MINUTE);
    expect(data).toEqual([['us-east-1', expect.objectContaining({ value: 0, timestamp: minute })]]);
    write('fine', 'ERROR');
    write('fine');
    cloud.clock.advance(MINUTE);
    cloud.clock.advance(10 * MINUTE);
    expect(values()).toEqual([0, 1]);
  });

  test('stop with the filter, and with the subscription', async () => {
    await start(errors);
    const late: number[] = [];
    const stop = cloud.cloud.host.state(logs).onMetric((_, { value }) => void late.push(value));
    write('ERROR');
    stop();
    write('ERROR');
    await cloud.deploy(program());
    write('ERROR');
    expect([values(), late]).toEqual([[1, 1], [1]]);
  });

  test('come from an encrypted group as well, and not from events that are dropped', async () => {
    await start();
    const encrypted = (isEnabled: boolean) => (stack: Declaration) => {
      stack.resource(LOG_GROUP, 'app', {
        name: '/app',
        kmsKeyId: declareKey(stack, 'key', { isEnabled, policy: keyPolicy() }),
      });
      declareFilter(stack, errors);
    };
    await cloud.deploy(encrypted(true));
    write('ERROR');
    await cloud.deploy(encrypted(false));
    write('ERROR');
    expect(values()).toEqual([1]);
  });
});

describe('a filter is refused', () => {
  const many = Array.from({ length: 101 }, (_, at) => ({ name: `f${at}` }));
  test.each<[string, readonly Filter[], RegExp]>([
    ['for a group that does not exist', [{ group: '/nothing' }], /ResourceNotFoundException: The specified log group/],
    ['for a group of another region', [{ region: 'eu-west-1' }], /ResourceNotFoundException/],
    ['as the 101st of a group', many, /LimitExceededException/],
    ['with a broken pattern', [{ pattern: '{ $.a = ' }], /Invalid metric filter pattern/],
    ['with fields where the pattern has none', [{ pattern: 'ERROR', metric: { value: '$.a' } }], /stands for nothing/],
    ['with a column that is not there', [{ pattern: '[a, b]', metric: { value: '$c' } }], /no column/],
    ['with a value that is none', [{ metric: { value: 'one' } }], /neither a number nor a field/],
    ['with a default that is no number', [{ metric: { defaultValue: 'none' } }], /is no number/],
    [
      'with dimensions and a default value',
      [{ pattern: '{ $.a = 1 }', metric: { defaultValue: '0', dimensions: { A: '$.a' } } }],
      /mutually exclusive/,
    ],
    [
      'with four dimensions',
      [{ pattern: '{ $.a = 1 }', metric: { dimensions: { A: '$.a', B: '$.a', C: '$.a', D: '$.a' } } }],
      /three dimensions/,
    ],
    ['with a metric name that CloudWatch does not take', [{ metric: { name: 'a:b' } }], /name 'a:b'/],
  ])('%s', async (_, filters, message) => {
    await start();
    await expect(cloud.deploy(program(...filters))).rejects.toThrow(message);
  });

  test('if another resource has its name, but not in another group', async () => {
    await start({ name: 'f' }, { ...errors, group: '/other' });
    const twice = cloud.deploy((stack) => {
      program({ name: 'f' })(stack);
      stack.resource(LOG_METRIC_FILTER, 'again', {
        name: 'f',
        pattern: '',
        logGroupName: '/app',
        metricTransformation: { name: 'N', namespace: 'N', value: '1' },
      });
    });
    await expect(twice).rejects.toThrow(/is declared by urn:pulumi:test::test::.*::f already/);
  });
});

test('a group that a service made may have a filter, also after a restart', async () => {
  const options = { services: [logs], root: temporaryDirectory(), store: memoryStackStore() };
  const declare = (stack: Declaration) => {
    stack.resource(LOG_GROUP, 'other', { name: '/other' });
    declareFilter(stack, errors);
  };
  cloud = await startTestCloud((stack) => void stack.resource(LOG_GROUP, 'other', { name: '/other' }), options);
  await expect(cloud.deploy(declare)).rejects.toThrow(/ResourceNotFoundException/);
  cloud.cloud.host.state(logs).makeGroup('test', 'us-east-1', '/app');
  await cloud.deploy(declare);
  await cloud.close();
  cloud = await startTestCloud(undefined, options);
  data = [];
  cloud.cloud.host.state(logs).onMetric((...each) => void data.push(each));
  write('ERROR');
  expect([cloud.log, values()]).toEqual([[], [1]]);
});

describe('DescribeMetricFilters', () => {
  const describeFilters = async (input: object) => {
    const { metricFilters = [], nextToken } = await client().send(new DescribeMetricFiltersCommand(input));
    return { names: metricFilters.map(({ logGroupName, filterName }) => `${logGroupName} ${filterName}`), nextToken };
  };

  test('shows filters by group, prefix and metric, page by page', async () => {
    const other = {
      name: 'latency',
      pattern: '{ $.ms = * }',
      metric: { name: 'Latency', value: '$.ms', dimensions: { R: '$.r' } },
    };
    await start(errors, other, { ...errors, group: '/other' });
    expect((await describeFilters({})).names).toEqual(['/app errors', '/app latency', '/other errors']);
    expect((await describeFilters({ logGroupName: '/app' })).names).toEqual(['/app errors', '/app latency']);
    expect((await describeFilters({ logGroupName: '/app', filterNamePrefix: 'l' })).names).toEqual(['/app latency']);
    expect((await describeFilters({ metricName: 'Latency', metricNamespace: 'App' })).names).toEqual(['/app latency']);
    const first = await describeFilters({ limit: 2 });
    expect(first.names).toHaveLength(2);
    expect((await describeFilters({ nextToken: first.nextToken })).names).toEqual(['/other errors']);
    const { metricFilters } = await client().send(
      new DescribeMetricFiltersCommand({ filterNamePrefix: 'latency', logGroupName: '/app' }),
    );
    expect(metricFilters).toEqual([
      {
        filterName: 'latency',
        filterPattern: '{ $.ms = * }',
        logGroupName: '/app',
        metricTransformations: [
          {
            metricName: 'Latency',
            metricNamespace: 'App',
            metricValue: '$.ms',
            unit: 'None',
            dimensions: { R: '$.r' },
          },
        ],
        applyOnTransformedLogs: false,
      },
    ]);
    const { logGroups = [] } = await client().send(new DescribeLogGroupsCommand({}));
    expect(logGroups.map(({ metricFilterCount }) => metricFilterCount)).toEqual([2, 1]);
  });

  test.each([
    [{ metricName: 'Errors' }, 'InvalidParameterException'],
    [{ logGroupName: '/nothing' }, 'ResourceNotFoundException'],
  ])('refuses %j', async (input, name) => {
    await start();
    await expect(describeFilters(input)).rejects.toMatchObject({ name });
  });
});

describe('TestMetricFilter', () => {
  const matchesOf = async (filterPattern: string, ...logEventMessages: readonly string[]) =>
    (await client().send(new TestMetricFilterCommand({ filterPattern, logEventMessages: [...logEventMessages] })))
      .matches;

  // Examples of the API Reference.
  const lines = [
    '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /apache_pb.gif HTTP/1.0" 200 1534',
    '127.0.0.1 - frank [10/Oct/2000:13:35:22 -0700] "GET /apache_pb.gif HTTP/1.0" 500 5324',
  ] as const;

  test('shows the columns of what matches, the nameless ones by number', async () => {
    await start();
    expect(await matchesOf('[ip, identity, user_id, timestamp, request, status_code = 5*, size]', ...lines)).toEqual([
      {
        eventNumber: 2,
        eventMessage: lines[1],
        extractedValues: {
          $ip: '127.0.0.1',
          $identity: '-',
          $user_id: 'frank',
          $timestamp: '10/Oct/2000:13:35:22 -0700',
          $request: 'GET /apache_pb.gif HTTP/1.0',
          $status_code: '500',
          $size: '5324',
        },
      },
    ]);
    const [first] = (await matchesOf('[..., size]', lines[0])) ?? [];
    expect(first?.extractedValues).toEqual({
      $1: '127.0.0.1',
      $2: '-',
      $3: 'frank',
      $4: '10/Oct/2000:13:25:15 -0700',
      $5: 'GET /apache_pb.gif HTTP/1.0',
      $6: '200',
      $size: '1534',
    });
  });

  test('shows what the selectors of a JSON pattern point at, and nothing of terms', async () => {
    await start();
    const message = '{"a":{"b":2},"c":["x"],"d":null}';
    expect(await matchesOf('{ $.a.b = 2 && $.c[0] = "x" && $.d IS NULL && $.e NOT EXISTS }', message, '{}')).toEqual([
      { eventNumber: 1, eventMessage: message, extractedValues: { '$.a.b': '2', '$.c[0]': 'x', '$.d': 'null' } },
    ]);
    expect(await matchesOf('ERROR', 'no', 'ERROR')).toEqual([
      { eventNumber: 2, eventMessage: 'ERROR', extractedValues: {} },
    ]);
  });

  test('refuses a broken pattern and too many messages', async () => {
    await start();
    await expect(matchesOf('{ $.a', 'x')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(matchesOf('', ...Array.from({ length: 51 }, () => 'x'))).rejects.toThrow(/between 1 and 50/);
  });
});

test('each operation needs its permission', async () => {
  await start();
  const roles: Record<string, string> = {};
  await cloud.deploy((stack) => {
    program(errors)(stack);
    for (const [name, Action] of [
      ['filters', ['logs:DescribeMetricFilters', 'logs:TestMetricFilter']],
      ['none', ['logs:DescribeLogGroups']],
    ] as const) {
      const role = stack.resource('aws:iam/role:Role', name, {
        name,
        assumeRolePolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        }),
      });
      stack.resource('aws:iam/rolePolicy:RolePolicy', name, {
        role: role.id,
        policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }),
      });
      roles[name] = String(role.outputs['arn']);
    }
  });
  const calls = (as: ClientConfig) => [
    client(as).send(new DescribeMetricFiltersCommand({ logGroupName: '/app' })),
    client(as).send(new TestMetricFilterCommand({ filterPattern: '', logEventMessages: ['x'] })),
  ];
  for (const call of calls(cloud.role(roles['filters'] ?? ''))) expect((await call).$metadata.httpStatusCode).toBe(200);
  for (const call of calls(cloud.role(roles['none'] ?? '')))
    await expect(call).rejects.toMatchObject({ name: 'AccessDeniedException' });
});
