import { buildPolicy, type Policy } from '../build/policy.ts';
import { sizeBudgets } from '../build/size-budget.ts';
import type { Statement } from '../statement.ts';

/**
 * A policy of a role, user or group. A managed policy (6,144 characters) unless `inline`, which has the 10,240 that all
 * inline policies of a role share. Throws a PolicyError for a Principal, which such a policy has not.
 * Source: IAM User Guide, "Identity-based policies and resource-based policies".
 *
 * @example
 * identityPolicy('writer', [putObject({ bucket: 'docs' })]).kind; // => identity
 */
export function identityPolicy(
  name: string,
  statements: readonly Statement[],
  options: { readonly inline?: boolean } = {},
): Policy {
  return buildPolicy(
    name,
    'identity',
    statements,
    options.inline === true ? sizeBudgets.inlineRole : sizeBudgets.managed,
  );
}
