import type { JsonObject, Reply } from '../../../kernel/wire.ts';
import { json } from '../../../kernel/wire.ts';
import type { Operation } from '../../../kernel/operation.ts';
import { ResourceNotFoundException } from '../errors.ts';
import type { DynamodbState } from '../state.ts';
import type { Table } from '../table/table.ts';
import { tableName } from './input.ts';
import { tableDescription } from './table-description.ts';
import { tableOperation } from './table-operation.ts';

/** Source: Amazon DynamoDB API Reference, DescribeTable. */
export const describeTable = aboutTable('DescribeTable', (table) => ({ Table: tableDescription(table) }));

/** Source: Amazon DynamoDB API Reference, DescribeTimeToLive. */
export const describeTimeToLive = aboutTable('DescribeTimeToLive', ({ configuration: { ttlAttribute } }) => ({
  TimeToLiveDescription:
    ttlAttribute === undefined
      ? { TimeToLiveStatus: 'DISABLED' }
      : { TimeToLiveStatus: 'ENABLED', AttributeName: ttlAttribute },
}));

/** Source: Amazon DynamoDB API Reference, DescribeContinuousBackups. */
export const describeContinuousBackups = aboutTable(
  'DescribeContinuousBackups',
  ({ configuration: { recoveryDays } }) => ({
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription:
        recoveryDays === undefined
          ? { PointInTimeRecoveryStatus: 'DISABLED' }
          : { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: recoveryDays },
    },
  }),
);

/** An operation that only tells what the graph says of a table. */
function aboutTable(name: string, describe: (table: Table) => JsonObject): Operation<DynamodbState> {
  return tableOperation({
    name,
    parse: (input) => ({ table: tableName(input) }),
    run({ table: given }, arn, state): Reply {
      const table = state.find(arn);
      if (table === undefined) {
        throw new ResourceNotFoundException(`Requested resource not found: Table: ${given} not found`);
      }
      return json(describe(table));
    },
  });
}
