import { buildPolicy, type Policy } from '../build/policy.ts';
import { sizeBudgets } from '../build/size-budget.ts';
import { listOf } from '../document.ts';
import { PolicyError } from '../errors.ts';
import type { Statement } from '../statement.ts';
import { includesEveryone } from './callers.ts';

const actions: ReadonlySet<string> = new Set([
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:SetSourceIdentity',
  'sts:TagSession',
]);

/**
 * Who may take a role. Throws a PolicyError for a Resource, for an action that is no way to take a role, and for an
 * Allow to everyone. Source: IAM User Guide, "Role trust policies".
 *
 * @example
 * trustPolicy('handler-trust', [assumedByService({ service: 'lambda.amazonaws.com' })]).kind; // => trust
 */
export function trustPolicy(name: string, statements: readonly Statement[]): Policy {
  for (const { Sid: sid, Action: action, Principal: principal, Effect: effect } of statements) {
    const other = listOf(action).find((one) => !actions.has(one));
    if (other !== undefined) {
      throw new PolicyError(
        name,
        sid,
        `"${other}" is no way to take a role`,
        'Grant it in the identity policy of the role.',
      );
    }
    if (effect === 'Allow' && includesEveryone(principal)) {
      throw new PolicyError(name, sid, 'anyone may take the role', 'Name the service, the account or the principals.');
    }
  }
  return buildPolicy(name, 'trust', statements, sizeBudgets.trust);
}
