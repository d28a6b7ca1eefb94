import type { Arn } from '../../arn/index.ts';
import { allow, type OneOrMore } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * Decrypt, asked for by CloudWatch Logs on behalf of who reads an encrypted log group. The key policy must let the caller in
 * too, by name or by account (`decryptLogGroupsFor`). Source: Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service".
 *
 * @example
 * decryptLogGroups({ region: 'us-east-1', keys: [kmsKeyArn({ ...here, id: '1a' })] }).Resource; // => arn:aws:kms:us-east-1:111122223333:key/1a
 */
export function decryptLogGroups(at: {
  readonly region: string;
  readonly keys: OneOrMore<Arn<'kms:key'>>;
  readonly sid?: string;
}): Statement {
  return allow({
    sid: at.sid ?? 'DecryptLogGroups',
    actions: ['kms:Decrypt'],
    resources: at.keys,
    when: { StringEquals: { 'kms:ViaService': `logs.${at.region}.amazonaws.com` } },
  });
}
