import { paymentDynamodbEndpointPolicy, paymentLogsEndpointPolicy, paymentS3EndpointPolicy } from '@palisade/policies';
import { RECEIPTS_PREFIX } from '@palisade/shared-types';
import type * as pulumi from '@pulumi/pulumi';
import type { FlowLog } from '../../components/flow-log.ts';
import { GatewayEndpoint } from '../../components/gateway-endpoint.ts';
import { InterfaceEndpoint } from '../../components/interface-endpoint.ts';
import type { LogKeeping } from '../../components/log-group.ts';
import { PrivateNetwork } from '../../components/private-network.ts';
import { policyJson } from '../../policy-json.ts';
import { createFlowLog } from '../flow-log.ts';
import type { Part } from './part.ts';
import type { Roles } from './roles.ts';

/** Three zones of private subnets without a way out, and as many public ones in which nothing lives. */
export function createVpc({ settings, stack }: Part, opts: pulumi.ComponentResourceOptions): PrivateNetwork {
  const { publicSubnets, vpcCidr: cidr } = settings;
  return new PrivateNetwork(
    'network',
    { names: stack.names, cidr, zones: 3, publicSubnets, interfaceEndpoints: true },
    opts,
  );
}

/** The ways out of the private subnets, and the log of all traffic. */
export interface Ways {
  readonly s3: GatewayEndpoint;
  readonly dynamodb: GatewayEndpoint;
  readonly logs: InterfaceEndpoint;
  readonly flowLog: FlowLog;
}

export interface WaysArgs {
  readonly vpc: PrivateNetwork;
  readonly roles: Roles;
  readonly keeping: LogKeeping;
}

/** S3 and DynamoDB by route, CloudWatch Logs by interface, each for the processor and its own things only. */
export function createWays(part: Part, args: WaysArgs, opts: pulumi.ComponentResourceOptions): Ways {
  const { physical, stack } = part;
  const { names, place } = stack;
  const { keeping, roles, vpc } = args;
  const functionRoleArn = roles.handler.arn;
  const { bucket, functionLogGroup: logGroup, revokedCertificatesTable, transactionsTable } = physical;
  const at = { names, region: place.region, vpcId: vpc.vpcId };
  const routes = { ...at, routeTableIds: [vpc.privateRouteTableId] };
  return {
    s3: new GatewayEndpoint(
      's3',
      {
        ...routes,
        service: 's3',
        policy: policyJson(paymentS3EndpointPolicy, {
          ...place,
          bucket,
          receiptPrefix: RECEIPTS_PREFIX,
          functionRoleArn,
        }),
      },
      opts,
    ),
    dynamodb: new GatewayEndpoint(
      'dynamodb',
      {
        ...routes,
        service: 'dynamodb',
        policy: policyJson(paymentDynamodbEndpointPolicy, {
          ...place,
          transactionsTable,
          revokedCertificatesTable,
          functionRoleArn,
        }),
      },
      opts,
    ),
    logs: new InterfaceEndpoint(
      'logs',
      {
        ...at,
        subnetIds: vpc.privateSubnetIds,
        service: 'logs',
        privateDns: true,
        policy: policyJson(paymentLogsEndpointPolicy, { ...place, logGroup, functionRoleArn }),
      },
      opts,
    ),
    flowLog: createFlowLog(stack, { vpcId: vpc.vpcId, logGroupName: physical.flowLogGroup, keeping }, opts),
  };
}
