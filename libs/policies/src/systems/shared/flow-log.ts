import { ec2Arn, type InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { deliverFlowLogs } from '../../capabilities/logs/deliver-flow-logs.ts';
import { describeLogGroups } from '../../capabilities/logs/describe-log-groups.ts';
import { assumedByService } from '../../capabilities/sts/assume-role.ts';
import { identityPolicy } from '../../kinds/identity.ts';
import { trustPolicy } from '../../kinds/trust.ts';

/**
 * Policy of the role by which VPC flow logs are written to one log group.
 *
 * @example
 * flowLogPolicy({ ...here, logGroup: '/vpc/flow' }).kind; // => identity
 */
export function flowLogPolicy(at: InRegion & { readonly logGroup: string }): Policy {
  return identityPolicy('vpc-flow-logs', [deliverFlowLogs({ ...at, group: at.logGroup }), describeLogGroups()]);
}

/**
 * Trust policy of that role: flow logs of this account and region only.
 * Source: Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs".
 *
 * @example
 * flowLogTrustPolicy(here).kind; // => trust
 */
export function flowLogTrustPolicy(at: InRegion): Policy {
  return trustPolicy('vpc-flow-logs-trust', [
    assumedByService({
      service: 'vpc-flow-logs.amazonaws.com',
      sourceAccount: at.account,
      sourceArn: ec2Arn({ ...at, type: 'vpc-flow-log', id: '*' }),
    }),
  ]);
}
