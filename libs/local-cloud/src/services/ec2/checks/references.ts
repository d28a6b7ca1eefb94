import type { Properties } from '@palisade/local-engine';
import { text, texts } from '../../../kernel/properties.ts';
import type { CloudView, StackResource } from '../../../kernel/service.ts';
import type { Network } from '../network.ts';
import { prefixListById } from '../aws/prefix-lists.ts';
import { resources } from '../resources/index.ts';

/** How EC2 says that something does not exist. */
const notFound: Readonly<Record<string, (id: string) => string>> = {
  vpcId: (id) => `InvalidVpcID.NotFound: The vpc ID '${id}' does not exist`,
  subnetId: (id) => `InvalidSubnetID.NotFound: The subnet ID '${id}' does not exist`,
  routeTableId: (id) => `InvalidRouteTableID.NotFound: The routeTable ID '${id}' does not exist`,
  groupId: (id) => `InvalidGroup.NotFound: The security group '${id}' does not exist`,
  networkAclId: (id) => `InvalidNetworkAclID.NotFound: The networkAcl ID '${id}' does not exist`,
  gatewayId: (id) => `InvalidInternetGatewayID.NotFound: The internetGateway ID '${id}' does not exist`,
  prefixListId: (id) => `InvalidPrefixListID.NotFound: The prefix list ID '${id}' does not exist`,
};

/** Properties that name other parts of the network, and what they name. */
const references: Readonly<Record<string, string>> = {
  vpcId: 'vpcId',
  subnetId: 'subnetId',
  subnetIds: 'subnetId',
  routeTableId: 'routeTableId',
  routeTableIds: 'routeTableId',
  securityGroupId: 'groupId',
  securityGroupIds: 'groupId',
  referencedSecurityGroupId: 'groupId',
  networkAclId: 'networkAclId',
  gatewayId: 'gatewayId',
  prefixListId: 'prefixListId',
};

/** References to parts that no stack has: what AWS would refuse when the resource is made, or when the part is deleted. */
export function danglingReferences(view: CloudView, network: Network): readonly { urn: string; message: string }[] {
  return resources.flatMap((model) => view.ofType(model.token)).flatMap((found) => dangling(found, network));
}

function dangling({ resource }: StackResource, network: Network): readonly { urn: string; message: string }[] {
  return Object.entries(references).flatMap(([property, kind]) =>
    idsOf(resource.inputs, property)
      .filter((id) => !exists(network, kind, id))
      .map((id) => ({ urn: resource.urn, message: notFound[kind]?.(id) ?? id })),
  );
}

function idsOf(inputs: Properties, property: string): readonly string[] {
  const single = text(inputs, property);
  return single === undefined ? texts(inputs, property) : [single];
}

/** Whether some stack has that part; `kind` as in the property names: `subnetId`, `groupId`, … */
export function exists(network: Network, kind: string, id: string): boolean {
  switch (kind) {
    case 'vpcId':
      return network.vpcs.has(id);
    case 'subnetId':
      return network.subnets.has(id);
    case 'routeTableId':
      return network.routeTables.has(id);
    case 'groupId':
      return network.securityGroups.has(id);
    case 'networkAclId':
      return network.networkAcls.has(id);
    case 'gatewayId':
      return network.internetGateways.has(id);
    default:
      return prefixListById(id) !== undefined;
  }
}
