import { logGroupArn, logGroupContentsArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * What VPC flow logs do in the log group they are sent to. The group is made by the program, so CreateLogGroup is not
 * among it. Source: Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs".
 *
 * @example
 * deliverFlowLogs({ ...here, group: '/vpc/flow' }).Action; // => ["logs:CreateLogStream","logs:DescribeLogStreams","logs:PutLogEvents"]
 */
export function deliverFlowLogs(at: InRegion & { readonly group: string }): Statement {
  return allow({
    sid: 'DeliverFlowLogs',
    actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: [logGroupArn(at), logGroupContentsArn(at)],
  });
}
