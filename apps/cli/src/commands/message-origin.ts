import { isRecord } from '../cloud/control-client.ts';
import type { DeadLetterQueue, Origin } from './dead-letter-queues.ts';

/** An origin whose messages a dead-letter queue holds beside those of others. */
export type FunctionOrigin = Exclude<Origin, { kind: 'queue' }>;

/**
 * Whether each message of a queue says which of the queue's origins it came from. One origin is always clear; of several,
 * each has to be of another kind, and none a queue, whose messages may have any body.
 */
export function tellsOrigins({ origins }: DeadLetterQueue): boolean {
  const kinds = new Set(origins.map(({ kind }) => kind));
  return origins.length === 1 || (kinds.size === origins.length && !kinds.has('queue'));
}

/**
 * The origin of a message, by what Lambda puts into it: a record of a stream names the batch, a record of an invocation
 * carries its event, and a plain event is the whole body.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function originOf(origins: readonly FunctionOrigin[], body: string): FunctionOrigin | undefined {
  if (origins.length === 1) return origins[0];
  const kind = kindOf(body);
  return origins.find((origin) => origin.kind === kind);
}

function kindOf(body: string): FunctionOrigin['kind'] {
  const record = recordOf(body);
  if (record === undefined || !isRecord(record['requestContext'])) return 'events';
  if (isRecord(record['DDBStreamBatchInfo'])) return 'stream';
  return 'requestPayload' in record ? 'records' : 'events';
}

function recordOf(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
