import { describe, expect, test } from '@jest/globals';
import { dependencyProblem, errorCode, isPassing } from './aws-error.ts';

const awsError = (name: string, httpStatusCode?: number) =>
  Object.assign(new Error('internal'), {
    name,
    ...(httpStatusCode !== undefined && { $metadata: { httpStatusCode } }),
  });

describe('isPassing', () => {
  test.each([
    ['no answer', awsError('TimeoutError')],
    ['an answer of 500', awsError('InternalServerError', 500)],
    ['SlowDown', awsError('SlowDown', 503)],
    ['throttling by DynamoDB', awsError('ProvisionedThroughputExceededException', 400)],
    ['throttling by KMS', awsError('KMSThrottlingException', 400)],
    ['expired credentials', awsError('ExpiredTokenException', 403)],
  ])('is true of %s', (_name, error) => {
    expect(isPassing(error)).toBe(true);
    expect(dependencyProblem(error)).toMatchObject({
      kind: { status: 503 },
      headers: { 'retry-after': '2' },
      cause: error,
    });
  });

  test.each([
    ['a missing permission', awsError('AccessDeniedException', 400)],
    ['a missing table', awsError('ResourceNotFoundException', 400)],
    ['a failed condition', awsError('ConditionalCheckFailedException', 400)],
  ])('is false of %s', (_name, error) => {
    expect(isPassing(error)).toBe(false);
    expect(dependencyProblem(error)).toMatchObject({ kind: { status: 502 }, headers: {}, cause: error });
  });
});

test('errorCode is AWS’s code, nothing of what is no error', () => {
  expect([errorCode(awsError('NoSuchKey', 404)), errorCode('text'), errorCode(undefined)]).toEqual([
    'NoSuchKey',
    '',
    '',
  ]);
});
