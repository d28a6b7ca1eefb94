import { describeCause, describeUnexpected, type CauseDescription } from './describe-cause.ts';

/**
 * The one error handlers of events throw: `code` is what logs and metrics count, the message is for operators and for
 * Lambda's own log, the dead-letter queue's attributes and API Gateway (which knows `Unauthorized`). It never quotes contents.
 */
export class EventProblem extends Error {
  override readonly name = 'EventProblem';
  readonly code: string;
  /** `warn` for what a caller did wrong, `error` (alarms count these) for what we did. */
  readonly level: 'warn' | 'error';

  constructor(code: string, message: string, options: { cause?: unknown; level?: 'warn' | 'error' } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.level = options.level ?? 'error';
  }
}

/** What is logged of an invocation's failure, and what the invocation fails with: the message only of our own errors. */
export function failureOf(
  error: unknown,
  requestId: string,
): { level: 'warn' | 'error'; log: { problem: string; detail?: string; cause?: CauseDescription }; thrown: Error } {
  if (error instanceof EventProblem) {
    // A fresh one: Lambda logs every property of an error, and a cause of the SDK holds the whole request.
    const thrown = new EventProblem(error.code, error.message, { level: error.level });
    const cause = error.cause === undefined ? {} : { cause: describeCause(error.cause) };
    return { level: error.level, log: { problem: error.code, detail: error.message, ...cause }, thrown };
  }
  const cause = describeUnexpected(error);
  const message = `${cause.name}: the log of request ${requestId} says where`;
  return { level: 'error', log: { problem: 'unexpected', cause }, thrown: new EventProblem('unexpected', message) };
}
