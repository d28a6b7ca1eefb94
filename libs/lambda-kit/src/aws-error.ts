import { HttpProblem, type ProblemKind } from './http-problem.ts';

/** Refusals of S3, DynamoDB and SNS below 500 that the same request outlives: load, clocks, credentials being renewed, damaged bytes. */
const PASSING = new Set([
  'BadDigest',
  'ConditionalRequestConflict',
  'ExpiredToken',
  'ExpiredTokenException',
  'InternalError',
  'KMSThrottlingException',
  'LimitExceededException',
  'OperationAborted',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'RequestTimeTooSkewed',
  'ServiceUnavailable',
  'SlowDown',
  'Throttled',
  'ThrottledException',
  'ThrottlingException',
  'TransactionInProgressException',
  'XAmzContentChecksumMismatch',
]);

/** AWS's error code, which the SDK gives as the error's name. */
export function errorCode(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** Whether trying again may help: no answer at all, an answer of 500 or more, or a passing refusal. */
export function isPassing(error: unknown): boolean {
  const status = httpStatus(error);
  return status === undefined || status >= 500 || PASSING.has(errorCode(error));
}

/**
 * The answer to a caller when AWS did not do what the function asked: 503 with `retry-after` when trying again may help,
 * else 502: a missing permission, table or bucket, which only a deployment mends. The cause is for the log.
 */
export function dependencyProblem(cause: unknown): HttpProblem {
  if (isPassing(cause)) return new HttpProblem(dependencyUnavailable, { cause, headers: { 'retry-after': '2' } });
  return new HttpProblem(dependencyRefused, { cause });
}

export const dependencyUnavailable: ProblemKind = {
  status: 503,
  code: 'dependency-unavailable',
  title: 'The request could not be completed just now',
};
export const dependencyRefused: ProblemKind = {
  status: 502,
  code: 'dependency-refused',
  title: 'The request could not be completed',
};

function httpStatus(error: unknown): number | undefined {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  const status = (metadata as { httpStatusCode?: unknown } | undefined)?.httpStatusCode;
  return typeof status === 'number' ? status : undefined;
}
