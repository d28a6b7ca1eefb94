import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { readLogGroups } from '../../capabilities/logs/read-log-group.ts';
import { identityPolicy } from '../../kinds/identity.ts';

/**
 * An auditor: reads exactly these log groups and nothing else, not even the list of groups.
 *
 * @example
 * auditorPolicy({ ...here, logGroups: ['/aws/lambda/f'] }).kind; // => identity
 */
export function auditorPolicy(
  at: InRegion & { readonly logGroups: readonly [string, ...string[]]; readonly name?: string },
): Policy {
  return identityPolicy(at.name ?? 'auditor', [readLogGroups({ ...at, groups: at.logGroups })]);
}
