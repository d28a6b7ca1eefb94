import { describe, expect, test } from '@jest/globals';
import { executeApiArn } from '../../arn/index.ts';
import { compile } from '../../build/policy.ts';
import { documentClientPolicy } from './client-policy.ts';
import { here, ask } from './testing/world.ts';

describe('the client', () => {
  const identity = [compile(documentClientPolicy({ ...here, api: 'a1b2c3', stage: 'v1' }))];
  const method = (one: Partial<Parameters<typeof executeApiArn>[0]>) =>
    executeApiArn({ ...here, api: 'a1b2c3', stage: 'v1', method: 'POST', path: 'documents', ...one });

  test.each([
    ['submits documents', method({}), 'Allowed'],
    ['not by another method', method({ method: 'DELETE' }), 'ImplicitlyDenied'],
    ['not on another path', method({ path: 'documents/1' }), 'ImplicitlyDenied'],
    ['not on another stage', method({ stage: 'v2' }), 'ImplicitlyDenied'],
    ['not on another API', method({ api: 'zzz' }), 'ImplicitlyDenied'],
  ])('%s', (_, on, verdict) => {
    expect(ask({ identity }, { action: 'execute-api:Invoke', on })).toBe(verdict);
  });
});
