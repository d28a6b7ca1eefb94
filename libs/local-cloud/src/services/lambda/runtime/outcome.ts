import { limits } from '../limits.ts';
import type { ReportedError } from '../worker/messages.ts';

/** How one invocation of a function ended. */
export interface Outcome {
  readonly status: 'success' | 'error' | 'timeout' | 'failure';
  /** JSON text: the handler's answer, or the error. */
  readonly payload: string;
  /** `Runtime.ExitError`, `Error`, …; absent on success. */
  readonly errorType?: string;
}

export function succeeded(payload: string): Outcome {
  const bytes = Buffer.byteLength(payload);
  if (bytes <= limits.responseBytes) return { status: 'success', payload };
  const message = `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${limits.responseBytes} bytes).`;
  return failed('error', 'Function.ResponseSizeTooLarge', message);
}

/** The error of the handler or of the runtime, as the caller sees it. */
export function reported(error: ReportedError): Outcome {
  return { status: 'error', payload: JSON.stringify(error), errorType: error.errorType };
}

export function timedOut(requestId: string, seconds: number): Outcome {
  const message = `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`;
  return failed('timeout', 'Sandbox.Timedout', message);
}

/** The environment ended before there was an answer. `signal`: by whom it was killed, else its exit status. */
export function exited(requestId: string, how: { readonly status: number } | { readonly signal: string }): Outcome {
  const reason =
    'signal' in how
      ? `Runtime exited with error: signal: ${how.signal}`
      : how.status === 0
        ? 'Runtime exited without providing a reason'
        : `Runtime exited with error: exit status ${how.status}`;
  return failed('failure', 'Runtime.ExitError', `RequestId: ${requestId} Error: ${reason}`);
}

function failed(status: Outcome['status'], errorType: string, errorMessage: string): Outcome {
  return { status, payload: JSON.stringify({ errorType, errorMessage }), errorType };
}
