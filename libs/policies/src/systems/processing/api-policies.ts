import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { invokeFunction } from '../../capabilities/lambda/invoke-function.ts';
import { identityPolicy } from '../../kinds/identity.ts';

/**
 * The role by which API Gateway asks a Lambda authorizer: it invokes that function and nothing else. Its trust policy is
 * `apiGatewayTrustPolicy`.
 *
 * @example
 * authorizerInvokePolicy({ ...here, functionName: 'authorizer' }).kind; // => identity
 */
export function authorizerInvokePolicy(at: InRegion & { readonly functionName: string }): Policy {
  return identityPolicy('authorizer-invoke', [invokeFunction({ ...at, sid: 'AskAuthorizer' })]);
}
