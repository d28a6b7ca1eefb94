import { flowLogPolicy, flowLogTrustPolicy } from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import { FlowLog, type FlowLogArgs } from '../components/flow-log.ts';
import { policyJson } from '../policy-json.ts';
import type { Stack } from './blueprint.ts';

/** All traffic of a stack's VPC, written by a role that may write nothing else. */
export function createFlowLog(
  { names, place }: Stack,
  args: Pick<FlowLogArgs, 'vpcId' | 'logGroupName' | 'keeping'>,
  opts: pulumi.ComponentResourceOptions,
): FlowLog {
  return new FlowLog(
    'flow-log',
    {
      ...args,
      names,
      trustPolicy: policyJson(flowLogTrustPolicy, place),
      permissionPolicy: policyJson(flowLogPolicy, { ...place, logGroup: args.logGroupName }),
    },
    opts,
  );
}
