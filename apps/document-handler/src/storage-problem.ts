import { HttpProblem } from '@palisade/lambda-kit';

const unavailable = { status: 503, code: 'storage-unavailable', title: 'The document could not be stored just now' };
const refused = { status: 502, code: 'storage-refused', title: 'The document could not be stored' };

/** Refusals of S3 that the same request outlives: load, clocks, credentials being renewed, bytes damaged on the way. */
const PASSING = new Set([
  'BadDigest',
  'ConditionalRequestConflict',
  'ExpiredToken',
  'InternalError',
  'OperationAborted',
  'RequestTimeout',
  'RequestTimeTooSkewed',
  'ServiceUnavailable',
  'SlowDown',
  'XAmzContentChecksumMismatch',
]);

/**
 * 503 with `retry-after` when trying again may help (no answer from S3, an answer of 500 or more, a passing refusal), 502
 * when S3 refused for good: a missing permission or bucket, which only a deployment mends. The cause is for the log.
 */
export function storageProblem(cause: unknown): HttpProblem {
  const status = httpStatus(cause);
  const passing = status === undefined || status >= 500 || PASSING.has(errorCode(cause));
  if (passing) return new HttpProblem(unavailable, { cause, headers: { 'retry-after': '2' } });
  return new HttpProblem(refused, { cause });
}

/** S3's error code, which the SDK gives as the error's name. @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function errorCode(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

function httpStatus(error: unknown): number | undefined {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  const status = (metadata as { httpStatusCode?: unknown } | undefined)?.httpStatusCode;
  return typeof status === 'number' ? status : undefined;
}
