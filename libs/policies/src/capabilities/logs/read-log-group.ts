import { logGroupArn, logGroupContentsArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * GetLogEvents and FilterLogEvents on exactly these log groups: what an auditor needs, and no list of other groups.
 *
 * @example
 * readLogGroups({ ...here, groups: ['/aws/lambda/f'] }).Action; // => ["logs:FilterLogEvents","logs:GetLogEvents"]
 */
export function readLogGroups(
  at: InRegion & { readonly groups: readonly [string, ...string[]]; readonly sid?: string },
): Statement {
  const { groups, sid = 'ReadLogGroups', ...where } = at;
  const [first, ...rest] = groups.flatMap((group) => [
    logGroupArn({ ...where, group }),
    logGroupContentsArn({ ...where, group }),
  ]);
  return allow({
    sid,
    actions: ['logs:FilterLogEvents', 'logs:GetLogEvents'],
    resources: [first as NonNullable<typeof first>, ...rest],
  });
}
