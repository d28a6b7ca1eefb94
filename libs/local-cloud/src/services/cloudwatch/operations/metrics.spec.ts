import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
  type MetricDatum,
} from '@aws-sdk/client-cloudwatch';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ManualClock } from '../../../kernel/clock.ts';
import { memoryStackStore } from '../../../stack-store.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { MINUTE, refusal, startCloudwatch, type CloudwatchCloud } from '../testing/cloudwatch-cloud.ts';

const HOUR = 60 * MINUTE;

let watch: CloudwatchCloud;
let now: number;
beforeEach(async () => {
  watch = await startCloudwatch(() => undefined);
  now = watch.cloud.clock.now();
});
afterEach(() => watch.close());

const put = (datum: MetricDatum, Namespace = 'App'): Promise<unknown> =>
  watch.admin.send(new PutMetricDataCommand({ Namespace, MetricData: [datum] }));

/** `Errors` of the last `minutes`, by minute. */
const statistics = (minutes: number, more: Partial<GetMetricStatisticsCommand['input']> = {}) =>
  watch.as(undefined).send(
    new GetMetricStatisticsCommand({
      Namespace: 'App',
      MetricName: 'Errors',
      StartTime: new Date(watch.cloud.clock.now() - minutes * MINUTE),
      EndTime: new Date(watch.cloud.clock.now() + 1),
      Period: 60,
      Statistics: ['Sum'],
      ...more,
    }),
  );

const data = (more: Partial<GetMetricDataCommand['input']> = {}, Stat = 'Sum', Period = 60) =>
  watch.as(undefined).send(
    new GetMetricDataCommand({
      MetricDataQueries: [
        { Id: 'errors', MetricStat: { Metric: { Namespace: 'App', MetricName: 'Errors' }, Period, Stat } },
      ],
      StartTime: new Date(now),
      EndTime: new Date(now + HOUR),
      ...more,
    }),
  );

describe('GetMetricStatistics', () => {
  test('tells every statistic of a period', async () => {
    await watch.put({ MetricName: 'Errors', Value: 2 }, { MetricName: 'Errors', Value: 3 });
    const { Datapoints, Label } = await statistics(1, {
      Statistics: ['Sum', 'Average', 'SampleCount', 'Minimum', 'Maximum'],
      ExtendedStatistics: ['p50', 'p100'],
    });
    expect(Label).toBe('Errors');
    expect(Datapoints).toEqual([
      {
        Timestamp: new Date(now),
        Sum: 5,
        Average: 2.5,
        SampleCount: 2,
        Minimum: 2,
        Maximum: 3,
        Unit: 'None',
        ExtendedStatistics: { p50: 2, p100: 3 },
      },
    ]);
  });

  test('keeps units apart', async () => {
    await watch.put(
      { MetricName: 'Errors', Value: 1, Unit: 'Count' },
      { MetricName: 'Errors', Value: 2, Unit: 'Bytes' },
    );
    const { Datapoints = [] } = await statistics(1);
    expect(Datapoints.map(({ Sum, Unit }) => `${Sum} ${Unit}`).sort()).toEqual(['1 Count', '2 Bytes']);
    expect((await statistics(1, { Unit: 'Bytes' })).Datapoints).toMatchObject([{ Sum: 2 }]);
  });

  test('refuses a wrong period, too many points, times the wrong way round, and what it has not got', async () => {
    expect(await refusal(statistics(1, { Period: 61 }))).toBe('InvalidParameterValueException');
    expect(await refusal(statistics(1500))).toBe('InvalidParameterCombinationException');
    expect((await statistics(1439)).Datapoints).toEqual([]);
    expect(await refusal(statistics(1, { EndTime: new Date(0) }))).toBe('InvalidParameterValueException');
    expect(await refusal(statistics(1, { Statistics: [] }))).toBe('MissingRequiredParameterException');
    await expect(statistics(1, { ExtendedStatistics: ['tm90'] })).rejects.toThrow(
      'The local cloud does not support the statistic tm90.',
    );
  });
});

