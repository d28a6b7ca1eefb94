import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { PutLogEventsCommand, CreateLogStreamCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../../testing/index.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { ManualClock } from '../../../kernel/clock.ts';
import { memoryStackStore } from '../../../stack-store.ts';
import {
  alarmArn,
  declareAlarm,
  MINUTE,
  refusal,
  startCloudwatch,
  type CloudwatchCloud,
} from '../testing/cloudwatch-cloud.ts';

let watch: CloudwatchCloud;
const start = async (declare: (stack: Declaration) => void): Promise<void> => {
  watch = await startCloudwatch(declare);
};
afterEach(() => watch.close());

const summaries = async (name: string): Promise<readonly (string | undefined)[]> => {
  const { AlarmHistoryItems = [] } = await watch.admin.send(
    new DescribeAlarmHistoryCommand({ AlarmName: name, ScanBy: 'TimestampAscending' }),
  );
  return AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary);
};

describe('an alarm on a sum', () => {
  test('begins without data, alarms once its minute is over, and is well again', async () => {
    await start((stack) =>
      declareAlarm(stack, 'errors', { alarmDescription: 'Errors of the app', datapointsToAlarm: 1 }),
    );
    expect(await watch.alarm('errors')).toMatchObject({
      AlarmArn: alarmArn('errors'),
      AlarmDescription: 'Errors of the app',
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
      MetricName: 'Errors',
      Namespace: 'App',
      Statistic: 'Sum',
      Dimensions: [],
      Period: 60,
      EvaluationPeriods: 1,
      DatapointsToAlarm: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'missing',
      ActionsEnabled: true,
    });
    await watch.put({ MetricName: 'Errors', Value: 2 }, { MetricName: 'Errors', Value: 1 });
    watch.cloud.clock.advance(MINUTE - 1);
    expect((await watch.alarm('errors')).StateValue).toBe('INSUFFICIENT_DATA');
    watch.cloud.clock.advance(1);
    const alarming = await watch.alarm('errors');
    expect(alarming.StateValue).toBe('ALARM');
    expect(alarming.StateReason).toMatch(
      /^Threshold Crossed: 1 out of the last 1 datapoints \[3\.0 \(\d\d\/\d\d\/\d\d \d\d:\d\d:00\)\] was greater than the threshold \(0\.0\) \(minimum 1 datapoint for OK -> ALARM transition\)\.$/,
    );
    expect(JSON.parse(alarming.StateReasonData ?? '')).toMatchObject({
      version: '1.0',
      statistic: 'Sum',
      period: 60,
      recentDatapoints: [3],
      threshold: 0,
      evaluatedDatapoints: [{ sampleCount: 2, value: 3 }],
    });
    expect(alarming.StateUpdatedTimestamp?.getTime()).toBe(watch.cloud.clock.now());
    await watch.put({ MetricName: 'Errors', Value: 0 });
    await watch.minutes(1);
    expect((await watch.alarm('errors')).StateReason).toContain('was not greater than the threshold (0.0)');
    await watch.minutes(3);
    expect(await watch.alarm('errors')).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Insufficient Data: 1 datapoint was unknown.',
    });
    expect(await summaries('errors')).toEqual([
      'Alarm "errors" created',
      'Alarm updated from INSUFFICIENT_DATA to ALARM',
      'Alarm updated from ALARM to OK',
      'Alarm updated from OK to INSUFFICIENT_DATA',
    ]);
  });

  test('of five minutes alarms with the first full minute that breaches', async () => {
    await start((stack) => declareAlarm(stack, 'errors', { period: 300 }));
    await watch.put({ MetricName: 'Errors', Value: 1 });
    await watch.minutes(1);
    expect((await watch.alarm('errors')).StateValue).toBe('ALARM');
  });

  test('waits for as many periods as it takes', async () => {
    await start((stack) => declareAlarm(stack, 'errors', { evaluationPeriods: 3, datapointsToAlarm: 2 }));
    for (const [value, expected] of [
      [1, 'OK'],
      [0, 'OK'],
      [1, 'ALARM'],
      [0, 'OK'],
    ] as const) {
      await watch.put({ MetricName: 'Errors', Value: value });
      await watch.minutes(1);
      expect([value, (await watch.alarm('errors')).StateValue]).toEqual([value, expected]);
    }
  });

  test('counts missing data as it is told', async () => {
    await start((stack) => {
      for (const treatMissingData of ['missing', 'ignore', 'breaching', 'notBreaching'])
        declareAlarm(stack, treatMissingData, { treatMissingData });
    });
    await watch.minutes(1);
    const states = async (): Promise<unknown> =>
      Object.fromEntries(
        ((await watch.admin.send(new DescribeAlarmsCommand({}))).MetricAlarms ?? []).map((alarm) => [
          alarm.AlarmName,
          alarm.StateValue,
        ]),
      );
    expect(await states()).toEqual({
      missing: 'INSUFFICIENT_DATA',
      ignore: 'INSUFFICIENT_DATA',
      breaching: 'ALARM',
      notBreaching: 'OK',
    });
    expect((await watch.alarm('breaching')).StateReason).toBe(
      'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [Breaching].',
    );
    await watch.put({ MetricName: 'Errors', Value: 1 });
    await watch.minutes(4);
    expect(await states()).toEqual({
      missing: 'INSUFFICIENT_DATA',
      ignore: 'ALARM',
      breaching: 'ALARM',
      notBreaching: 'OK',
    });
  });

  test('sees only its own dimensions, unit and region', async () => {
    await start((stack) => {
      declareAlarm(stack, 'one', { dimensions: { Function: 'a', Stage: 'b' } });
      declareAlarm(stack, 'other', { dimensions: { Function: 'a' } });
      declareAlarm(stack, 'seconds', { dimensions: { Function: 'a', Stage: 'b' }, unit: 'Seconds' });
      declareAlarm(stack, 'elsewhere', { dimensions: { Function: 'a', Stage: 'b' }, region: 'eu-west-1' });
    });
    const Dimensions = [
      { Name: 'Stage', Value: 'b' },
      { Name: 'Function', Value: 'a' },
    ];
    await watch.put({ MetricName: 'Errors', Value: 1, Dimensions, Unit: 'Count' });
    await watch.minutes(1);
    const states = ['one', 'other', 'seconds'].map(async (name) => (await watch.alarm(name)).StateValue);
    expect(await Promise.all(states)).toEqual(['ALARM', 'INSUFFICIENT_DATA', 'INSUFFICIENT_DATA']);
    const { MetricAlarms } = await watch
      .as(undefined, 'eu-west-1')
      .send(new DescribeAlarmsCommand({ AlarmNamePrefix: 'else' }));
    expect(MetricAlarms).toMatchObject([{ AlarmName: 'elsewhere', StateValue: 'INSUFFICIENT_DATA' }]);
    const found = await watch.admin.send(
      new DescribeAlarmsForMetricCommand({ Namespace: 'App', MetricName: 'Errors', Dimensions, Unit: 'Seconds' }),
    );
    expect(found.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(['seconds']);
  });
});

