import type { Host } from '../../../kernel/host.ts';
import type { IdentityPrincipal, ServicePrincipal } from '../../../kernel/principal.ts';
import { roleSession } from '../../../kernel/role-session.ts';
import { iam } from '../../iam/index.ts';

/** A session of a role that trusts the service; undefined if there is no such role or it does not trust it. */
export function assumeRole(
  host: Host,
  region: string,
  roleArn: string,
  service: ServicePrincipal,
  sessionName: string,
): IdentityPrincipal | undefined {
  const role = host.state(iam).role(roleArn);
  if (role === undefined) return undefined;
  const permission = { action: 'sts:AssumeRole', resource: roleArn };
  if (host.authorise({ principal: service, region, permission }).verdict !== 'Allowed') return undefined;
  const { partition, accountId, clock } = host;
  return roleSession({ role, partition, accountId, sessionName, now: clock.now() });
}
