import { describe, expect, test } from '@jest/globals';
import { kmsKeyArn, logGroupArn, logStreamArn } from '../../arn/index.ts';
import { statementsIn } from '../../build/policy.ts';
import { here, verdictOn } from '../../testing/calls.ts';
import { statusFunctionPolicy } from './function-policy.ts';

describe('the status function', () => {
  const logGroup = '/aws/lambda/status-test';
  const policy = statusFunctionPolicy({ ...here, functionName: 'status-test', logGroup });
  const group = logGroupArn({ ...here, group: logGroup });
  const stream = (of = logGroup) => logStreamArn({ ...here, group: of, stream: '2026/01/01/[$LATEST]0' });

  test.each([
    ['makes a stream of its log', 'logs:CreateLogStream', stream(), 'Allowed'],
    ['writes its log', 'logs:PutLogEvents', stream(), 'Allowed'],
    ['does not make the group', 'logs:CreateLogGroup', group, 'ImplicitlyDenied'],
    [
      'does not write the log of a function called alike',
      'logs:PutLogEvents',
      stream(`${logGroup}-2`),
      'ImplicitlyDenied',
    ],
    ['makes no stream there either', 'logs:CreateLogStream', stream(`${logGroup}-2`), 'ImplicitlyDenied'],
    ['does not read its log', 'logs:GetLogEvents', stream(), 'ImplicitlyDenied'],
    ['does not delete its log', 'logs:DeleteLogGroup', group, 'ImplicitlyDenied'],
    ['uses no key', 'kms:Decrypt', kmsKeyArn({ ...here, id: '1a' }), 'ImplicitlyDenied'],
  ])('%s', (_, action, on, verdict) => {
    expect(verdictOn(policy, { action, on })).toBe(verdict);
  });

  test('has two actions on one resource, and no more', () => {
    expect(statementsIn(policy).map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [['logs:CreateLogStream', 'logs:PutLogEvents'], `${group}:*`],
    ]);
  });
});
