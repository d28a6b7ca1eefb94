import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { clientConfig } from '../../src/identities.ts';
import { operatorOf } from '../../src/operator.ts';
import { expect, newPayment, problemOf, refusalOf, test } from '../../src/payments-fixtures.ts';

// Metrics are there by the minute, and so are alarms.
const inMinutes = { timeout: 240_000, intervals: [1_000] };
test.setTimeout(300_000);

test('every alarm is there, and tells the alarm topic', async ({ stack }) => {
  const { alarm_names, alarm_topic_arn } = stack.outputs;
  const describe = new DescribeAlarmsCommand({ AlarmNames: [...alarm_names], MaxRecords: 100 });
  const { MetricAlarms = [] } = await new CloudWatchClient(clientConfig(stack)).send(describe);
  expect(MetricAlarms.map(({ AlarmName }) => AlarmName).sort()).toEqual([...alarm_names].sort());
  for (const { ActionsEnabled, AlarmActions, AlarmName } of MetricAlarms) {
    expect(ActionsEnabled, AlarmName).toBe(true);
    expect(AlarmActions, AlarmName).toEqual([alarm_topic_arn]);
  }
  const watched = new Set(MetricAlarms.map(({ MetricName }) => MetricName));
  for (const metric of ['Errors', 'Throttles', '4XXError', '5XXError', 'BlockedRequests']) {
    expect(watched, metric).toContain(metric);
  }
  const asOperator = new CloudWatchClient(clientConfig(stack, operatorOf(stack))).send(describe);
  expect((await refusalOf(asOperator))?.name).toMatch(/^AccessDenied/);
});

test('a card number where none belongs raises the alarm', async ({ api, stack }) => {
  const AlarmNames = stack.outputs.alarm_names.filter((name) => name.includes('card-numbers'));
  expect(AlarmNames).toHaveLength(1);
  const answer = await api.call({ path: '/process-payment', body: newPayment({ description: '4111111111111111' }) });
  expect(problemOf(answer)).toEqual({ status: 400, code: 'card-number' });
  const cloudwatch = new CloudWatchClient(clientConfig(stack));
  const state = async () => {
    const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames }));
    return MetricAlarms[0]?.StateValue;
  };
  await expect.poll(state, inMinutes).toBe('ALARM');
});
