import { flag, text } from '../../../kernel/properties.ts';
import { parseCidr, type Cidr } from '../cidr.ts';
import type { InternetGateway, Subnet, Vpc } from '../network.ts';
import { zonesOf, type Zone } from '../aws/regions.ts';
import { internetGateway } from '../resources/internet-gateway.ts';
import { subnet } from '../resources/subnet.ts';
import { vpc } from '../resources/vpc.ts';
import { partOf } from './part.ts';
import type { ResourcesOfType } from './read-network.ts';

export function readVpcs(ofType: ResourcesOfType): readonly Vpc[] {
  return ofType(vpc.token).map((found) => {
    const { outputs } = found.resource;
    return {
      ...partOf(found),
      cidr: range(text(outputs, 'cidrBlock')),
      dnsSupport: flag(outputs, 'enableDnsSupport'),
      dnsHostnames: flag(outputs, 'enableDnsHostnames'),
      mainRouteTableId: text(outputs, 'mainRouteTableId') ?? '',
      defaultSecurityGroupId: text(outputs, 'defaultSecurityGroupId') ?? '',
      defaultNetworkAclId: text(outputs, 'defaultNetworkAclId') ?? '',
      dhcpOptionsId: text(outputs, 'dhcpOptionsId') ?? '',
    };
  });
}

export function readSubnets(ofType: ResourcesOfType): readonly Subnet[] {
  return ofType(subnet.token).map((found) => {
    const { outputs } = found.resource;
    const part = partOf(found);
    return {
      ...part,
      vpcId: text(outputs, 'vpcId') ?? '',
      cidr: range(text(outputs, 'cidrBlock')),
      zone: zone(part.region, text(outputs, 'availabilityZone') ?? ''),
      mapPublicIpOnLaunch: flag(outputs, 'mapPublicIpOnLaunch'),
    };
  });
}

export function readInternetGateways(ofType: ResourcesOfType): readonly InternetGateway[] {
  return ofType(internetGateway.token).map((found) => {
    const vpcId = text(found.resource.outputs, 'vpcId');
    return { ...partOf(found), ...(vpcId !== undefined && { vpcId }) };
  });
}

/** The models have refused what does not parse. */
function range(block: string | undefined): Cidr {
  return parseCidr(block ?? '') ?? { base: 0, bits: 32 };
}

function zone(region: string, name: string): Zone {
  return zonesOf(region).find((candidate) => candidate.name === name) ?? { name, id: '', region };
}
