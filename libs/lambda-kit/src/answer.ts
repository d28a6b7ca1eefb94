import type { Problem } from '@palisade/shared-types';
import type { ApiResponse } from './api-request.ts';
import { describeCause, describeUnexpected, type CauseDescription } from './describe-cause.ts';
import { HttpProblem, internalError } from './http-problem.ts';

/** A response before it is given headers: the handler's own, or a problem. */
export interface Answer extends Omit<ApiResponse, 'log'> {
  problem?: true;
  log?: Readonly<Record<string, string | number | boolean | CauseDescription>>;
}

/**
 * The one place where an error becomes a response. At 500 and above the caller learns the kind and the request id, the log
 * learns the cause; below, the caller learns everything and the log only the kind, for the details name the caller's fields.
 */
export function problemAnswer(error: unknown, requestId: string): Answer {
  const known = error instanceof HttpProblem;
  const { status, code, title } = known ? error.kind : internalError;
  const body: Problem = { type: `urn:palisade:problem:${code}`, title, status, requestId };
  if (known && status < 500) {
    if (error.detail !== undefined) body.detail = error.detail;
    if (error.errors !== undefined) body.errors = [...error.errors];
    return { problem: true, status, body, headers: error.headers, log: { problem: code } };
  }
  const cause = known ? describeCause(error.cause) : describeUnexpected(error);
  return { problem: true, status, body, headers: known ? error.headers : {}, log: { problem: code, cause } };
}
