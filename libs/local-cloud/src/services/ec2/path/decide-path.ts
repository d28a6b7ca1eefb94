import type { NetworkInterface } from '../../../kernel/origin.ts';
import { formatIp } from '../cidr.ts';
import { describeDestination, destinationOf, type Destination } from './destination.ts';
import type { Network, Subnet, Vpc, VpcEndpoint } from '../network.ts';
import { endpointServiceName } from '../aws/prefix-lists.ts';
import { lost, type PathDecision } from './decision.ts';
import { findInterfaceEndpoint, throughInterface } from './interface-endpoint.ts';
import { refusedByAcl } from './network-acl.ts';
import { routeTableOf, routeTo } from './route.ts';
import { egressRefusal } from './security-group.ts';

/**
 * Decides whether and how a TCP connection from `from` reaches `host`:`port`: name resolution, the most specific route of the
 * subnet's table, the security groups, and the network ACLs in both directions.
 * Sources: VPC User Guide, "Route tables", "Security groups", "Network ACLs"; AWS PrivateLink Guide, "Gateway endpoints".
 */
export function decidePath(network: Network, from: NetworkInterface, host: string, port: number): PathDecision {
  const destination = destinationOf(host);
  const subnet = network.subnets.get(from.subnetId);
  const vpc = network.vpcs.get(from.vpcId);
  if (subnet === undefined || vpc === undefined) {
    return lost(
      destination,
      true,
      `network interface ${from.id} is in ${from.subnetId}, which does not exist any more`,
    );
  }
  if (!vpc.dnsSupport && destination.host !== formatIp(destination.address)) {
    return lost(destination, true, `${vpc.id} has no DNS support (enableDnsSupport is false): ${host} has no address`);
  }
  const endpoint = findInterfaceEndpoint(network, vpc, destination);
  if (endpoint !== undefined) return throughInterface(network, from, subnet, endpoint, destination, port);
  return throughRoute(network, from, { subnet, vpc }, destination, port);
}

function throughRoute(
  network: Network,
  from: NetworkInterface,
  { subnet, vpc }: { subnet: Subnet; vpc: Vpc },
  destination: Destination,
  port: number,
): PathDecision {
  const table = routeTableOf(network, subnet, vpc);
  const route = routeTo(table, destination.address);
  const endpoint = route && network.vpcEndpoints.get(route.target);
  const prefixListId = endpoint?.prefixListId;
  const refusal =
    egressRefusal(network, from, {
      address: destination.address,
      port,
      ...(prefixListId !== undefined && { prefixListId }),
    }) ?? refusedByAcl(network, subnet, destination.address, port);

  if (route === undefined) {
    return lost(destination, refusal === undefined, noRoute(network, subnet, vpc, table.id, destination));
  }
  if (route.target === 'local') {
    const reason = `nothing in ${vpc.id} has the address ${formatIp(destination.address)}`;
    return lost(destination, refusal === undefined, refusal ?? reason);
  }
  if (endpoint === undefined) {
    const reason =
      `the route of ${subnet.id} to ${describeDestination(destination)} leads to ${route.target}, which carries only network ` +
      `interfaces with a public IP address, and a function's has none: ${missing(network, vpc, table.id, destination)}`;
    return lost(destination, refusal === undefined, reason);
  }
  if (refusal !== undefined) return lost(destination, false, refusal);
  return {
    path: {
      via: 'vpc-endpoint',
      endpointType: 'Gateway',
      vpcEndpointId: endpoint.id,
      vpcId: vpc.id,
      vpcSourceIp: from.privateIp,
    },
    address: formatIp(destination.address),
    accepted: true,
  };
}

function noRoute(network: Network, subnet: Subnet, vpc: Vpc, tableId: string, destination: Destination): string {
  return `no route from ${subnet.id} to ${describeDestination(destination)}: ${missing(network, vpc, tableId, destination)}`;
}

/** What would have given a way: `no NAT gateway, no interface endpoint com.amazonaws.us-east-1.kms`. */
function missing(network: Network, vpc: Vpc, tableId: string, destination: Destination): string {
  const { service, region } = destination;
  if (service === undefined || region === undefined || destination.global) return 'no NAT gateway';
  const name = endpointServiceName(region, service);
  if (region !== vpc.region) return `no NAT gateway (an endpoint of ${vpc.region} does not lead to ${region})`;
  const withoutDns = unnamedEndpoint(network, vpc, name);
  if (withoutDns !== undefined) return `no NAT gateway, and ${withoutDns.id} (${name}) has private DNS switched off`;
  const gateway = [...network.vpcEndpoints.values()].find((each) => isGateway(each, vpc, name));
  if (gateway !== undefined) return `no NAT gateway, and ${gateway.id} (${name}) is not associated with ${tableId}`;
  return isGatewayService(destination)
    ? `no NAT gateway, no gateway endpoint ${name}`
    : `no NAT gateway, no interface endpoint ${name}`;
}

function unnamedEndpoint(network: Network, vpc: Vpc, name: string): VpcEndpoint | undefined {
  return [...network.vpcEndpoints.values()].find(
    (each) => each.type === 'Interface' && each.vpcId === vpc.id && each.serviceName === name && !each.privateDns,
  );
}

function isGateway(endpoint: VpcEndpoint, vpc: Vpc, name: string): boolean {
  return endpoint.type === 'Gateway' && endpoint.vpcId === vpc.id && endpoint.serviceName === name;
}

function isGatewayService({ service }: Destination): boolean {
  return service === 's3' || service === 'dynamodb';
}
