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

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The window of point-in-time recovery ends five minutes ago and begins with its days, or when it was turned on.
 * Source: Amazon DynamoDB API Reference, DescribeContinuousBackups, PointInTimeRecoveryDescription.
 */
export const describeContinuousBackups = aboutTable(
  'DescribeContinuousBackups',
  ({ configuration: { recoveryDays }, recoverySince }, now) => ({
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription:
        recoveryDays === undefined || recoverySince === undefined
          ? { PointInTimeRecoveryStatus: 'DISABLED' }
          : {
              PointInTimeRecoveryStatus: 'ENABLED',
              RecoveryPeriodInDays: recoveryDays,
              EarliestRestorableDateTime: Math.max(recoverySince, now - recoveryDays * DAY) / 1000,
              LatestRestorableDateTime: Math.max(recoverySince, now - 5 * MINUTE) / 1000,
            },
    },
  }),
);

/** An operation that only tells what the graph says of a table. */
function aboutTable(name: string, describe: (table: Table, now: number) => JsonObject): Operation<DynamodbState> {
  return tableOperation({
    name,
    parse: (input) => ({ table: tableName(input) }),
    run({ table: given }, arn, state, { now }): Reply {
      const table = state.find(arn);
      if (table === undefined) {
        throw new ResourceNotFoundException(`Requested resource not found: Table: ${given} not found`);
      }
      return json(describe(table, now));
    },
  });
}
