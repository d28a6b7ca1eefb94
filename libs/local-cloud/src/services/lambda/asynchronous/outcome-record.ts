import type { Outcome } from '../runtime/outcome.ts';
import type { Parcel } from '../hand-over.ts';
import type { GaveUp, QueuedEvent } from './queued-event.ts';

/** Bytes of an error message that go with a dead letter. */
const LONGEST_ERROR = 1024;

/**
 * What a destination gets. `outcome` is undefined for an event that was never run.
 * Source: Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations", "Example invocation record".
 */
export function invocationRecord(
  event: QueuedEvent,
  functionArn: string,
  condition: GaveUp | 'Success',
  outcome: Outcome | undefined,
  now: number,
): Parcel {
  const { request, failures } = event;
  const record = {
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId: request.requestId,
      functionArn: `${functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: condition === 'Success' ? failures + 1 : failures,
    },
    requestPayload: parsed(request.event),
    ...(outcome !== undefined && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        ...(outcome.status !== 'success' && { functionError: 'Unhandled' }),
      },
      responsePayload: parsed(outcome.payload),
    }),
  };
  return { body: JSON.stringify(record) };
}

/**
 * What a dead-letter queue gets: the event itself, and why as attributes.
 * Source: Lambda Developer Guide, "Adding a dead-letter queue", "Dead-letter queue message attributes".
 */
export function deadLetter({ request }: QueuedEvent, outcome: Outcome | undefined): Parcel {
  const message = outcome === undefined ? 'The event was too old' : errorMessage(outcome.payload);
  return {
    body: request.event,
    attributes: {
      RequestID: { dataType: 'String', stringValue: request.requestId },
      ErrorCode: { dataType: 'Number', stringValue: '200' },
      ErrorMessage: { dataType: 'String', stringValue: message.slice(0, LONGEST_ERROR) || 'Unhandled' },
    },
  };
}

function errorMessage(payload: string): string {
  const error = parsed(payload);
  const { errorMessage: message } = (typeof error === 'object' && error !== null ? error : {}) as {
    errorMessage?: unknown;
  };
  return typeof message === 'string' ? message : payload;
}

/** Handlers answer JSON, but what a destination gets must be whole even if one did not. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
