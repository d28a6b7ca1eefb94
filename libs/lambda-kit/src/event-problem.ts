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

/** What is logged of an error: of our own its code and message, of any other neither message nor more than name and frames. */
export function describeFailure(error: unknown): Readonly<Record<string, Fields[string] | CauseDescription>> {
  if (!(error instanceof EventProblem)) return { problem: 'unexpected', cause: describeUnexpected(error) };
  const cause = error.cause === undefined ? {} : { cause: describeCause(error.cause) };
  return { problem: error.code, detail: error.message, ...error.log, ...cause };
}

/** The error an invocation fails with: Lambda logs its every property, so it has no cause, and a message only if it is ours. */
export function thrownFor(error: unknown, requestId: string): EventProblem {
  if (error instanceof EventProblem) return new EventProblem(error.code, error.message, { level: error.level });
  const name = error instanceof Error ? error.name : typeof error;
  return new EventProblem('unexpected', `${name}: the log of request ${requestId} says where`);
}
