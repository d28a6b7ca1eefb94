import { describe, expect, test } from '@jest/globals';
import { describeCause, describeUnexpected } from './describe-cause.ts';

/** An error as the AWS SDK throws it: the request, with credentials and body, hangs on it. */
const sdkError = () =>
  Object.assign(new Error('Access Denied'), {
    name: 'AccessDenied',
    $fault: 'client',
    $metadata: { httpStatusCode: 403, requestId: 'S3REQUEST', extendedRequestId: 'CANARY', attempts: 2 },
    $response: { headers: { authorization: 'CANARY' }, body: 'CANARY' },
    StringToSign: 'CANARY',
  });

describe('describeCause', () => {
  test('takes of an SDK error what identifies it and leaves the request', () => {
    const description = describeCause(sdkError());
    expect(description).toEqual({
      name: 'AccessDenied',
      message: 'Access Denied',
      status: 403,
      awsRequestId: 'S3REQUEST',
      attempts: 2,
      at: expect.any(Array),
    });
    expect(JSON.stringify(description)).not.toContain('CANARY');
  });

  test("takes Node's error code", () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:443'), { code: 'ECONNREFUSED' });
    expect(describeCause(refused)).toMatchObject({ code: 'ECONNREFUSED', message: refused.message });
  });

  test.each([undefined, null, 'CANARY', 7, { message: 'CANARY' }])(
    'says no more than the type of %j, which is no error',
    (thrown) => {
      expect(describeCause(thrown)).toEqual({ name: typeof thrown });
    },
  );

  test('bounds the frames', () => {
    const deep = (depth: number): Error => (depth === 0 ? new Error('deep') : deep(depth - 1));
    expect(describeCause(deep(50)).at?.length).toBeLessThanOrEqual(10);
    expect(describeCause(Object.assign(new Error('x'), { stack: undefined }))).toEqual({ name: 'Error', message: 'x' });
  });
});

describe('describeUnexpected', () => {
  test('keeps the frames and drops the message, also where the stack repeats it', () => {
    const parse = () => {
      try {
        return JSON.parse('CANARY') as unknown;
      } catch (error) {
        return error;
      }
    };
    const description = describeUnexpected(parse());
    expect(description).toMatchObject({
      name: 'SyntaxError',
      at: expect.arrayContaining([expect.stringContaining('parse')]),
    });
    expect(JSON.stringify(description)).not.toContain('CANARY');
  });

  test('gives up the frames when it cannot tell them from the message', () => {
    const error = new Error('CANARY');
    expect(error.stack).toContain('CANARY');
    error.message = 'changed later';
    expect(describeUnexpected(error)).toEqual({ name: 'Error' });
  });
});
