import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { AlarmSpec } from '../../components/alarms.ts';
import type { Part } from './part.ts';
import { functionKinds } from './processing-names.ts';

type Row = readonly (string | Readonly<Record<string, unknown>>)[];

/** All alarms at a glance, and what they look at, side by side. */
export function createDashboard(
  part: Part,
  alarms: readonly aws.cloudwatch.MetricAlarm[],
  security: readonly AlarmSpec[],
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.Dashboard {
  const { physical, stack } = part;
  const body = pulumi.jsonStringify({
    widgets: [
      {
        type: 'alarm',
        x: 0,
        y: 0,
        width: 24,
        height: 4,
        properties: { title: 'Alarms', alarms: alarms.map(({ arn }) => arn) },
      },
      ...graphsOf(part, security).map(({ rows, title }, index) => ({
        type: 'metric',
        x: 12 * (index % 2),
        y: 4 + 6 * Math.floor(index / 2),
        width: 12,
        height: 6,
        properties: { title, region: stack.place.region, view: 'timeSeries', period: 60, metrics: rows },
      })),
    ],
  });
  return new aws.cloudwatch.Dashboard('dashboard', { dashboardName: physical.dashboard, dashboardBody: body }, opts);
}

function graphsOf(
  { physical, settings }: Part,
  security: readonly AlarmSpec[],
): readonly { readonly title: string; readonly rows: readonly Row[] }[] {
  const functions = functionKinds.map((kind) => physical.functions[kind]);
  const ofFunctions = (metric: string, stat: string): readonly Row[] =>
    functions.map(({ name }) => ['AWS/Lambda', metric, 'FunctionName', name, { stat }]);
  const ofApi = (metric: string, stat: string): Row => [
    'AWS/ApiGateway',
    metric,
    'ApiName',
    physical.api,
    'Stage',
    settings.stageName,
    { stat },
  ];
  const ofTable = (table: string): readonly Row[] =>
    ['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits', 'ReadThrottleEvents', 'WriteThrottleEvents'].map(
      (metric) => ['AWS/DynamoDB', metric, 'TableName', table, { stat: 'Sum' }],
    );
  return [
    { title: 'Requests', rows: [ofApi('Count', 'Sum'), ofApi('4XXError', 'Sum'), ofApi('5XXError', 'Sum')] },
    { title: 'Time to answer', rows: [ofApi('Latency', 'p50'), ofApi('Latency', 'p99')] },
    { title: 'Invocations', rows: ofFunctions('Invocations', 'Sum') },
    { title: 'Errors and throttles', rows: [...ofFunctions('Errors', 'Sum'), ...ofFunctions('Throttles', 'Sum')] },
    { title: 'Time to run', rows: ofFunctions('Duration', 'p99') },
    {
      title: 'How far the notifier is behind',
      rows: [['AWS/Lambda', 'IteratorAge', 'FunctionName', physical.functions.notifier.name, { stat: 'Maximum' }]],
    },
    { title: 'Documents table', rows: ofTable(physical.documentsTable) },
    { title: 'Permissions table', rows: ofTable(physical.permissionsTable) },
    {
      title: 'Dead letters',
      rows: functions.map(({ deadLetterQueue }) => [
        'AWS/SQS',
        'ApproximateNumberOfMessagesVisible',
        'QueueName',
        deadLetterQueue,
        { stat: 'Maximum' },
      ]),
    },
    {
      title: 'Security',
      rows: security.map(({ metric, namespace }) => [namespace, metric, { stat: 'Sum' }]),
    },
  ];
}
