import { logGroupArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { cryptographicActions, thisKey } from './this-key.ts';

/**
 * In a key policy: CloudWatch Logs encrypts exactly these log groups with the key. A group that is not among them cannot be
 * made with it ("The specified KMS key does not exist or is not allowed to be used"). Names, not the groups' own ARNs: the
 * groups wait for the key.
 * Source: Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service".
 *
 * @example
 * encryptLogGroups({ ...here, groups: ['/api'] }).Principal; // => {"Service":"logs.us-east-1.amazonaws.com"}
 */
export function encryptLogGroups(at: InRegion & { readonly groups: readonly [string, ...string[]] }): Statement {
  return allow({
    sid: 'EncryptLogGroups',
    principal: { Service: `logs.${at.region}.amazonaws.com` },
    actions: cryptographicActions,
    resources: [thisKey],
    when: {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': at.groups.map((group) => logGroupArn({ ...at, group })) },
    },
  });
}
