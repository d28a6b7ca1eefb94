import { expectArn } from '../../arn/expect.ts';
import { iamRootArn, logGroupArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { thisKey } from './this-key.ts';

/**
 * In a key policy: CloudWatch Logs decrypts these log groups for whoever reads them. Without `principals` the account is
 * named, so that its identity policies decide (`decryptLogGroups`): readers that come later need no new key policy.
 * Source: Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service".
 *
 * @example
 * decryptLogGroupsFor({ ...here, groups: ['/api'], principals: [role] }).Principal; // => {"AWS":"arn:aws:iam::111122223333:role/handler"}
 */
export function decryptLogGroupsFor(
  at: InRegion & {
    readonly groups: readonly [string, ...string[]];
    readonly principals?: readonly [string, ...string[]];
  },
): Statement {
  const { groups, principals = [iamRootArn(at)] } = at;
  for (const principal of principals) expectArn(principal, ['iam:role', 'iam:user', 'iam:root'], 'a reader of logs');
  return allow({
    sid: 'DecryptLogGroupsFor',
    principal: { AWS: principals },
    actions: ['kms:Decrypt'],
    resources: [thisKey],
    when: {
      StringEquals: { 'kms:ViaService': `logs.${at.region}.amazonaws.com` },
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups.map((group) => logGroupArn({ ...at, group })) },
    },
  });
}