test('an alarm on a percentile', async () => {
  await start((stack) =>
    declareAlarm(stack, 'slow', { metricName: 'Latency', extendedStatistic: 'p90', threshold: 100 }),
  );
  await watch.put({ MetricName: 'Latency', Values: [10, 500], Counts: [89, 11] });
  await watch.minutes(1);
  expect(await watch.alarm('slow')).toMatchObject({ ExtendedStatistic: 'p90', StateValue: 'ALARM' });
  await watch.put({ MetricName: 'Latency', Values: [10, 500], Counts: [90, 10] });
  await watch.minutes(1);
  expect((await watch.alarm('slow')).StateValue).toBe('OK');
});

test('an alarm of ten seconds sees data of high resolution only', async () => {
  await start((stack) => declareAlarm(stack, 'fast', { period: 10 }));
  await watch.put({ MetricName: 'Errors', Value: 1 });
  watch.cloud.clock.advance(10_000);
  expect((await watch.alarm('fast')).StateValue).toBe('INSUFFICIENT_DATA');
  await watch.put({ MetricName: 'Errors', Value: 1, StorageResolution: 1 });
  watch.cloud.clock.advance(10_000);
  expect((await watch.alarm('fast')).StateValue).toBe('ALARM');
});

test('an alarm on a metric of DynamoDB keeps its state without data, whatever it says', async () => {
  await start((stack) =>
    declareAlarm(stack, 'table', {
      namespace: 'AWS/DynamoDB',
      metricName: 'ThrottledRequests',
      treatMissingData: 'notBreaching',
    }),
  );
  const sample = { region: 'us-east-1', namespace: 'AWS/DynamoDB', name: 'ThrottledRequests', unit: 'Count' };
  watch.cloud.cloud.host.metrics.record({ ...sample, dimensions: [{}], value: 1, timestamp: watch.cloud.clock.now() });
  await watch.minutes(5);
  expect((await watch.alarm('table')).StateValue).toBe('ALARM');
});

