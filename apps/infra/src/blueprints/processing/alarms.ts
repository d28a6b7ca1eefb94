import { documentIndexes } from '@palisade/shared-types';
import type { AlarmSpec } from '../../components/alarms.ts';
import type { Part } from './part.ts';
import { functionKinds } from './processing-names.ts';

/** Every alarm of the platform but those on what is counted in logs, in the order of its parts. */
export function alarmsOf(part: Part): readonly AlarmSpec[] {
  return [...ofFunctions(part), ...ofQueues(part), ...ofTables(part), ...ofApi(part)];
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
