import { randomBytes } from 'node:crypto';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  GetMetricStatisticsCommand,
} from '@aws-sdk/client-cloudwatch';
import { apiKeyOf } from '@palisade/shared-types';
import { clientConfig } from '../../src/identities.ts';
import { expect, refusalOf, test } from '../../src/processing-fixtures.ts';

// Metrics are there by the minute, and so are alarms.
const inMinutes = { timeout: 240_000, intervals: [1_000] };
test.setTimeout(300_000);

test('every alarm is there, and tells the alarm topic', async ({ stack, verifier }) => {
  const { alarmNames, alarmTopicArn } = stack.outputs;
  const describe = new DescribeAlarmsCommand({ AlarmNames: [...alarmNames], MaxRecords: 100 });
  const { MetricAlarms = [] } = await new CloudWatchClient(clientConfig(stack)).send(describe);
  expect(MetricAlarms.map(({ AlarmName }) => AlarmName).sort()).toEqual([...alarmNames].sort());
  for (const { ActionsEnabled, AlarmActions, AlarmName } of MetricAlarms) {
    expect(ActionsEnabled, AlarmName).toBe(true);
    expect(AlarmActions, AlarmName).toEqual([alarmTopicArn]);
  }
  // What the requirement and its platform name, by metric.
  const watched = new Set(MetricAlarms.map(({ MetricName }) => MetricName));
  for (const metric of [
    'Errors',
    'Throttles',
    'IteratorAge',
    'ApproximateNumberOfMessagesVisible',
    'ReadThrottleEvents',
    'WriteThrottleEvents',
    '4XXError',
    '5XXError',
    'UnauthorizedAttempts',
    'DeniedAwsCalls',
  ]) {
    expect(watched, metric).toContain(metric);
  }
  const asVerifier = new CloudWatchClient(clientConfig(stack, verifier)).send(describe);
  expect((await refusalOf(asVerifier))?.name).toMatch(/^AccessDenied/);
});

test('the dashboard shows what the platform does', async ({ stack }) => {
  const { dashboardName: DashboardName, processorFunctionName } = stack.outputs;
  const answer = await new CloudWatchClient(clientConfig(stack)).send(new GetDashboardCommand({ DashboardName }));
  expect(answer.DashboardBody).toContain(processorFunctionName);
});

test('unauthorised attempts are counted, and enough of them raise the alarm', async ({ api, stack }) => {
  const { alarmNames, metricNamespace: Namespace } = stack.outputs;
  const cloudwatch = new CloudWatchClient(clientConfig(stack));
  const since = new Date(Date.now() - 60_000);
  const counted = async (): Promise<number> => {
    const { Datapoints = [] } = await cloudwatch.send(
      new GetMetricStatisticsCommand({
        Namespace,
        MetricName: 'UnauthorizedAttempts',
        StartTime: since,
        EndTime: new Date(Date.now() + 60_000),
        Period: 60,
        Statistics: ['Sum'],
      }),
    );
    return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
  };
  const before = await counted();
  const attempts = 6;
  for (let index = 0; index < attempts; index++) {
    const answer = await api.call('GET', '', { key: apiKeyOf(randomBytes(32)) });
    expect(answer.status()).toBe(401);
  }
  await expect.poll(counted, inMinutes).toBeGreaterThanOrEqual(before + attempts);
  const AlarmNames = alarmNames.filter((name) => name.includes('unauthorized-attempts'));
  expect(AlarmNames).toHaveLength(1);
  const state = async () => {
    const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames }));
    return MetricAlarms[0]?.StateValue;
  };
  await expect.poll(state, inMinutes).toBe('ALARM');
});
