import middy from '@middy/core';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { middyOptions } from './create-handler.ts';
import type { Fields } from './event-problem.ts';
import { eventScope, type EventScope } from './event-scope.ts';

/** What a handler of events did. */
export interface Outcome<Result> {
  /** What Lambda hands back to whoever invoked the function. */
  result: Result;
  /** Goes into the line that ends the invocation: identifiers and sizes, never contents. */
  log?: Fields;
}

export interface EventHandlerOptions<Event, Result> {
  logger: Logger;
  /** The work. To refuse the event throw an {@link EventProblem}; whatever is thrown, the invocation fails. */
  run: (event: Event, scope: EventScope) => Promise<Outcome<Result>>;
  /** Monotonic milliseconds, for the duration in the last line. */
  now?: () => number;
}

export type EventHandler<Event, Result> = (event: Event, context: Context) => Promise<Result>;

/**
 * {@link createHandler}'s sibling for whatever is not an API request: authorizers, S3 and stream events. Ids in every log
 * line, one line at the end, never the event. It rejects when `run` does, so that Lambda retries and the dead-letter queue
 * sees it; what it rejects with says no more than may be logged.
 */
export function createEventHandler<Event, Result>(
  options: EventHandlerOptions<Event, Result>,
): EventHandler<Event, Result> {
  const { logger, run, now = () => performance.now() } = options;
  const work = ({ event, scope }: { event: Event; scope: EventScope }) => run(event, scope);
  const chain = middy(work, middyOptions);
  chain.use(eventScope(logger, now));
  // middy's types know one event and one result; outside they are Lambda's.
  return chain as unknown as EventHandler<Event, Result>;
}
