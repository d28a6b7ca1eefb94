import type { Policy } from '../../build/policy.ts';
import { assumedByPrincipals } from '../../capabilities/sts/assume-role.ts';
import { trustPolicy } from '../../kinds/trust.ts';

/**
 * Trust policy of a role that people or other roles take, such as client, verifier and auditor. With `mfa` only with a
 * second factor no older than `maxAgeSeconds`; do not ask for it of roles, which have none.
 *
 * @example
 * assumableByPolicy({ principals: [role] }).kind; // => trust
 */
export function assumableByPolicy(at: {
  readonly principals: readonly [string, ...string[]];
  readonly mfa?: { readonly maxAgeSeconds: number };
  readonly name?: string;
}): Policy {
  return trustPolicy(at.name ?? 'assumable-by', [assumedByPrincipals(at)]);
}
