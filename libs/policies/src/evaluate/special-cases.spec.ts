import { describe, expect, test } from '@jest/globals';
import { iamRoleArn, iamUserArn, kmsAliasArn, kmsKeyArn, s3ObjectArn } from '../arn/index.ts';
import type { PolicyKind } from '../policy-kind.ts';
import type { Statement } from '../statement.ts';
import { decide } from './decide.ts';
import { compilePolicy } from './policy.ts';

const account = '111122223333';
const user = iamUserArn({ account, name: 'ana' });
const key = kmsKeyArn({ region: 'us-east-1', account, id: 'k' });
const compile = (kind: PolicyKind, ...statements: Statement[]) =>
  compilePolicy({ Version: '2012-10-17', Statement: statements }, { name: kind, kind });
/** The user's own policy allows everything. */
const mayAll = () => [compile('identity', { Effect: 'Allow', Action: '*', Resource: '*' })];
const request = (action: string, arn: string) => ({
  principal: user,
  action,
  resource: { arn, accountId: account },
  context: {},
});

describe('in the same account, too, an identity policy is not enough', () => {
  test('on a key, whose policy must allow', () => {
    const trusting = compile('key', { Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' });
    const call = request('kms:Decrypt', key);
    expect(decide(call, { identity: mayAll() })).toEqual({ verdict: 'ImplicitlyDenied', missing: 'resource' });
    expect(decide(call, { identity: mayAll(), resource: trusting }).verdict).toBe('Allowed');
    expect(decide(call, { identity: [], resource: trusting }).verdict).toBe('ImplicitlyDenied');
  });

  test('on a role, whose trust policy must allow, whatever the action', () => {
    const call = request('sts:SetContext', iamRoleArn({ account, name: 'r' }));
    const trusting = compile('trust', { Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:SetContext' });
    expect(decide(call, { identity: mayAll(), resource: compile('trust') })).toEqual({
      verdict: 'ImplicitlyDenied',
      missing: 'resource',
      blockedBy: { policy: 'trust', kind: 'trust' },
    });
    expect(decide(call, { identity: mayAll(), resource: trusting }).verdict).toBe('Allowed');
  });

  test.each([
    'sts:AssumeRole',
    'sts:AssumeRoleWithSAML',
    'sts:AssumeRoleWithWebIdentity',
    'sts:TagSession',
    'sts:SetSourceIdentity',
  ])('nor without a trust policy: %s', (action) => {
    const call = request(action, iamRoleArn({ account, name: 'r' }));
    const trusting = compile('trust', { Effect: 'Allow', Principal: { AWS: account }, Action: action });
    expect(decide(call, { identity: mayAll() })).toEqual({ verdict: 'ImplicitlyDenied', missing: 'resource' });
    expect(decide(call, { identity: mayAll(), resource: trusting }).verdict).toBe('Allowed');
  });
});

test('to read about a role, it is enough', () => {
  const call = request('iam:GetRole', iamRoleArn({ account, name: 'r' }));
  expect(decide(call, { identity: mayAll() }).verdict).toBe('Allowed');
  expect(decide(call, { identity: [] }).verdict).toBe('ImplicitlyDenied');
});

test.each([
  ['no key', 'kms:ListKeys', '*'],
  ['an alias', 'kms:UpdateAlias', kmsAliasArn({ region: 'us-east-1', account, name: 'a' })],
  ['an object named like a key', 's3:GetObject', s3ObjectArn({ bucket: 'docs', key })],
])('%s needs no key policy', (_, action, arn) => {
  expect(decide(request(action, arn), { identity: mayAll() }).verdict).toBe('Allowed');
  expect(decide(request(action, arn), { identity: [] }).verdict).toBe('ImplicitlyDenied');
});
