import { describe, expect, test } from '@jest/globals';
import { logGroupArn, logStreamArn } from '../../arn/index.ts';
import { compile } from '../../build/policy.ts';
import { auditorPolicy } from './auditor.ts';
import { here, logGroup, ask } from '../documents/testing/world.ts';

describe('the auditor', () => {
  const identity = [compile(auditorPolicy({ ...here, logGroups: [logGroup] }))];
  const group = logGroupArn({ ...here, group: logGroup });
  const stream = (name: string) => logStreamArn({ ...here, group: name, stream: 's' });

  test.each([
    ['reads events', 'logs:GetLogEvents', stream(logGroup), 'Allowed'],
    ['searches the group', 'logs:FilterLogEvents', group, 'Allowed'],
    ['not another group', 'logs:GetLogEvents', stream('/aws/lambda/payments'), 'ImplicitlyDenied'],
    ['not a group called alike', 'logs:GetLogEvents', stream(`${logGroup}-2`), 'ImplicitlyDenied'],
    ['writes nothing', 'logs:PutLogEvents', stream(logGroup), 'ImplicitlyDenied'],
    ['deletes nothing', 'logs:DeleteLogGroup', group, 'ImplicitlyDenied'],
    ['lists nothing', 'logs:DescribeLogGroups', '*', 'ImplicitlyDenied'],
  ])('%s', (_, action, on, verdict) => {
    expect(ask({ identity }, { action, on })).toBe(verdict);
  });
});
