import type { IdentityPrincipal, Principal } from '../../../kernel/principal.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import { eventTime } from './cloudtrail-event.ts';

/** Source: AWS CloudTrail User Guide, "CloudTrail userIdentity element". */
export function userIdentity(principal: Principal, invokedBy?: string): JsonObject {
  if (principal.kind === 'service') return { type: 'AWSService', invokedBy: principal.name };
  if (principal.kind === 'anonymous') return { type: 'AWSAccount', principalId: '', accountId: 'anonymous' };
  const { accessKeyId, accountId, arn, kind, session, userId } = principal;
  return {
    type: types[kind],
    principalId: userId,
    arn,
    accountId,
    ...(accessKeyId !== '' && { accessKeyId }),
    ...(kind === 'user' && { userName: userName(principal) }),
    ...(session && {
      sessionContext: {
        ...(kind === 'assumed-role' && { sessionIssuer: issuer(principal) }),
        attributes: {
          creationDate: eventTime(session.issuedAt),
          mfaAuthenticated: session.mfaAuthenticated === true ? 'true' : 'false',
        },
      },
    }),
    ...(invokedBy !== undefined && { invokedBy }),
  };
}

/** What look-ups call the user: the user's name, or that of the session. */
export function userName(principal: Principal): string {
  if (principal.kind === 'service' || principal.kind === 'anonymous') return '';
  return principal.kind === 'root' ? 'root' : principal.arn.slice(principal.arn.lastIndexOf('/') + 1);
}

const types = { user: 'IAMUser', root: 'Root', 'assumed-role': 'AssumedRole' } as const;

function issuer({ accountId, principalArn, userId }: IdentityPrincipal): JsonObject {
  return {
    type: 'Role',
    principalId: userId.split(':', 1)[0],
    arn: principalArn,
    accountId,
    userName: principalArn.slice(principalArn.lastIndexOf('/') + 1),
  };
}
