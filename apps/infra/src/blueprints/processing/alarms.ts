import { documentIndexes } from '@palisade/shared-types';
import type { AlarmSpec } from '../../components/alarms.ts';
import { apiAlarms, functionAlarms, throttlingAlarms } from '../alarm-specs.ts';
import type { Part } from './part.ts';
import { functionKinds } from './processing-names.ts';

/** Every alarm of the platform but those on what is counted in logs, in the order of its parts. */
export function alarmsOf(part: Part): readonly AlarmSpec[] {
  const { physical, settings } = part;
  return [
    ...ofFunctions(part),
    ...ofQueues(part),
    ...ofTables(part),
    ...apiAlarms({ ApiName: physical.api, Stage: settings.stageName }),
  ];
}

function ofFunctions({ physical }: Part): readonly AlarmSpec[] {
  const { name, type } = physical.functions.notifier;
  return [
    ...functionKinds.flatMap((kind) => {
      const of = physical.functions[kind];
      return functionAlarms(of.type, of.name);
    }),
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
  const { documentsTable, permissionsTable } = physical;
  return [
    ...throttlingAlarms('documents-table', documentsTable, { TableName: documentsTable }),
    ...Object.values(documentIndexes).flatMap(({ name }) =>
      throttlingAlarms(`documents-table-${name.toLowerCase()}`, `${name} of ${documentsTable}`, {
        TableName: documentsTable,
        GlobalSecondaryIndexName: name,
      }),
    ),
    ...throttlingAlarms('permissions-table', permissionsTable, { TableName: permissionsTable }),
  ];
}
