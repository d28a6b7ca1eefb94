import type { Limits } from './ports.ts';

/** Milliseconds a call may take with all its attempts. A request makes three, and API Gateway waits 29 s. */
const CALL_MILLIS = 7_000;

/** Milliseconds kept of the invocation's time to answer in, once AWS has been given up. */
const TIME_TO_ANSWER = 500;

/** What bounds a call, for the SDK. */
export function timeLimit(limits: Limits): { abortSignal: AbortSignal } {
  const millis = callMillis(limits);
  // A timer, however short, would let a call out that may still be answered after we have said that it was not.
  return { abortSignal: millis > 0 ? AbortSignal.timeout(millis) : AbortSignal.abort() };
}

export function callMillis({ remainingMillis }: Limits): number {
  return Math.max(Math.min(CALL_MILLIS, Math.floor(remainingMillis) - TIME_TO_ANSWER), 0);
}
