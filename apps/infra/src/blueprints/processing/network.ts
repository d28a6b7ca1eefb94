import {
  processingApiEndpointPolicy,
  processingDynamodbEndpointPolicy,
  processingS3EndpointPolicy,
  processingSnsEndpointPolicy,
} from '@palisade/policies';
import { documentIndexes, INCOMING_PREFIX } from '@palisade/shared-types';
import type * as pulumi from '@pulumi/pulumi';
import type { FlowLog } from '../../components/flow-log.ts';
import { GatewayEndpoint } from '../../components/gateway-endpoint.ts';
import { InterfaceEndpoint } from '../../components/interface-endpoint.ts';
import type { LogKeeping } from '../../components/log-group.ts';
import { PrivateNetwork } from '../../components/private-network.ts';
import type { RestApi } from '../../components/rest-api.ts';
import { policyJson } from '../../policy-json.ts';
import { createFlowLog } from '../flow-log.ts';
import type { Part } from './part.ts';
import type { FunctionRoles } from './roles.ts';

export interface Network {
  readonly vpc: PrivateNetwork;
  readonly s3: GatewayEndpoint;
  readonly dynamodb: GatewayEndpoint;
  readonly sns: InterfaceEndpoint;
  readonly executeApi: InterfaceEndpoint;
  readonly flowLog: FlowLog;
}

export interface NetworkArgs {
  readonly roles: FunctionRoles;
  readonly api: RestApi;
  readonly keeping: LogKeeping;
}

/** Private subnets in two zones with a way to four services and nowhere else, and a log of all traffic. */
export function createNetwork(part: Part, args: NetworkArgs, opts: pulumi.ComponentResourceOptions): Network {
  const vpc = new PrivateNetwork(
    'network',
    {
      names: part.stack.names,
      cidr: part.settings.vpcCidr,
      zones: 2,
      publicSubnets: 'absent',
      interfaceEndpoints: true,
    },
    opts,
  );
  const flowLog = createFlowLog(
    part.stack,
    { vpcId: vpc.vpcId, logGroupName: part.physical.flowLogGroup, keeping: args.keeping },
    opts,
  );
  return { vpc, flowLog, ...createGateways(part, vpc, args, opts), ...createInterfaces(part, vpc, args, opts) };
}

/** S3 and DynamoDB: routes, which cost nothing. */
function createGateways(
  { physical, stack: { names, place } }: Part,
  vpc: PrivateNetwork,
  { roles }: NetworkArgs,
  opts: pulumi.ComponentResourceOptions,
): Pick<Network, 's3' | 'dynamodb'> {
  const at = { names, region: place.region, vpcId: vpc.vpcId, routeTableIds: [vpc.privateRouteTableId] };
  const callers = { apiHandlerRoleArn: roles.apiHandler.arn, processorRoleArn: roles.processor.arn };
  const s3 = new GatewayEndpoint(
    's3',
    {
      ...at,
      service: 's3',
      policy: policyJson(processingS3EndpointPolicy, {
        ...place,
        ...callers,
        bucket: physical.bucket,
        prefix: INCOMING_PREFIX,
      }),
    },
    opts,
  );
  const dynamodb = new GatewayEndpoint(
    'dynamodb',
    {
      ...at,
      service: 'dynamodb',
      policy: policyJson(processingDynamodbEndpointPolicy, {
        ...place,
        ...callers,
        authorizerRoleArn: roles.authorizer.arn,
        documentsTable: physical.documentsTable,
        permissionsTable: physical.permissionsTable,
        indexes: Object.values(documentIndexes).map(({ name }) => name),
      }),
    },
    opts,
  );
  return { s3, dynamodb };
}

/** SNS, which the notifier calls, and execute-api, which the requirement asks for and nothing here calls. */
function createInterfaces(
  { physical, settings, stack: { names, place } }: Part,
  vpc: PrivateNetwork,
  { api, roles }: NetworkArgs,
  opts: pulumi.ComponentResourceOptions,
): Pick<Network, 'sns' | 'executeApi'> {
  const at = { names, region: place.region, vpcId: vpc.vpcId, subnetIds: vpc.privateSubnetIds };
  const sns = new InterfaceEndpoint(
    'sns',
    {
      ...at,
      service: 'sns',
      privateDns: true,
      policy: policyJson(processingSnsEndpointPolicy, {
        ...place,
        topic: physical.changesTopic,
        notifierRoleArn: roles.notifier.arn,
      }),
    },
    opts,
  );
  const executeApi = new InterfaceEndpoint(
    'execute-api',
    {
      ...at,
      service: 'execute-api',
      // With private DNS, every API's public name would lead into this endpoint, and end in 403, for the whole VPC.
      privateDns: false,
      policy: policyJson(processingApiEndpointPolicy, { ...place, api: api.id, stage: settings.stageName }),
    },
    opts,
  );
  return { sns, executeApi };
}
