import { executeApiArn } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import type { InvokableMethod } from './invoke.ts';

/**
 * In the policy of a private API: whoever comes through this execute-api endpoint may invoke the method.
 * Source: API Gateway Developer Guide, "API Gateway resource policy examples".
 *
 * @example
 * const method = { ...here, api: 'a1', stage: 'v1', method: 'POST', path: 'documents' };
 * invokeThroughEndpoint({ ...method, endpointId: 'vpce-1' }).Condition; // => {"StringEquals":{"aws:SourceVpce":"vpce-1"}}
 */
export function invokeThroughEndpoint(at: InvokableMethod & { readonly endpointId: string }): Statement {
  return allow({
    sid: at.sid ?? 'InvokeThroughEndpoint',
    principal: '*',
    actions: ['execute-api:Invoke'],
    resources: [executeApiArn(at)],
    when: { StringEquals: { 'aws:SourceVpce': at.endpointId } },
  });
}
