import { formatArn, parseArn } from '../arn/arn.ts';
import type { ContextMap } from './context.ts';
import { remembered } from './remembered.ts';

/**
 * Who calls: `anonymous` for an unsigned request, a service principal such as `logging.s3.amazonaws.com`, or the ARN of
 * a user, role, role session (`arn:aws:sts::A:assumed-role/ROLE/SESSION`), federated user or account root.
 *
 * @example
 * const callers: readonly PrincipalRef[] = [role, 'logging.s3.amazonaws.com', 'anonymous'];
 * callers.length; // => 3
 */
export type PrincipalRef = 'anonymous' | (string & {});

export interface Caller {
  readonly type: 'anonymous' | 'service' | 'root' | 'user' | 'role' | 'session' | 'federated-user' | 'unknown';
  readonly arn: string;
  readonly accountId: string | undefined;
  readonly partition: string | undefined;
  /** For a role or its session: the role ARN without a path, which a session ARN does not carry. */
  readonly roleArn: string | undefined;
}

/** Reading the ARN of a caller once is enough. */
export const callerOf: (principal: PrincipalRef) => Caller = remembered(1024, readCaller);

export function readCaller(principal: string): Caller {
  const nobody = { arn: principal, accountId: undefined, partition: undefined, roleArn: undefined };
  if (principal === 'anonymous') return { ...nobody, type: 'anonymous' };
  const parts = parseArn(principal);
  if (parts === undefined) {
    return { ...nobody, type: /\.amazonaws\.com(\.cn)?$/.test(principal) ? 'service' : 'unknown' };
  }
  const { partition, service, account: accountId, resource } = parts;
  const [kind, ...path] = resource.split('/');
  const base = { arn: principal, accountId, partition, roleArn: undefined };
  if (service === 'iam' && resource === 'root') return { ...base, type: 'root' };
  if (service === 'iam' && kind === 'user') return { ...base, type: 'user' };
  if (service === 'iam' && kind === 'role') return { ...base, type: 'role', roleArn: principal };
  if (service === 'sts' && kind === 'federated-user') return { ...base, type: 'federated-user' };
  if (service === 'sts' && kind === 'assumed-role') {
    return {
      ...base,
      type: 'session',
      roleArn: formatArn({ partition, service: 'iam', region: '', account: accountId, resource: `role/${path[0]}` }),
    };
  }
  return { ...base, type: 'unknown' };
}

/** The ARN of the role behind a session, with its path, which only `aws:PrincipalArn` has; of any other caller its own. */
export function identityArn(caller: Caller, context: ContextMap): string {
  if (caller.roleArn === undefined) return caller.arn;
  const principalArn = context.get('aws:principalarn');
  return typeof principalArn === 'string' ? principalArn : caller.roleArn;
}

/** Service-linked roles are exempt from service and resource control policies. */
export function isServiceLinkedRole(caller: Caller, context: ContextMap): boolean {
  return /^arn:[^:]+:iam::\d+:role\/aws-service-role\//.test(identityArn(caller, context));
}
