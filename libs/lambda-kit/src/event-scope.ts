import type { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import type { Outcome } from './create-event-handler.ts';
import { describeFailure, thrownFor } from './event-problem.ts';

/** What a handler of events needs beside the event. */
export interface EventScope {
  /** Lambda's request id: the same in every retry of an asynchronous invocation. */
  readonly requestId: string;
  /** Milliseconds until Lambda ends the invocation. */
  remainingMillis(): number;
  /** A line of its own, for one record of several: identifiers and sizes, never contents. */
  line(level: 'info' | 'warn' | 'error', message: string, fields: Readonly<Record<string, unknown>>): void;
}

/** middy's `request` on its way through the chain of events. */
interface Exchange {
  /** Lambda's event at first, then the event with its scope. */
  event: unknown;
  readonly context: Context;
  response: unknown;
  error: unknown;
  readonly internal: { scope?: EventScope; startedAt?: number };
}

/** Ids in every line, one line at the end, failures described. `now` is a monotonic clock in milliseconds. */
export function eventScope(logger: Logger, now: () => number) {
  const before = (exchange: Exchange): void => {
    const { context, event } = exchange;
    const scope: EventScope = {
      requestId: context.awsRequestId,
      remainingMillis: () => context.getRemainingTimeInMillis(),
      line: (level, message, fields) => logger[level](message, { ...fields }),
    };
    Object.assign(exchange.internal, { scope, startedAt: now() });
    exchange.event = { event, scope };
    logger.resetKeys();
    logger.addContext(context);
    logger.appendKeys({ request_id: context.awsRequestId });
  };

  const duration = ({ internal }: Exchange) => Math.round((now() - (internal.startedAt ?? now())) * 100) / 100;

  const after = (exchange: Exchange): void => {
    const { result, log } = exchange.response as Outcome<unknown>;
    logger.info('event completed', { duration_ms: duration(exchange), ...log });
    exchange.response = result;
  };

  const onError = (exchange: Exchange): void => {
    const thrown = thrownFor(exchange.error, exchange.context.awsRequestId);
    logger[thrown.level]('event failed', { duration_ms: duration(exchange), ...describeFailure(exchange.error) });
    exchange.error = thrown;
  };

  return { before, after, onError };
}
