import type { FieldError } from './check.ts';

/** Every refusal's body, `application/problem+json`. @see https://www.rfc-editor.org/rfc/rfc9457 */
export interface Problem {
  /** URN of the kind of problem, stable across releases: `urn:palisade:problem:<code>`. */
  type: string;
  /** The kind in words, the same for every occurrence. */
  title: string;
  /** The HTTP status, repeated. */
  status: number;
  /** What is wrong this time. Absent for faults on our side, whose cause is in the log only. */
  detail?: string;
  /** The fields at fault; `field` is a body path (`metadata.author`) or a header name. */
  errors?: FieldError[];
  /** Finds the request in the access log and the function's log. */
  requestId: string;
}
