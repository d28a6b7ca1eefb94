import type { StackResource } from '../../../kernel/service.ts';
import type { Network, Part } from '../network.ts';
import { readFlowLogs } from './flow-logs.ts';
import { readInterfaces } from './interfaces.ts';
import { readNetworkAcls } from './network-acls.ts';
import { readRouteTables } from './route-tables.ts';
import { readSecurityGroups } from './security-groups.ts';
import { readVpcEndpoints } from './vpc-endpoints.ts';
import { readInternetGateways, readSubnets, readVpcs } from './vpcs.ts';

/** Resources of one type in all stacks, as `CloudView.ofType` gives them. */
export type ResourcesOfType = (token: string) => readonly StackResource[];

/** The network that the graphs of all stacks describe. */
export function readNetwork(ofType: ResourcesOfType): Network {
  const vpcs = readVpcs(ofType);
  const subnets = readSubnets(ofType);
  const vpcEndpoints = readVpcEndpoints(ofType);
  return {
    vpcs: byId(vpcs),
    subnets: byId(subnets),
    vpcEndpoints: byId(vpcEndpoints),
    internetGateways: byId(readInternetGateways(ofType)),
    routeTables: byId(readRouteTables(ofType, vpcs, vpcEndpoints)),
    securityGroups: byId(readSecurityGroups(ofType, vpcs)),
    networkAcls: byId(readNetworkAcls(ofType, vpcs, subnets)),
    flowLogs: byId(readFlowLogs(ofType)),
    interfaces: byId(readInterfaces(ofType, byId(subnets), vpcEndpoints)),
  };
}

function byId<T extends Part>(parts: readonly T[]): ReadonlyMap<string, T> {
  return new Map(parts.map((part) => [part.id, part]));
}
