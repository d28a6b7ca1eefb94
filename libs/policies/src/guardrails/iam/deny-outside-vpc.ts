import type { ActionPattern } from '../../action.ts';
import { deny, type OneOrMore } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * In the policy of a function's role: its credentials, carried off, do nothing of these services from outside this VPC. Only requests
 * through a VPC endpoint carry `aws:SourceVpc`, so name services that the function reaches through one.
 * Source: IAM User Guide, "AWS global condition context keys", aws:SourceVpc.
 *
 * @example
 * denyOutsideVpc({ vpcId: 'vpc-1', actions: ['s3:*'] }).Condition; // => {"StringNotEquals":{"aws:SourceVpc":"vpc-1"}}
 */
export function denyOutsideVpc(at: { readonly vpcId: string; readonly actions: OneOrMore<ActionPattern> }): Statement {
  return deny({
    sid: 'DenyOutsideVpc',
    actions: at.actions,
    resources: ['*'],
    when: { StringNotEquals: { 'aws:SourceVpc': at.vpcId } },
  });
}
