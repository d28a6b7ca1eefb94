import { AwsError } from '../../../kernel/errors.ts';
import type { Reply } from '../../../kernel/wire.ts';
import { ConditionalCheckFailedException } from '../errors.ts';
import type { DynamodbState } from '../state.ts';

/** Does the work of a request to one table, and measures how long it takes or how it fails. */
export async function measured(
  operation: string,
  arn: string,
  state: DynamodbState,
  work: () => Promise<Reply> | Reply,
): Promise<Reply> {
  const { host, metrics } = state;
  const startedAt = host.clock.now();
  const table = state.find(arn)?.configuration;
  try {
    const reply = await work();
    if (table !== undefined) metrics.succeeded(table, operation, host.clock.now() - startedAt);
    return reply;
  } catch (error) {
    if (table !== undefined && error instanceof ConditionalCheckFailedException) metrics.conditionFailed(table);
    else if (error instanceof AwsError && error.fault === 'client') metrics.refused(arn.split(':')[3] ?? '');
    else if (table !== undefined) metrics.failed(table, operation);
    throw error;
  }
}
