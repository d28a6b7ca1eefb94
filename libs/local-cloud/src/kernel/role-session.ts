import { assumedRoleArn } from '@palisade/policies';
import type { IdentityPrincipal } from './principal.ts';

export interface RoleSession {
  readonly role: { readonly arn: string; readonly name: string; readonly uniqueId: string };
  readonly partition: string;
  readonly accountId: string;
  readonly sessionName: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly sourceFunctionArn?: string;
}

/** A service acting with a role it was given: a session whose credentials never leave the service. */
export function roleSession(session: RoleSession): IdentityPrincipal {
  const { role, partition, accountId, sessionName, now, sourceFunctionArn } = session;
  return {
    kind: 'assumed-role',
    accountId,
    arn: assumedRoleArn({ partition, account: accountId, role: role.name, session: sessionName }),
    principalArn: role.arn,
    userId: `${role.uniqueId}:${sessionName}`,
    accessKeyId: '',
    session: {
      issuedAt: now,
      expiresAt: now + 3_600_000,
      ...(sourceFunctionArn !== undefined && { sourceFunctionArn }),
    },
  };
}
