import { executeApiArn, type InRegion } from '../../arn/index.ts';
import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * In the policy of a private API: nobody invokes it another way than through this endpoint, signed or not.
 * Source: API Gateway Developer Guide, "API Gateway resource policy examples".
 *
 * @example
 * invokeOnlyThroughEndpoint({ ...here, api: 'a1', endpointId: 'vpce-1' }).Effect; // => Deny
 */
export function invokeOnlyThroughEndpoint(
  at: InRegion & { readonly api: string; readonly endpointId: string },
): Statement {
  return deny({
    sid: 'InvokeOnlyThroughEndpoint',
    principal: '*',
    actions: ['execute-api:Invoke'],
    resources: [executeApiArn({ ...at, stage: '*', method: '*', path: '*' })],
    when: { StringNotEquals: { 'aws:SourceVpce': at.endpointId } },
  });
}
