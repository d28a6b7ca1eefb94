import { describe, expect, test } from '@jest/globals';
import { ec2Arn, iamRoleArn, iamRootArn, iamUserArn, logGroupArn, logStreamArn } from '../../arn/index.ts';
import { compile, type Policy } from '../../build/policy.ts';
import type { ContextValue } from '../../evaluate/context.ts';
import { decide } from '../../evaluate/decide.ts';
import { apiGatewayLoggingPolicy, apiGatewayTrustPolicy } from './api-gateway-logging.ts';
import { assumableByPolicy } from './assumable-by.ts';
import { flowLogPolicy, flowLogTrustPolicy } from './flow-log.ts';
import { lambdaTrustPolicy } from './lambda-trust.ts';

const here = { region: 'us-east-1', account: '111122223333' };
const { account } = here;
const taken = iamRoleArn({ account, name: 'taken' });
const take = (trust: Policy, principal: string, context: Record<string, ContextValue> = {}) =>
  decide(
    { principal, action: 'sts:AssumeRole', resource: { arn: taken, accountId: account }, context },
    { identity: [], resource: compile(trust) },
  ).verdict;

describe('service roles', () => {
  test.each([
    ['Lambda', lambdaTrustPolicy(), 'lambda.amazonaws.com'],
    ['API Gateway', apiGatewayTrustPolicy(), 'apigateway.amazonaws.com'],
  ])('%s takes its role, no other service and no user', (_, trust, service) => {
    expect(take(trust, service)).toBe('Allowed');
    expect(take(trust, 'ec2.amazonaws.com')).toBe('ImplicitlyDenied');
    expect(take(trust, iamUserArn({ account, name: 'ana' }))).toBe('ImplicitlyDenied');
  });

  test('flow logs take their role for this account and region only', () => {
    const trust = flowLogTrustPolicy(here);
    const source = (region: string, owner: string) => ({
      'aws:SourceAccount': owner,
      'aws:SourceArn': ec2Arn({ region, account: owner, type: 'vpc-flow-log', id: 'fl-1' }),
    });
    expect(take(trust, 'vpc-flow-logs.amazonaws.com', source('us-east-1', account))).toBe('Allowed');
    expect(take(trust, 'vpc-flow-logs.amazonaws.com', source('eu-west-1', account))).toBe('ImplicitlyDenied');
    expect(take(trust, 'vpc-flow-logs.amazonaws.com', source('us-east-1', '444455556666'))).toBe('ImplicitlyDenied');
    expect(take(trust, 'vpc-flow-logs.amazonaws.com')).toBe('ImplicitlyDenied');
  });
});

describe('roles people take', () => {
  const ana = iamUserArn({ account, name: 'ana' });
  const mfa = { 'aws:MultiFactorAuthPresent': true, 'aws:MultiFactorAuthAge': 300 };

  test('named principals only', () => {
    const trust = assumableByPolicy({ principals: [ana] });
    expect(take(trust, ana)).toBe('Allowed');
    expect(take(trust, iamUserArn({ account, name: 'bob' }))).toBe('ImplicitlyDenied');
  });

  test('an account must grant it too', () => {
    expect(take(assumableByPolicy({ principals: [iamRootArn({ account })] }), ana)).toBe('ImplicitlyDenied');
  });

  test('with a fresh second factor where asked', () => {
    const trust = assumableByPolicy({ principals: [ana], mfa: { maxAgeSeconds: 3600 } });
    expect(take(trust, ana, mfa)).toBe('Allowed');
    expect(take(trust, ana)).toBe('ImplicitlyDenied');
    expect(take(trust, ana, { ...mfa, 'aws:MultiFactorAuthAge': 3600 })).toBe('ImplicitlyDenied');
    expect(take(trust, ana, { ...mfa, 'aws:MultiFactorAuthPresent': false })).toBe('ImplicitlyDenied');
  });

  test('a service or a session is refused as principal', () => {
    expect(() => assumableByPolicy({ principals: ['lambda.amazonaws.com'] })).toThrow(
      'a principal that may take the role',
    );
  });
});

describe('logging roles', () => {
  const may = (policy: Policy, action: string, arn: string) =>
    decide(
      { principal: taken, action, resource: { arn, accountId: account }, context: {} },
      { identity: [compile(policy)] },
    ).verdict;
  const group = '/vpc/flow';

  test('flow logs write one group', () => {
    const policy = flowLogPolicy({ ...here, logGroup: group });
    expect(may(policy, 'logs:PutLogEvents', logStreamArn({ ...here, group, stream: 'eni-1' }))).toBe('Allowed');
    expect(may(policy, 'logs:DescribeLogStreams', logGroupArn({ ...here, group }))).toBe('Allowed');
    expect(may(policy, 'logs:DescribeLogGroups', '*')).toBe('Allowed');
    expect(may(policy, 'logs:PutLogEvents', logStreamArn({ ...here, group: '/vpc/other', stream: 'eni-1' }))).toBe(
      'ImplicitlyDenied',
    );
    expect(may(policy, 'logs:CreateLogGroup', logGroupArn({ ...here, group }))).toBe('ImplicitlyDenied');
    expect(may(policy, 'logs:DeleteLogGroup', logGroupArn({ ...here, group }))).toBe('ImplicitlyDenied');
  });

  test('API Gateway writes logs and deletes none', () => {
    const policy = apiGatewayLoggingPolicy();
    expect(
      may(
        policy,
        'logs:PutLogEvents',
        logStreamArn({ ...here, group: 'API-Gateway-Execution-Logs_a1/v1', stream: 's' }),
      ),
    ).toBe('Allowed');
    expect(
      may(policy, 'logs:DeleteLogGroup', logGroupArn({ ...here, group: 'API-Gateway-Execution-Logs_a1/v1' })),
    ).toBe('ImplicitlyDenied');
  });
});
