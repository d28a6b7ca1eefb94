import {
  boolean,
  json,
  list,
  map,
  object,
  oneOf,
  required,
  string,
  type ModelContext,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { vpcEndpointArn } from '@palisade/policies';
import { flag, text, texts } from '../../../kernel/properties.ts';
import { checkEndpointPolicy, fullAccess } from '../endpoint-policy.ts';
import { endpointServiceExists, privateDnsName } from '../aws/endpoint-services.ts';
import { derivedId } from '../identifiers.ts';
import { placeOf } from './place.ts';
import { cidrTexts, prefixListOf } from '../aws/prefix-lists.ts';
import { checkVpcEndpoint } from '../checks/vpc-endpoint-check.ts';
import { vpc } from './vpc.ts';

export const vpcEndpoint: ResourceModel = {
  token: 'aws:ec2/vpcEndpoint:VpcEndpoint',
  inputs: object({
    vpcId: required(string),
    serviceName: required(string),
    vpcEndpointType: oneOf('Gateway', 'Interface'),
    policy: json,
    routeTableIds: list(string),
    subnetIds: list(string),
    securityGroupIds: list(string),
    privateDnsEnabled: boolean,
    ipAddressType: oneOf('ipv4'),
    autoAccept: boolean,
    tags: map(string),
  }),
  replaceOn: ['vpcId', 'serviceName', 'vpcEndpointType'],
  defaults: (inputs, context) => ({
    vpcEndpointType: 'Gateway',
    policy: fullAccess,
    privateDnsEnabled: false,
    routeTableIds: [],
    subnetIds: [],
    ipAddressType: 'ipv4',
    securityGroupIds: text(inputs, 'vpcEndpointType') === 'Interface' ? defaultGroups(inputs, context) : [],
  }),
  check: (inputs, context) => [
    ...checkService(inputs, context),
    ...checkForType(inputs),
    ...checkEndpointPolicy(text(inputs, 'policy') ?? fullAccess, text(inputs, 'vpcEndpointType') ?? 'Gateway'),
  ],
  outputs: (inputs, context) => {
    const id = context.id('vpce-', 17);
    const at = placeOf(context);
    const type = text(inputs, 'vpcEndpointType') === 'Interface' ? 'Interface' : 'Gateway';
    const common = {
      arn: vpcEndpointArn({ ...at, id }),
      ownerId: context.accountId,
      requesterManaged: false,
      state: 'available',
      serviceRegion: context.region,
      dnsOptions: { dnsRecordIpType: 'ipv4', privateDnsPreference: '', privateDnsSpecifiedDomains: [] },
    };
    const own = type === 'Gateway' ? gatewayOutputs(inputs, context) : interfaceOutputs(id, inputs, context);
    return { id, outputs: { ...common, ...own } };
  },
  checkInGraph: checkVpcEndpoint,
};

/** An interface endpoint without security groups gets the default one of its VPC. */
function defaultGroups(inputs: Properties, context: ModelContext): readonly string[] {
  const home = context.resources.byId(vpc.token, text(inputs, 'vpcId') ?? '');
  const group = home && text(home.outputs, 'defaultSecurityGroupId');
  return group === undefined ? [] : [group];
}

/** `s3` of `com.amazonaws.us-east-1.s3`; undefined for another region's or no AWS service. */
export function serviceIn(region: string, serviceName: string): string | undefined {
  const prefix = `com.amazonaws.${region}.`;
  return serviceName.startsWith(prefix) ? serviceName.slice(prefix.length) : undefined;
}

function checkService(inputs: Properties, { region }: ModelContext): readonly string[] {
  const name = text(inputs, 'serviceName') ?? '';
  const type = text(inputs, 'vpcEndpointType') === 'Interface' ? 'Interface' : 'Gateway';
  const service = serviceIn(region, name);
  if (service !== undefined && endpointServiceExists(type, service)) return [];
  if (service !== undefined && endpointServiceExists(type === 'Gateway' ? 'Interface' : 'Gateway', service)) {
    return [`InvalidParameter: Endpoint type (${type}) does not match available service types of ${name}.`];
  }
  return [`InvalidServiceName: The Vpc Endpoint Service '${name}' does not exist`];
}

function checkForType(inputs: Properties): readonly string[] {
  if (text(inputs, 'vpcEndpointType') === 'Interface') {
    return texts(inputs, 'routeTableIds').length === 0
      ? []
      : ['InvalidParameter: Route table IDs are only supported for Gateway type VPC Endpoint.'];
  }
  return [
    ...(texts(inputs, 'subnetIds').length === 0
      ? []
      : ['InvalidParameter: Subnet IDs are only supported for Interface type VPC Endpoint.']),
    ...(texts(inputs, 'securityGroupIds').length === 0
      ? []
      : ['InvalidParameter: Security group IDs are only supported for Interface type VPC Endpoint.']),
    ...(flag(inputs, 'privateDnsEnabled')
      ? ['InvalidParameter: Private DNS can only be enabled for Interface type VPC Endpoint.']
      : []),
  ];
}

function gatewayOutputs(inputs: Properties, { region }: ModelContext): Properties {
  const ranges = prefixListOf(region, serviceIn(region, text(inputs, 'serviceName') ?? '') ?? '');
  return {
    ...(ranges !== undefined && { prefixListId: ranges.id, cidrBlocks: cidrTexts(ranges) }),
    dnsEntries: [],
    networkInterfaceIds: [],
    subnetConfigurations: [],
  };
}

function interfaceOutputs(id: string, inputs: Properties, { region }: ModelContext): Properties {
  const service = serviceIn(region, text(inputs, 'serviceName') ?? '') ?? '';
  const own = `${id}-${derivedId('', id, 'dns').slice(0, 8)}.${service}.${region}.vpce.amazonaws.com`;
  const names = flag(inputs, 'privateDnsEnabled') ? [own, privateDnsName(service, region)] : [own];
  return {
    cidrBlocks: [],
    dnsEntries: names.map((dnsName) => ({ dnsName, hostedZoneId: 'Z7HUB22UULQXV' })),
    networkInterfaceIds: texts(inputs, 'subnetIds').map((subnetId) => endpointInterfaceId(id, subnetId)),
    subnetConfigurations: [],
  };
}

/** The network interface an endpoint has in a subnet. */
export function endpointInterfaceId(vpcEndpointId: string, subnetId: string): string {
  return derivedId('eni-', vpcEndpointId, subnetId);
}
