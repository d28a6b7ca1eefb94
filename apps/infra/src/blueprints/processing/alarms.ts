import { documentIndexes } from '@palisade/shared-types';
import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { EncryptedTopic } from '../../components/encrypted-topic.ts';
import type { Part } from './part.ts';
import { functionKinds } from './processing-names.ts';

/** An alarm on one metric: when what was measured in `minutes` is beyond `above`. */
export interface AlarmSpec {
  /** Type part of its name, and its logical name. */
  readonly type: string;
  readonly description: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum';
  readonly above: number;
  readonly minutes: number;
}

/** Every alarm of the platform but those on what is counted in logs, in the order of its parts. */
export function alarmsOf(part: Part): readonly AlarmSpec[] {
  return [...ofFunctions(part), ...ofQueues(part), ...ofTables(part), ...ofApi(part)];
}

/** Each tells the alarm topic when it begins and when it ends. No news is good news: nothing is measured where nothing happens. */
export function createAlarms(
  specs: readonly AlarmSpec[],
  { names, topic }: { readonly names: (type: string) => string; readonly topic: EncryptedTopic },
  opts: pulumi.CustomResourceOptions,
): readonly aws.cloudwatch.MetricAlarm[] {
  return specs.map(
    ({ above, description, dimensions, metric, minutes, namespace, statistic, type }) =>
      new aws.cloudwatch.MetricAlarm(
        `${type}-alarm`,
        {
          name: names(type),
          alarmDescription: description,
          namespace,
          metricName: metric,
          dimensions,
          statistic,
          period: minutes * 60,
          evaluationPeriods: 1,
          threshold: above,
          comparisonOperator: 'GreaterThanThreshold',
          treatMissingData: 'notBreaching',
          alarmActions: [topic.arn],
          okActions: [topic.arn],
        },
        opts,
      ),
  );
}

function ofFunctions({ physical }: Part): readonly AlarmSpec[] {
  const perFunction = functionKinds.flatMap((kind): AlarmSpec[] => {
    const { name, type } = physical.functions[kind];
    const on = { namespace: 'AWS/Lambda', dimensions: { FunctionName: name }, statistic: 'Sum' as const, above: 0 };
    return [
      { ...on, type: `${type}-errors`, metric: 'Errors', minutes: 1, description: `${name} fails` },
      {
        ...on,
        type: `${type}-throttles`,
        metric: 'Throttles',
        minutes: 1,
        description: `${name} finds no room to run`,
      },
    ];
  });
  const { name, type } = physical.functions.notifier;
  return [
    ...perFunction,
    {
      type: `${type}-iterator-age`,
      description: `${name} is more than a minute behind the documents table`,
      namespace: 'AWS/Lambda',
      metric: 'IteratorAge',
      dimensions: { FunctionName: name },
      statistic: 'Maximum',
      above: 60_000,
      minutes: 1,
    },
  ];
}

function ofQueues({ physical }: Part): readonly AlarmSpec[] {
  return functionKinds.map((kind) => {
    const { deadLetterQueue, type } = physical.functions[kind];
    return {
      type: `${type}-dlq-depth`,
      description: `Something in ${deadLetterQueue} waits for somebody to look into it`,
      namespace: 'AWS/SQS',
      metric: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: deadLetterQueue },
      statistic: 'Maximum',
      above: 0,
      minutes: 1,
    };
  });
}

function ofTables({ physical }: Part): readonly AlarmSpec[] {
  const throttling = (what: string, type: string, dimensions: Readonly<Record<string, string>>): AlarmSpec[] =>
    (['Read', 'Write'] as const).map((kind) => ({
      type: `${type}-${kind.toLowerCase()}-throttles`,
      description: `DynamoDB throttles ${kind.toLowerCase()}s of ${what}`,
      namespace: 'AWS/DynamoDB',
      metric: `${kind}ThrottleEvents`,
      dimensions,
      statistic: 'Sum',
      above: 0,
      minutes: 1,
    }));
  const { documentsTable, permissionsTable } = physical;
  return [
    ...throttling(documentsTable, 'documents-table', { TableName: documentsTable }),
    ...Object.values(documentIndexes).flatMap(({ name }) =>
      throttling(`${name} of ${documentsTable}`, `documents-table-${name.toLowerCase()}`, {
        TableName: documentsTable,
        GlobalSecondaryIndexName: name,
      }),
    ),
    ...throttling(permissionsTable, 'permissions-table', { TableName: permissionsTable }),
  ];
}

function ofApi({ physical, settings }: Part): readonly AlarmSpec[] {
  const dimensions = { ApiName: physical.api, Stage: settings.stageName };
  const on = { namespace: 'AWS/ApiGateway', dimensions, statistic: 'Sum' as const };
  return [
    {
      ...on,
      type: 'api-4xx',
      metric: '4XXError',
      above: 50,
      minutes: 5,
      description: 'Callers are refused unusually often',
    },
    { ...on, type: 'api-5xx', metric: '5XXError', above: 0, minutes: 1, description: 'The API fails' },
  ];
}