test('a metric filter of CloudWatch Logs feeds an alarm', async () => {
  await start((stack) => {
    stack.resource('aws:cloudwatch/logGroup:LogGroup', 'group', { name: '/app' });
    stack.resource('aws:cloudwatch/logMetricFilter:LogMetricFilter', 'denied', {
      name: 'denied',
      logGroupName: '/app',
      pattern: '{ $.status = 403 }',
      metricTransformation: { name: 'Denied', namespace: 'App', value: '1' },
    });
    declareAlarm(stack, 'denied', { metricName: 'Denied', threshold: 1 });
  });
  const logs = new CloudWatchLogsClient(watch.cloud.deployer());
  const at = { logGroupName: '/app', logStreamName: 'a' };
  await logs.send(new CreateLogStreamCommand(at));
  const timestamp = watch.cloud.clock.now();
  const logEvents = [403, 200, 403].map((status) => ({ timestamp, message: JSON.stringify({ status }) }));
  await logs.send(new PutLogEventsCommand({ ...at, logEvents }));
  logs.destroy();
  await watch.minutes(1);
  expect((await watch.alarm('denied')).StateValue).toBe('ALARM');
});

describe('states and actions by hand', () => {
  test('a state holds until the next evaluation says something else', async () => {
    await start((stack) => declareAlarm(stack, 'errors', { treatMissingData: 'notBreaching' }));
    await watch.minutes(1);
    await watch.as(undefined).send(
      new SetAlarmStateCommand({
        AlarmName: 'errors',
        StateValue: 'ALARM',
        StateReason: 'a drill',
        StateReasonData: '{"by":"hand"}',
      }),
    );
    expect(await watch.alarm('errors')).toMatchObject({
      StateValue: 'ALARM',
      StateReason: 'a drill',
      StateReasonData: '{"by":"hand"}',
    });
    await watch.minutes(1);
    expect((await watch.alarm('errors')).StateValue).toBe('OK');
  });

  test('of an alarm that is not there, or with what is no JSON, is refused', async () => {
    await start((stack) => declareAlarm(stack, 'errors'));
    const set = (AlarmName: string, StateReasonData = '{}'): Promise<unknown> =>
      watch.admin.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'OK', StateReason: 'x', StateReasonData }));
    await expect(set('nobody')).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await expect(set('errors', '{')).rejects.toMatchObject({ name: 'InvalidFormatFault' });
    const word = set.bind(undefined, 'errors');
    expect(await word()).toMatchObject({ $metadata: { httpStatusCode: 200 } });
    const wrong = watch.admin.send(
      new SetAlarmStateCommand({ AlarmName: 'errors', StateValue: 'FINE' as 'OK', StateReason: 'x' }),
    );
    await expect(wrong).rejects.toThrow(/FINE/);
  });

  test('actions are switched until the alarm is declared otherwise', async () => {
    await start((stack) => declareAlarm(stack, 'errors'));
    const enabled = async (): Promise<boolean | undefined> => (await watch.alarm('errors')).ActionsEnabled;
    await watch.admin.send(new DisableAlarmActionsCommand({ AlarmNames: ['errors', 'nobody'] }));
    expect(await enabled()).toBe(false);
    await watch.cloud.deploy((stack) => declareAlarm(stack, 'errors'));
    expect(await enabled()).toBe(false);
    await watch.admin.send(new EnableAlarmActionsCommand({ AlarmNames: ['errors'] }));
    expect(await enabled()).toBe(true);
    await watch.admin.send(new DisableAlarmActionsCommand({ AlarmNames: ['errors'] }));
    await watch.cloud.deploy((stack) => declareAlarm(stack, 'errors', { threshold: 7 }));
    expect(await enabled()).toBe(true);
    expect((await summaries('errors')).slice(-1)).toEqual(['Alarm "errors" updated']);
  });
});

