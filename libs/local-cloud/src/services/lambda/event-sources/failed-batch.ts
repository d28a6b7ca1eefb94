import type { Outcome } from '../runtime/outcome.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import type { SourceRecord } from './stream-reader.ts';

export interface FailedBatch {
  readonly mapping: EventSourceMapping;
  readonly shardId: string;
  readonly records: readonly SourceRecord[];
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly attempts: number;
  /** Undefined when the batch was too old to be tried. */
  readonly outcome: Outcome | undefined;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * What the destination on failure gets, as JSON: where the records are, not the records.
 * Source: Lambda Developer Guide, "Retain discarded records for a DynamoDB event source", "Example SNS/SQS invocation record".
 */
export function failedBatch(failed: FailedBatch): string {
  const { attempts, condition, mapping, now, outcome, records, requestId, shardId } = failed;
  const first = records[0];
  const last = records.at(-1);
  return JSON.stringify({
    requestContext: { requestId, functionArn: mapping.functionArn, condition, approximateInvokeCount: attempts },
    ...(outcome !== undefined && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    }),
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: new Date(first?.at ?? now).toISOString(),
      approximateArrivalOfLastRecord: new Date(last?.at ?? now).toISOString(),
      batchSize: records.length,
      streamArn: mapping.sourceArn,
    },
  });
}
