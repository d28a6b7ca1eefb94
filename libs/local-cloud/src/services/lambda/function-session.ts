import type { Host } from '../../kernel/host.ts';
import type { IdentityPrincipal } from '../../kernel/principal.ts';
import { roleSession } from '../../kernel/role-session.ts';
import { iam } from '../iam/index.ts';
import type { FunctionConfiguration } from './function-configuration.ts';

/**
 * Lambda acting with a function's execution role, for its logs, its failed events and its event sources; undefined if the role is
 * gone. What Lambda does itself carries no `lambda:SourceFunctionArn`; only log writes do.
 */
export function functionSession(
  host: Host,
  { arn, name, role: roleArn }: FunctionConfiguration,
  options: { readonly asFunction?: boolean } = {},
): IdentityPrincipal | undefined {
  const { partition, accountId, clock } = host;
  const role = host.state(iam).role(roleArn);
  if (role === undefined) return undefined;
  return roleSession({
    role,
    partition,
    accountId,
    sessionName: name,
    now: clock.now(),
    ...(options.asFunction === true && { sourceFunctionArn: arn }),
  });
}
