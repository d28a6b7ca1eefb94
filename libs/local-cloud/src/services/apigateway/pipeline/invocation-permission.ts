import type { Host } from '../../../kernel/host.ts';
import type { Principal } from '../../../kernel/principal.ts';
import { assumeRole } from './service-role.ts';
import type { Transaction } from './transaction.ts';

export interface Invocation {
  readonly functionArn: string;
  /** The role to invoke with; without it the function's own policy must allow API Gateway. */
  readonly credentials: string | undefined;
  /** What the function's policy sees as `aws:SourceArn`. */
  readonly sourceArn: string;
}

/** Why API Gateway may not invoke a function, as the execution log says it; undefined if it may. */
export function invocationProblem(
  { request, stage }: Transaction,
  { functionArn, credentials, sourceArn }: Invocation,
  host: Host,
): string | undefined {
  const { region, accountId } = stage.place;
  const service: Principal = { kind: 'service', name: 'apigateway.amazonaws.com', sourceArn, sourceAccount: accountId };
  let principal: Principal | undefined = service;
  if (credentials !== undefined) {
    principal = assumeRole(host, region, credentials, service, 'BackplaneAssumeRoleSession');
    if (principal === undefined) {
      return 'Execution failed due to configuration error: API Gateway does not have permission to assume the provided role';
    }
  }
  const permission = { action: 'lambda:InvokeFunction', resource: functionArn };
  if (host.authorise({ principal, region, permission, requestId: request.requestId }).verdict === 'Allowed')
    return undefined;
  return 'Execution failed due to configuration error: Invalid permissions on Lambda function';
}
