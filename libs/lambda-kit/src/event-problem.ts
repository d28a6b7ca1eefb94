import { describeCause, describeUnexpected, type CauseDescription } from './describe-cause.ts';

/** What may be logged: identifiers and sizes, never contents. */
export type Fields = Readonly<Record<string, string | number | boolean>>;

export interface EventProblemOptions {
  /** For the log only; logged with its message, so it must not quote contents. */
  cause?: unknown;
  level?: 'warn' | 'error';
  /** Goes into the line that ends the invocation. */
  log?: Fields;
}

/**
 * The one error handlers of events throw: `code` is what logs and metrics count, the message is for operators and for
 * Lambda's own log, the dead-letter queue's attributes and API Gateway (which knows `Unauthorized`). It never quotes contents.
 */
export class EventProblem extends Error {
  override readonly name = 'EventProblem';
  readonly code: string;
  /** `warn` for what a caller did wrong, `error` (alarms count these) for what we did. */
  readonly level: 'warn' | 'error';
  readonly log: Fields;

  constructor(code: string, message: string, options: EventProblemOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.level = options.level ?? 'error';
    this.log = options.log ?? {};
  }
}

/** What is logged of an invocation's failure, and what the invocation fails with: the message only of our own errors. */
export function failureOf(
  error: unknown,
  requestId: string,
): { level: 'warn' | 'error'; log: Readonly<Record<string, Fields[string] | CauseDescription>>; thrown: Error } {
  if (error instanceof EventProblem) {
    // A fresh one: Lambda logs every property of an error, and a cause of the SDK holds the whole request.
    const thrown = new EventProblem(error.code, error.message, { level: error.level });
    const cause = error.cause === undefined ? {} : { cause: describeCause(error.cause) };
    return { level: error.level, log: { problem: error.code, detail: error.message, ...error.log, ...cause }, thrown };
  }
  const cause = describeUnexpected(error);
  const message = `${cause.name}: the log of request ${requestId} says where`;
  return { level: 'error', log: { problem: 'unexpected', cause }, thrown: new EventProblem('unexpected', message) };
}
