import type { Arn, InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { decryptLogGroups } from '../../capabilities/kms/decrypt-log-groups.ts';
import { readLogGroups } from '../../capabilities/logs/read-log-group.ts';
import { identityPolicy } from '../../kinds/identity.ts';

/**
 * An auditor: reads exactly these log groups and nothing else, not even the list of groups. `keys` are those the groups are
 * encrypted with: CloudWatch Logs may decrypt with them for the auditor, and the auditor not without it.
 *
 * @example
 * auditorPolicy({ ...here, logGroups: ['/aws/lambda/f'], keys: [kmsKeyArn({ ...here, id: '1a' })] }).kind; // => identity
 */
export function auditorPolicy(
  at: InRegion & {
    readonly logGroups: readonly [string, ...string[]];
    readonly keys?: readonly Arn<'kms:key'>[];
    readonly name?: string;
  },
): Policy {
  const [key, ...keys] = at.keys ?? [];
  return identityPolicy(at.name ?? 'auditor', [
    readLogGroups({ ...at, groups: at.logGroups }),
    ...(key === undefined ? [] : [decryptLogGroups({ region: at.region, keys: [key, ...keys] })]),
  ]);
}
