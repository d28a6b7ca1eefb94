import { describe, expect, test } from '@jest/globals';
import { executeApiArn, iamRoleArn } from '../arn/index.ts';
import { compile } from '../build/policy.ts';
import { allow, deny } from '../build/statement.ts';
import { invokeThroughEndpoint } from '../capabilities/execute-api/invoke-through-endpoint.ts';
import { decide } from '../evaluate/decide.ts';
import { invokeOnlyThroughEndpoint } from '../guardrails/execute-api/invoke-only-through-endpoint.ts';
import type { ConditionBlock, Principal, Statement } from '../statement.ts';
import { apiPolicy } from './api.ts';

const here = { region: 'us-east-1', account: '111122223333', api: 'a1' };
const method = { ...here, stage: 'v1', method: 'POST', path: 'documents' };
const everyMethod = executeApiArn({ ...here, stage: '*', method: '*', path: '*' });
const role = iamRoleArn({ account: here.account, name: 'r' });
const build = (...statements: Statement[]) => apiPolicy(here, statements);
const invoke = (principal: Principal, when?: ConditionBlock) =>
  allow({
    sid: 'Invoke',
    principal,
    actions: ['execute-api:Invoke'],
    resources: [executeApiArn(method)],
    ...(when && { when }),
  });
const closed = invokeOnlyThroughEndpoint({ ...here, endpointId: 'vpce-1' });

describe('an API policy', () => {
  test.each<[string, Statement[]]>([
    ['names who invokes', [invoke({ AWS: role })]],
    ['lets in whoever comes through an endpoint', [invokeThroughEndpoint({ ...method, endpointId: 'vpce-1' })]],
    ['lets everyone in behind a Deny by network', [invoke('*'), closed]],
    ['lets in addresses', [invoke('*', { IpAddress: { 'aws:SourceIp': ['198.51.100.0/24', '2001:db8::/32'] } })]],
  ])('%s', (_, statements) => {
    expect(build(...statements)).toMatchObject({ name: 'a1', kind: 'api' });
  });

  test.each<[string, () => unknown, string]>([
    [
      'another API',
      () =>
        build(
          deny({
            sid: 'D',
            principal: '*',
            actions: ['execute-api:Invoke'],
            resources: [executeApiArn({ ...method, api: 'a12' })],
          }),
        ),
      'is not a method of this API',
    ],
    [
      'every API',
      () => build(deny({ sid: 'D', principal: '*', actions: ['execute-api:Invoke'], resources: ['*'] })),
      '"*" is not a method of this API',
    ],
    [
      'management',
      () => build(deny({ sid: 'D', principal: '*', actions: ['execute-api:*'], resources: [everyMethod] })),
      '"execute-api:*" is not decided by the policy of an API',
    ],
    [
      'all but an action',
      () => build(deny({ sid: 'D', principal: '*', exceptActions: ['execute-api:Invoke'], resources: [everyMethod] })),
      'is not decided by the policy of an API',
    ],
    ['nobody', () => build(closed), 'nobody may invoke the API. Add an Allow'],
    ['everyone', () => build(invoke('*')), 'anyone may invoke the API'],
    [
      'the whole internet by its addresses',
      () => build(invoke('*', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } })),
      'anyone may invoke the API',
    ],
    [
      'everyone, with one method behind the Deny',
      () =>
        build(
          allow({ sid: 'A', principal: '*', actions: ['execute-api:Invoke'], resources: [everyMethod] }),
          deny({
            sid: 'D',
            principal: '*',
            actions: ['execute-api:Invoke'],
            resources: [executeApiArn(method)],
            when: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
          }),
        ),
      'anyone may invoke the API',
    ],
    [
      'everyone behind another Deny',
      () =>
        build(
          invoke('*'),
          deny({
            sid: 'D',
            principal: '*',
            actions: ['execute-api:Invoke'],
            resources: [everyMethod],
            when: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ),
      'anyone may invoke the API',
    ],
    ['a service for anyone', () => build(invoke({ Service: 'events.amazonaws.com' })), 'may act for anyone here'],
    [
      'too much text',
      () =>
        build(
          invoke({
            AWS: Array.from({ length: 200 }, (_, i) => iamRoleArn({ account: here.account, name: `role-${i}` })),
          }),
        ),
      'AWS takes 8192',
    ],
  ])('of %s is refused', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('a private API is invoked through its endpoint and another way by nobody', () => {
    const resource = compile(build(invoke('*'), closed));
    const ask = (context: Record<string, string>, principal = 'anonymous') =>
      decide(
        {
          principal,
          action: 'execute-api:Invoke',
          resource: { arn: executeApiArn(method), accountId: here.account },
          context,
        },
        { identity: [], resource },
      ).verdict;
    expect(ask({ 'aws:SourceVpce': 'vpce-1' })).toBe('Allowed');
    expect(ask({ 'aws:SourceVpce': 'vpce-2' })).toBe('ExplicitlyDenied');
    expect(ask({})).toBe('ExplicitlyDenied');
    expect(ask({}, role)).toBe('ExplicitlyDenied');
  });
});
