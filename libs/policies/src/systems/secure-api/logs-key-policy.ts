import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { administerKey } from '../../capabilities/kms/administer-key.ts';
import { decryptLogGroupsFor } from '../../capabilities/kms/decrypt-log-groups-for.ts';
import { encryptEnvironment, grantKeyToFunction } from '../../capabilities/kms/encrypt-environment.ts';
import { encryptLogGroups } from '../../capabilities/kms/encrypt-log-groups.ts';
import { keyPolicy } from '../../kinds/key.ts';

/**
 * The key of all logs of the API and of its function's environment. CloudWatch Logs uses it for these groups, readers of the
 * account through CloudWatch Logs alone where an identity policy lets them, and whoever deploys through Lambda for this one
 * function.
 *
 * `logGroups` are the names of every group the stack makes. All can be exact: the group of the execution log is called
 * `API-Gateway-Execution-Logs_API/STAGE`, and the API needs no key, so it is made before the key and the groups after it.
 * Where the key must come first, `API-Gateway-Execution-Logs_*` with a slash and the stage is as narrow as it gets, because
 * the names are compared with ArnLike: any API of the account that has a stage of that name could then log with this key.
 *
 * @example
 * logsKeyPolicy({ ...here, name: 'k', functionName: 'f', logGroups: ['/aws/lambda/f'], deployerArns: [role] }).kind; // => key
 */
export function logsKeyPolicy(
  at: InRegion & {
    readonly name: string;
    readonly functionName: string;
    readonly logGroups: readonly [string, ...string[]];
    readonly deployerArns: readonly [string, ...string[]];
  },
): Policy {
  const environment = { ...at, principals: at.deployerArns };
  return keyPolicy(at, [
    administerKey(at),
    encryptLogGroups({ ...at, groups: at.logGroups }),
    decryptLogGroupsFor({ ...at, groups: at.logGroups }),
    encryptEnvironment(environment),
    grantKeyToFunction(environment),
  ]);
}
