import { describeFailure, type EventScope, type Outcome } from '@palisade/lambda-kit';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { statusChange } from './status-change.ts';
import type { Topic } from './topic.ts';

export interface Ports {
  topic: Topic;
}

/** Publications under way at once: one at a time a full batch takes seconds, all at once it would be throttled. */
const AT_ONCE = 10;

/** Milliseconds kept of the invocation's time to report in. */
const TIME_TO_REPORT = 1_000;

/**
 * Publishes the status changes in a batch of stream records, in order, and reports the first record that failed. Lambda
 * tries again from that one on, so everything before it has been published and nothing after it is lost; what succeeded
 * beside it is published twice, under the same `changeId`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function notify({ topic }: Ports) {
  return async ({ Records }: DynamoDBStreamEvent, scope: EventScope): Promise<Outcome<DynamoDBBatchResponse>> => {
    const abortSignal = AbortSignal.timeout(Math.max(scope.remainingMillis() - TIME_TO_REPORT, 1));
    let published = 0;
    for (let start = 0; start < Records.length; start += AT_ONCE) {
      const some = Records.slice(start, start + AT_ONCE);
      const settled = await Promise.allSettled(some.map((record) => publish(topic, record, abortSignal)));
      published += settled.filter((one) => one.status === 'fulfilled' && one.value).length;
      settled.forEach((one, index) => {
        if (one.status === 'rejected') scope.line('error', 'record failed', failureLine(some[index], one.reason));
      });
      const failed = some[settled.findIndex(({ status }) => status === 'rejected')];
      if (failed) {
        const itemIdentifier = sequenceNumber(failed);
        const log = { records: Records.length, published, failed_at: itemIdentifier };
        return { result: { batchItemFailures: [{ itemIdentifier }] }, log };
      }
    }
    return { result: { batchItemFailures: [] }, log: { records: Records.length, published } };
  };
}

/** Whether there was a change to publish. */
async function publish(topic: Topic, record: DynamoDBRecord, abortSignal: AbortSignal): Promise<boolean> {
  const change = statusChange(record);
  if (change) await topic.publish(change, abortSignal);
  return change !== undefined;
}

/** An empty identifier has Lambda try the whole batch again, which is right when there is none. */
function sequenceNumber(record: DynamoDBRecord | undefined): string {
  return record?.dynamodb?.SequenceNumber ?? '';
}

function failureLine(record: DynamoDBRecord | undefined, error: unknown): Record<string, unknown> {
  const documentId = record?.dynamodb?.Keys?.['documentId']?.S;
  return { document_id: documentId, sequence_number: sequenceNumber(record), ...describeFailure(error) };
}