describe('GetMetricData', () => {
  const values = async (...arguments_: Parameters<typeof data>) => {
    const { MetricDataResults = [], NextToken } = await data(...arguments_);
    const [result] = MetricDataResults;
    return { values: result?.Values, times: result?.Timestamps, status: result?.StatusCode, NextToken };
  };

  beforeEach(async () => {
    for (const value of [1, 2, 3]) {
      await watch.put({ MetricName: 'Errors', Value: value });
      watch.cloud.clock.advance(MINUTE);
    }
  });

  test('newest first, unless it is told otherwise', async () => {
    expect(await values()).toMatchObject({ values: [3, 2, 1], status: 'Complete' });
    const ascending = await values({ ScanBy: 'TimestampAscending' });
    expect(ascending.values).toEqual([1, 2, 3]);
    expect(ascending.times).toEqual([0, 1, 2].map((minute) => new Date(now + minute * MINUTE)));
  });

  test('in longer periods', async () => {
    const aligned = Math.floor(now / HOUR) * HOUR;
    const hour = await values({ StartTime: new Date(aligned), EndTime: new Date(aligned + 2 * HOUR) }, 'Sum', 7200);
    expect(hour.values?.reduce((sum, each) => sum + each, 0)).toBe(6);
  });

  test('in pages', async () => {
    const first = await values({ MaxDatapoints: 2 });
    expect(first).toMatchObject({ values: [3, 2], status: 'PartialData' });
    expect(await values({ MaxDatapoints: 2, NextToken: first.NextToken })).toMatchObject({
      values: [1],
      status: 'Complete',
      NextToken: undefined,
    });
  });

  test('several metrics, some of them not returned; one nobody knows is empty', async () => {
    const metric = (MetricName: string) => ({
      Metric: { Namespace: 'App', MetricName, Dimensions: [] },
      Period: 60,
      Stat: 'Maximum',
    });
    const { MetricDataResults } = await data({
      MetricDataQueries: [
        { Id: 'a', MetricStat: metric('Errors'), Label: 'all of them' },
        { Id: 'b', MetricStat: metric('Errors'), ReturnData: false },
        { Id: 'c', MetricStat: metric('Nobody') },
      ],
    });
    expect(MetricDataResults).toMatchObject([
      { Id: 'a', Label: 'all of them', Values: [3, 2, 1] },
      { Id: 'c', Label: 'Nobody', Values: [], Timestamps: [] },
    ]);
  });

  test('metric math is refused by name', async () => {
    await expect(data({ MetricDataQueries: [{ Id: 'e', Expression: 'SUM(METRICS())' }] })).rejects.toThrow(
      'The local cloud does not support metric math.',
    );
  });
});

describe('PutMetricData', () => {
  test('takes statistic sets and counted values', async () => {
    await watch.put(
      { MetricName: 'Errors', StatisticValues: { SampleCount: 4, Sum: 10, Minimum: 1, Maximum: 5 } },
      { MetricName: 'Errors', Values: [7, 8], Counts: [2, 1] },
    );
    const { Datapoints } = await statistics(1, { Statistics: ['Sum', 'SampleCount', 'Minimum', 'Maximum'] });
    expect(Datapoints).toMatchObject([{ Sum: 32, SampleCount: 7, Minimum: 1, Maximum: 8 }]);
    // Nobody knows the values of a statistic set.
    const extended = await statistics(1, { Statistics: [], ExtendedStatistics: ['p50'] });
    expect(extended.Datapoints?.[0]?.ExtendedStatistics).toEqual({});
  });

  test('of high resolution can be seen by the second for three hours', async () => {
    await watch.put({ MetricName: 'Errors', Value: 1, StorageResolution: 1 });
    watch.cloud.clock.advance(1000);
    await watch.put({ MetricName: 'Errors', Value: 2, StorageResolution: 1 }, { MetricName: 'Errors', Value: 4 });
    const range = { StartTime: new Date(now), EndTime: new Date(now + MINUTE) };
    const bySecond = await statistics(1, { ...range, Period: 1 });
    expect(bySecond.Datapoints?.map(({ Sum }) => Sum)).toEqual([1, 2]);
    expect((await statistics(1, range)).Datapoints).toMatchObject([{ Sum: 7 }]);
    watch.cloud.clock.advance(3 * HOUR + 1000);
    expect((await statistics(1, { ...range, Period: 1 })).Datapoints).toEqual([]);
    expect((await statistics(1, range)).Datapoints).toMatchObject([{ Sum: 7 }]);
  });

  test('large ones come compressed', async () => {
    await watch.put(
      ...Array.from({ length: 500 }, () => ({
        MetricName: 'Errors',
        Value: 1,
        Dimensions: [],
        Unit: 'Count' as const,
      })),
    );
    expect((await statistics(1)).Datapoints).toMatchObject([{ Sum: 500 }]);
  });

  test('refuses what CloudWatch refuses, and takes what lies just within', async () => {
    const Value = 1;
    const at = (difference: number): Date => new Date(now + difference);
    const cases: readonly (readonly [MetricDatum, string?, string?])[] = [
      [{ MetricName: 'x', Value }, 'InvalidParameterValueException', 'AWS/Lambda'],
      [{ MetricName: 'x' }, 'MissingRequiredParameterException'],
      [{ MetricName: '', Value }, 'MissingRequiredParameterException'],
      [{ MetricName: 'x', Value: NaN }, 'InvalidParameterValueException'],
      [{ MetricName: 'x', Value: Infinity }, 'InvalidParameterValueException'],
      [{ MetricName: 'x', Value, Values: [1] }, 'InvalidParameterCombinationException'],
      [{ MetricName: 'x', Values: [1, 2], Counts: [1] }, 'InvalidParameterValueException'],
      [{ MetricName: 'x', Value, Unit: 'Apples' as 'Count' }, 'InvalidParameterValueException'],
      [{ MetricName: 'x', Value, StorageResolution: 5 }, 'InvalidParameterValueException'],
      [{ MetricName: 'x', Value, Timestamp: at(-14 * 24 * HOUR - 1000) }, 'InvalidParameterValueException'],
      [{ MetricName: 'x', Value, Timestamp: at(2 * HOUR + 1000) }, 'InvalidParameterValueException'],
      [
        { MetricName: 'x', Value, Dimensions: Array.from({ length: 31 }, (_, n) => ({ Name: `n${n}`, Value: 'v' })) },
        'InvalidParameterValueException',
      ],
    ];
    for (const [datum, expected, namespace] of cases)
      expect([datum, await refusal(put(datum, namespace))]).toEqual([datum, expected]);
    await put({ MetricName: 'x', Value, Timestamp: at(-14 * 24 * HOUR) });
    await put({ MetricName: 'x', Value, Timestamp: at(2 * HOUR) }, 'Application');
  });
});

