import { describe, expect, test } from '@jest/globals';
import { executeApiArn } from '../../arn/index.ts';
import { here, verdictOn } from '../../testing/calls.ts';
import { statusClientPolicy } from './client-policy.ts';

describe('the client', () => {
  const policy = statusClientPolicy({ ...here, api: 'a1b2c3', stage: 'v1' });
  const method = (one: Partial<Parameters<typeof executeApiArn>[0]> = {}) =>
    executeApiArn({ ...here, api: 'a1b2c3', stage: 'v1', method: 'GET', path: '', ...one });

  test.each([
    ['asks the root', method(), 'Allowed'],
    ['asks a path below', method({ path: 'orders/1' }), 'Allowed'],
    ['by any method', method({ method: 'DELETE', path: 'orders/1' }), 'Allowed'],
    ['not the root by another method', method({ method: 'POST' }), 'ImplicitlyDenied'],
    ['not on another stage', method({ stage: 'v2' }), 'ImplicitlyDenied'],
    ['not a path of another stage', method({ stage: 'v2', path: 'orders' }), 'ImplicitlyDenied'],
    ['not on another API', method({ api: 'zzz' }), 'ImplicitlyDenied'],
    ['not in another region', method({ region: 'eu-west-1', path: 'orders' }), 'ImplicitlyDenied'],
  ])('%s', (_, on, verdict) => {
    expect(verdictOn(policy, { action: 'execute-api:Invoke', on })).toBe(verdict);
  });

  test('invokes, and does nothing else', () => {
    expect(verdictOn(policy, { action: 'execute-api:InvalidateCache', on: method() })).toBe('ImplicitlyDenied');
  });
});
