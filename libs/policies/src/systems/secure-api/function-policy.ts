import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { writeLogStreams } from '../../capabilities/logs/write-log-streams.ts';
import { identityPolicy } from '../../kinds/identity.ts';

/**
 * All the status function may do: write its own log. Its group is made by the program before it, encrypted and with a
 * retention, so the function may not make one: a group it made after somebody deleted that one would have neither.
 *
 * @example
 * statusFunctionPolicy({ ...here, functionName: 'f', logGroup: '/aws/lambda/f' }).name; // => f
 */
export function statusFunctionPolicy(
  at: InRegion & { readonly functionName: string; readonly logGroup: string },
): Policy {
  return identityPolicy(at.functionName, [writeLogStreams({ ...at, group: at.logGroup, sid: 'OwnLogs' })]);
}
