import type { Outcome } from './outcome.ts';

/** One event on its way through a function. */
export interface Invocation {
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  readonly functionArn: string;
  readonly traceId: string;
  /** JSON text. */
  readonly clientContext?: string;
  /** Whether the caller wants the end of the log. */
  readonly tail: boolean;
}

export interface InvocationResult {
  readonly outcome: Outcome;
  readonly tail?: string;
}
