import type { FieldError } from '@palisade/shared-types';

/** A kind of refusal: `code` ends its URN and is what logs and metrics count, `title` says it in words. */
export interface ProblemKind {
  readonly status: number;
  readonly code: string;
  readonly title: string;
}

export const malformedBody = { status: 400, code: 'malformed-body', title: 'The body is not JSON' };
export const invalidRequest = { status: 400, code: 'invalid-request', title: 'The request is not valid' };
export const payloadTooLarge = { status: 413, code: 'payload-too-large', title: 'The request is too large' };
export const unsupportedMediaType = {
  status: 415,
  code: 'unsupported-media-type',
  title: 'The body must be application/json',
};
export const internalError = { status: 500, code: 'internal-error', title: 'The request failed on our side' };

export interface HttpProblemOptions {
  /** For the caller. Dropped when the status is 500 or more. Never quotes the body. */
  detail?: string;
  /** The fields at fault, for the caller. */
  errors?: readonly FieldError[];
  /** For the log only; logged with its message, so it must not quote the body either. */
  cause?: unknown;
  /** Further response headers, such as `retry-after`. */
  headers?: Readonly<Record<string, string>>;
}

/** The one error handlers throw: status and text for the caller, cause for the log. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly kind: ProblemKind;
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(kind: ProblemKind, options: HttpProblemOptions = {}) {
    super(kind.title, { cause: options.cause });
    this.kind = kind;
    this.detail = options.detail;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }

  /** A 400 about one field or header. */
  static field(field: string, message: string): HttpProblem {
    return HttpProblem.fields([{ field, message }]);
  }

  /** A 400 about several fields; the empty field is the body as a whole. */
  static fields(errors: readonly FieldError[]): HttpProblem {
    const named = errors.map(({ field, message }) => ({ field: field || 'body', message }));
    const detail = named.map(({ field, message }) => `${field} ${message}`).join('; ');
    return new HttpProblem(invalidRequest, { detail, errors: named });
  }
}
