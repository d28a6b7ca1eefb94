import { documentEndpointPolicy } from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import type { FlowLog } from '../../components/flow-log.ts';
import { GatewayEndpoint } from '../../components/gateway-endpoint.ts';
import type { LogKeeping } from '../../components/log-group.ts';
import { PrivateNetwork } from '../../components/private-network.ts';
import { policyJson } from '../../policy-json.ts';
import type { Stack } from '../blueprint.ts';
import { createFlowLog } from '../flow-log.ts';
import type { DocumentsNames } from './documents-names.ts';
import type { DocumentsSettings } from './settings.ts';

export interface NetworkArgs {
  readonly physical: DocumentsNames;
  readonly settings: DocumentsSettings;
  readonly keeping: LogKeeping;
  readonly handlerRoleArn: pulumi.Input<string>;
}

/** Two zones of public and private subnets, one way out of the private ones (to S3), and a log of all traffic. */
export function createNetwork(
  stack: Stack,
  { physical, settings, keeping, handlerRoleArn }: NetworkArgs,
  opts: pulumi.ComponentResourceOptions,
): { readonly vpc: PrivateNetwork; readonly endpoint: GatewayEndpoint; readonly flowLog: FlowLog } {
  const { names, place } = stack;
  const vpc = new PrivateNetwork(
    'network',
    { names, cidr: settings.vpcCidr, zones: 2, publicSubnets: settings.publicSubnets },
    opts,
  );
  const endpoint = new GatewayEndpoint(
    's3',
    {
      service: 's3',
      names,
      region: place.region,
      vpcId: vpc.vpcId,
      routeTableIds: [vpc.privateRouteTableId],
      policy: policyJson(documentEndpointPolicy, {
        ...place,
        bucket: physical.bucket,
        functionRoleArn: handlerRoleArn,
      }),
    },
    opts,
  );
  const flowLog = createFlowLog(stack, { vpcId: vpc.vpcId, logGroupName: physical.flowLogGroup, keeping }, opts);
  return { vpc, endpoint, flowLog };
}