describe('ListMetrics', () => {
  const names = async (input: ListMetricsCommand['input'] = {}, client = watch.as(undefined)): Promise<string[]> => {
    const { Metrics = [] } = await client.send(new ListMetricsCommand(input));
    return Metrics.map(
      ({ Dimensions = [], MetricName, Namespace }) =>
        `${Namespace} ${MetricName}${Dimensions.map(({ Name, Value }) => ` ${Name}=${Value}`).join('')}`,
    );
  };

  test('by namespace, name, dimensions and region', async () => {
    const Dimensions = [{ Name: 'Stage', Value: 'prod' }];
    await watch.put({ MetricName: 'Errors', Value: 1 }, { MetricName: 'Errors', Value: 1, Dimensions });
    await put({ MetricName: 'Latency', Value: 1 }, 'Other');
    expect(await names()).toEqual(['App Errors', 'App Errors Stage=prod', 'Other Latency']);
    expect(await names({ Namespace: 'Other' })).toEqual(['Other Latency']);
    expect(await names({ MetricName: 'Errors', Dimensions: [{ Name: 'Stage' }] })).toEqual(['App Errors Stage=prod']);
    expect(await names({ Dimensions: [{ Name: 'Stage', Value: 'dev' }] })).toEqual([]);
    expect(await names({}, watch.as(undefined, 'eu-west-1'))).toEqual([]);
  });

  test('what had no data for three hours, or two weeks', async () => {
    await watch.put({ MetricName: 'Errors', Value: 1 });
    watch.cloud.clock.advance(3 * HOUR + MINUTE);
    expect(await names({ RecentlyActive: 'PT3H' })).toEqual([]);
    expect(await names()).toEqual(['App Errors']);
    watch.cloud.clock.advance(14 * 24 * HOUR);
    expect(await names()).toEqual([]);
  });
});

describe('time and restarts', () => {
  test('data is kept for fifteen days', async () => {
    await watch.put({ MetricName: 'Errors', Value: 1 });
    const ask = () => statistics(16 * 24 * 60, { Period: 3600 });
    watch.cloud.clock.advance(15 * 24 * HOUR - HOUR);
    expect((await ask()).Datapoints).toHaveLength(1);
    watch.cloud.clock.advance(2 * HOUR);
    expect((await ask()).Datapoints).toEqual([]);
  });

  const again = { root: temporaryDirectory(), store: memoryStackStore(), clock: new ManualClock(Date.now()) };
  let other: CloudwatchCloud;
  afterAll(() => other.close());

  test('a restart keeps what was put and what services measured', async () => {
    const first = await startCloudwatch(() => undefined, again);
    const at = first.cloud.clock.now();
    await first.put({ MetricName: 'Errors', Values: [1, 2], Dimensions: [{ Name: 'a', Value: 'b' }] });
    await first.put({ MetricName: 'Errors', Value: 4, Dimensions: [{ Name: 'a', Value: 'b' }] });
    first.cloud.cloud.host.metrics.record({
      region: 'us-east-1',
      namespace: 'AWS/Lambda',
      name: 'Invocations',
      dimensions: [{}, { FunctionName: 'f' }],
      value: 1,
      unit: 'Count',
      timestamp: at,
    });
    await first.close();
    other = await startCloudwatch(undefined, again);
    const client = new CloudWatchClient(other.cloud.deployer());
    const range = { StartTime: new Date(at), EndTime: new Date(at + MINUTE), Period: 60 };
    const put = await client.send(
      new GetMetricStatisticsCommand({
        ...range,
        Namespace: 'App',
        MetricName: 'Errors',
        Dimensions: [{ Name: 'a', Value: 'b' }],
        Statistics: ['Sum', 'SampleCount'],
        ExtendedStatistics: ['p100', 'p50'],
      }),
    );
    expect(put.Datapoints).toMatchObject([{ Sum: 7, SampleCount: 3, ExtendedStatistics: { p50: 2, p100: 4 } }]);
    for (const Dimensions of [[], [{ Name: 'FunctionName', Value: 'f' }]]) {
      const measured = await client.send(
        new GetMetricStatisticsCommand({
          ...range,
          Namespace: 'AWS/Lambda',
          MetricName: 'Invocations',
          Dimensions,
          Statistics: ['Sum'],
        }),
      );
      expect(measured.Datapoints).toMatchObject([{ Sum: 1, Unit: 'Count' }]);
    }
    client.destroy();
  });
});