test('alarms go with their program, their history stays for thirty days', async () => {
  await start((stack) => declareAlarm(stack, 'errors'));
  await watch.cloud.deploy((stack) => declareAlarm(stack, 'other'));
  await expect(watch.alarm('errors')).rejects.toThrow('There is no alarm errors.');
  expect(await summaries('errors')).toEqual(['Alarm "errors" created', 'Alarm "errors" deleted']);
  watch.cloud.clock.advance(30 * 86_400_000 + 1);
  const later = await watch.as(undefined).send(new DescribeAlarmHistoryCommand({ AlarmName: 'errors' }));
  expect(later.AlarmHistoryItems).toEqual([]);
});

test('pages of alarms and of history', async () => {
  await start((stack) => {
    for (const name of ['a', 'b', 'c']) declareAlarm(stack, name);
  });
  const first = await watch.admin.send(new DescribeAlarmsCommand({ MaxRecords: 2 }));
  expect(first.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(['a', 'b']);
  const rest = await watch.admin.send(new DescribeAlarmsCommand({ MaxRecords: 2, NextToken: first.NextToken }));
  expect(rest.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(['c']);
  expect(rest.NextToken).toBeUndefined();
  const history = await watch.admin.send(
    new DescribeAlarmHistoryCommand({ MaxRecords: 2, HistoryItemType: 'ConfigurationUpdate' }),
  );
  expect(history.AlarmHistoryItems).toHaveLength(2);
  expect(history.NextToken).toBeDefined();
  expect(await refusal(watch.admin.send(new DescribeAlarmsCommand({ NextToken: 'x' })))).toBe('InvalidNextToken');
});

test('a restart keeps states, history, switched actions and data', async () => {
  const root = temporaryDirectory();
  const options = { root, store: memoryStackStore(), clock: new ManualClock(Date.now()) };
  const declare = (stack: Declaration): void => void declareAlarm(stack, 'errors', { evaluationPeriods: 2 });
  watch = await startCloudwatch(declare, options);
  await watch.put({ MetricName: 'Errors', Value: 1 });
  await watch.minutes(1);
  await watch.put({ MetricName: 'Errors', Value: 1 });
  await watch.admin.send(new DisableAlarmActionsCommand({ AlarmNames: ['errors'] }));
  const before = await watch.alarm('errors');
  const history = await summaries('errors');
  await watch.close();
  watch = await startCloudwatch(undefined, options);
  expect(await watch.alarm('errors')).toMatchObject({ StateValue: 'ALARM', ActionsEnabled: false });
  expect(before.StateValue).toBe('OK');
  expect(await summaries('errors')).toEqual([...history, 'Alarm updated from OK to ALARM']);
});
