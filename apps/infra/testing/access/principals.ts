import type { Deployed } from '@palisade/local-cloud';
import { iamRoleArn, roleSession, user, type Facts, type ModelPrincipal, type Policy } from '@palisade/policies';
import { administratorAccess } from './world.ts';

/** Nobody's here. */
export const otherAccount = '999999999999';

/** A second factor that was just shown, and one that was an hour ago. */
export const freshMfa = { 'aws:MultiFactorAuthPresent': true, 'aws:MultiFactorAuthAge': 0 };
export const oldMfa = { ...freshMfa, 'aws:MultiFactorAuthAge': 3600 };

/** A session of a role of the stack, with the policies the stack gives it. */
export function deployedRole({ roles }: Deployed) {
  return (roleArn: string, context: Facts = {}): ModelPrincipal =>
    roleSession({ roleArn, context, policies: roles.get(roleArn)?.policies ?? [] });
}

/** A user with every right that identity policies can give. */
export function administratorOf(account: string) {
  return (name: string, context: Facts = {}): ModelPrincipal =>
    user({ account, name, context, policies: [administratorAccess] });
}

/** A session of a role that no stack made. */
export function roleOf(account: string) {
  return (name: string, policies: readonly Policy[], context: Facts = {}): ModelPrincipal =>
    roleSession({ roleArn: iamRoleArn({ account, name }), policies, context });
}
