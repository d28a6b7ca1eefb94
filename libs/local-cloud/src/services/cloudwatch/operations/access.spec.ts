import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListDashboardsCommand,
  ListMetricsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  type CloudWatchClient,
} from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Statement } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import { dashboardArn } from '../arn.ts';
import { DASHBOARD } from '../resources/dashboard.ts';
import {
  alarmArn,
  declareAlarm,
  declareRole,
  refusal,
  startCloudwatch,
  type CloudwatchCloud,
} from '../testing/cloudwatch-cloud.ts';

const board = dashboardArn('aws', DEFAULT_ACCOUNT, 'board');
const range = { StartTime: new Date(0), EndTime: new Date(60_000) };
const metric = { Namespace: 'App', MetricName: 'Errors' };
type Call = (client: CloudWatchClient) => Promise<unknown>;

const put =
  (Namespace: string): Call =>
  (client) =>
    client.send(new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName: 'Errors', Value: 1 }] }));
const set =
  (AlarmName: string): Call =>
  (client) =>
    client.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'OK', StateReason: 'x' }));

/** By action: what is allowed to one role and to no other, the resource it is allowed on, and how it is asked. */
const actions: Readonly<Record<string, readonly [Pick<Statement, 'Resource' | 'Condition'>, Call]>> = {
  DescribeAlarmHistory: [
    { Resource: alarmArn('errors') },
    (client) => client.send(new DescribeAlarmHistoryCommand({ AlarmName: 'errors' })),
  ],
  DescribeAlarms: [
    { Resource: alarmArn('errors') },
    (client) => client.send(new DescribeAlarmsCommand({ AlarmNames: ['errors'] })),
  ],
  DescribeAlarmsForMetric: [{ Resource: '*' }, (client) => client.send(new DescribeAlarmsForMetricCommand(metric))],
  DisableAlarmActions: [
    { Resource: alarmArn('errors') },
    (client) => client.send(new DisableAlarmActionsCommand({ AlarmNames: ['errors'] })),
  ],
  EnableAlarmActions: [
    { Resource: alarmArn('errors') },
    (client) => client.send(new EnableAlarmActionsCommand({ AlarmNames: ['errors'] })),
  ],
  GetDashboard: [{ Resource: board }, (client) => client.send(new GetDashboardCommand({ DashboardName: 'board' }))],
  GetMetricData: [
    { Resource: '*' },
    (client) =>
      client.send(
        new GetMetricDataCommand({
          ...range,
          MetricDataQueries: [{ Id: 'a', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' } }],
        }),
      ),
  ],
  GetMetricStatistics: [
    { Resource: '*' },
    (client) => client.send(new GetMetricStatisticsCommand({ ...metric, ...range, Period: 60, Statistics: ['Sum'] })),
  ],
  ListDashboards: [{ Resource: '*' }, (client) => client.send(new ListDashboardsCommand({}))],
  ListMetrics: [{ Resource: '*' }, (client) => client.send(new ListMetricsCommand({}))],
  ListTagsForResource: [
    { Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } },
    (client) => client.send(new ListTagsForResourceCommand({ ResourceARN: alarmArn('errors') })),
  ],
  PutMetricData: [{ Resource: '*', Condition: { StringEquals: { 'cloudwatch:namespace': 'App' } } }, put('App')],
  SetAlarmState: [{ Resource: alarmArn('errors') }, set('errors')],
};

let watch: CloudwatchCloud;
beforeAll(async () => {
  watch = await startCloudwatch((stack) => {
    declareAlarm(stack, 'errors', { tags: { team: 'a' } });
    declareAlarm(stack, 'other', { tags: { team: 'b' } });
    stack.resource(DASHBOARD, 'board', { dashboardName: 'board', dashboardBody: '{"widgets":[]}' });
    for (const [action, [where]] of Object.entries(actions)) {
      declareRole(stack, `may-${action}`, { Effect: 'Allow', Action: `cloudwatch:${action}`, ...where });
      declareRole(stack, `all-but-${action}`, {
        Effect: 'Allow',
        NotAction: `cloudwatch:${action}`,
        Resource: '*',
      });
    }
  });
});
afterAll(() => watch.close());

describe.each(Object.entries(actions))('cloudwatch:%s', (action, [, call]) => {
  test('is enough', async () => {
    expect(await call(watch.as(`may-${action}`))).toMatchObject({ $metadata: { httpStatusCode: 200 } });
  });

  test('is needed', async () => {
    expect(await refusal(call(watch.as(`all-but-${action}`)))).toMatch(/^AccessDenied/);
  });
});

test.each([
  ['another namespace', 'may-PutMetricData', put('Other')],
  ['another alarm', 'may-SetAlarmState', set('other')],
  ['alarms altogether', 'may-DescribeAlarms', ((client) => client.send(new DescribeAlarmsCommand({}))) as Call],
  [
    'one alarm more',
    'may-DisableAlarmActions',
    ((client) => client.send(new DisableAlarmActionsCommand({ AlarmNames: ['errors', 'other'] }))) as Call,
  ],
  [
    'another dashboard',
    'may-GetDashboard',
    ((client) => client.send(new GetDashboardCommand({ DashboardName: 'other' }))) as Call,
  ],
  [
    'an alarm with another tag',
    'may-ListTagsForResource',
    ((client) => client.send(new ListTagsForResourceCommand({ ResourceARN: alarmArn('other') }))) as Call,
  ],
] as const)('a permission does not reach to %s', async (_title, role, call) => {
  expect(await refusal(call(watch.as(role)))).toMatch(/^AccessDenied/);
});

test('alarms are made by programs only', async () => {
  const call = watch.admin.send(
    new PutMetricAlarmCommand({ AlarmName: 'x', ComparisonOperator: 'LessThanThreshold', EvaluationPeriods: 1 }),
  );
  await expect(call).rejects.toThrow(/cloudwatch:PutMetricAlarm would change infrastructure/);
});

describe('tags and dashboards', () => {
  test('tags of an alarm and of a dashboard, and of what is not there', async () => {
    const tags = (ResourceARN: string) => watch.admin.send(new ListTagsForResourceCommand({ ResourceARN }));
    expect((await tags(alarmArn('errors'))).Tags).toEqual([{ Key: 'team', Value: 'a' }]);
    expect((await tags(board)).Tags).toEqual([]);
    expect(await refusal(tags(alarmArn('nobody')))).toBe('ResourceNotFoundException');
  });

  test('a dashboard and the list of them', async () => {
    expect(await watch.admin.send(new GetDashboardCommand({ DashboardName: 'board' }))).toMatchObject({
      DashboardName: 'board',
      DashboardArn: board,
      DashboardBody: '{"widgets":[]}',
    });
    const listed = await watch.admin.send(new ListDashboardsCommand({ DashboardNamePrefix: 'bo' }));
    expect(listed.DashboardEntries).toEqual([{ DashboardName: 'board', DashboardArn: board, Size: 14 }]);
    const none = await watch.admin.send(new ListDashboardsCommand({ DashboardNamePrefix: 'x' }));
    expect(none.DashboardEntries).toEqual([]);
    // The SDK shows its name in the query protocol.
    expect(await refusal(watch.admin.send(new GetDashboardCommand({ DashboardName: 'gone' })))).toBe(
      'ResourceNotFound',
    );
  });
});
