import { block, text, texts } from '../../../kernel/properties.ts';
import { lambdaFunction } from '../../lambda/resources/function.ts';
import { formatIp, size, type Cidr } from '../cidr.ts';
import { derivedId, derivedNumber } from '../identifiers.ts';
import type { Interface, Subnet, VpcEndpoint } from '../network.ts';
import { endpointInterfaceId } from '../resources/vpc-endpoint.ts';
import type { ResourcesOfType } from './read-network.ts';

/** Network interfaces of functions in a VPC (Lambda makes them, but they belong to the network) and of interface endpoints. */
export function readInterfaces(
  ofType: ResourcesOfType,
  subnets: ReadonlyMap<string, Subnet>,
  endpoints: readonly VpcEndpoint[],
): readonly Interface[] {
  const taken = new Set<string>();
  const interfaces = new Map<string, Interface>();
  const add = (
    id: string,
    subnetId: string,
    groups: readonly string[],
    kind: Pick<Interface, 'type' | 'description'>,
  ): void => {
    const subnet = subnets.get(subnetId);
    if (subnet === undefined || interfaces.has(id)) return;
    const { region, vpcId, zone } = subnet;
    const privateIp = freeAddress(subnet.cidr, id, taken);
    interfaces.set(id, { id, region, tags: {}, vpcId, subnetId, securityGroupIds: groups, privateIp, zone, ...kind });
  };
  for (const endpoint of endpoints) {
    for (const subnetId of endpoint.subnetIds) {
      const description = `VPC Endpoint Interface ${endpoint.id}`;
      add(endpointInterfaceId(endpoint.id, subnetId), subnetId, endpoint.securityGroupIds, {
        type: 'vpc_endpoint',
        description,
      });
    }
  }
  for (const { resource } of ofType(lambdaFunction.token)) {
    const placement = block(resource.outputs, 'vpcConfig');
    if (placement === undefined) continue;
    const groups = texts(placement, 'securityGroupIds');
    const description = `AWS Lambda VPC ENI-${text(resource.outputs, 'name')}`;
    for (const subnetId of texts(placement, 'subnetIds')) {
      add(functionInterfaceId(subnetId, groups), subnetId, groups, { type: 'lambda', description });
    }
  }
  return [...interfaces.values()];
}

/** Functions with the same subnet and security groups share a network interface, as on AWS. */
export function functionInterfaceId(subnetId: string, securityGroupIds: readonly string[]): string {
  return derivedId('eni-', subnetId, ...[...securityGroupIds].sort());
}

/** An address that AWS could give: the first four and the last of a subnet are reserved. */
function freeAddress(cidr: Cidr, id: string, taken: Set<string>): string {
  const usable = size(cidr) - 5;
  const start = derivedNumber(id, usable);
  for (let step = 0; step < usable; step++) {
    const address = formatIp(cidr.base + 4 + ((start + step) % usable));
    if (taken.has(address)) continue;
    taken.add(address);
    return address;
  }
  return formatIp(cidr.base + 4);
}
