import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * DescribeLogGroups, which lists and so has no resource-level permissions.
 *
 * @example
 * describeLogGroups().Action; // => logs:DescribeLogGroups
 */
export function describeLogGroups(): Statement {
  return allow({ sid: 'DescribeLogGroups', actions: ['logs:DescribeLogGroups'], resources: ['*'] });
}
