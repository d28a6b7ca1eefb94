import type { NetworkInterface } from '../../../kernel/origin.ts';
import { parseIp } from '../cidr.ts';
import type { Destination } from './destination.ts';
import type { Interface, Network, Subnet, Vpc, VpcEndpoint } from '../network.ts';
import { endpointServiceName } from '../aws/prefix-lists.ts';
import { lost, type PathDecision } from './decision.ts';
import { refusedByAcl, refusedByServerAcl } from './network-acl.ts';
import { egressRefusal, ingressRefusal } from './security-group.ts';

/** The interface endpoint of the VPC that a host name leads to: by private DNS, or by a name of the endpoint itself. */
export function findInterfaceEndpoint(network: Network, vpc: Vpc, destination: Destination): VpcEndpoint | undefined {
  const { service, region, vpcEndpointId } = destination;
  if (service === undefined || region === undefined) return undefined;
  if (vpcEndpointId !== undefined) {
    const named = network.vpcEndpoints.get(vpcEndpointId);
    return named?.type === 'Interface' && named.vpcId === vpc.id ? named : undefined;
  }
  if (destination.global || !vpc.dnsHostnames) return undefined;
  const name = endpointServiceName(region, service);
  for (const endpoint of network.vpcEndpoints.values()) {
    if (
      endpoint.type === 'Interface' &&
      endpoint.vpcId === vpc.id &&
      endpoint.privateDns &&
      endpoint.serviceName === name
    ) {
      return endpoint;
    }
  }
  return undefined;
}

/** The way to an endpoint's network interface: inside the VPC, so security groups and ACLs of both ends count. */
export function throughInterface(
  network: Network,
  from: NetworkInterface,
  subnet: Subnet,
  endpoint: VpcEndpoint,
  destination: Destination,
  port: number,
): PathDecision {
  const target = interfaceNear(network, subnet, endpoint);
  if (target === undefined) {
    return lost(
      destination,
      true,
      `${endpoint.id} (${endpoint.serviceName}) has no network interface: it is in no subnet`,
    );
  }
  const address = parseIp(target.privateIp) ?? 0;
  const name = `${target.securityGroupIds.join(', ')} (${endpoint.id})`;
  const refusal =
    egressRefusal(network, from, { address, port, groups: target.securityGroupIds, name }) ??
    aclRefusal(network, from, subnet, target, port) ??
    ingressRefusal(network, target.securityGroupIds, from, port);
  if (refusal !== undefined) return { ...lost(destination, false, refusal), address: target.privateIp };
  return {
    path: {
      via: 'vpc-endpoint',
      endpointType: 'Interface',
      vpcEndpointId: endpoint.id,
      vpcId: endpoint.vpcId,
      vpcSourceIp: from.privateIp,
    },
    address: target.privateIp,
    accepted: true,
  };
}

/** Network ACLs filter what crosses the border of a subnet, so nothing between two interfaces of the same one. */
function aclRefusal(
  network: Network,
  from: NetworkInterface,
  subnet: Subnet,
  target: Interface,
  port: number,
): string | undefined {
  const other = network.subnets.get(target.subnetId);
  if (other === undefined || other.id === subnet.id) return undefined;
  return (
    refusedByAcl(network, subnet, parseIp(target.privateIp) ?? 0, port) ??
    refusedByServerAcl(network, other, parseIp(from.privateIp) ?? 0, port)
  );
}

/** The endpoint's interface in the caller's zone, where there is one. */
function interfaceNear(network: Network, subnet: Subnet, endpoint: VpcEndpoint): Interface | undefined {
  const interfaces = endpoint.interfaceIds.flatMap((id) => network.interfaces.get(id) ?? []);
  return interfaces.find((each) => each.zone.id === subnet.zone.id) ?? interfaces[0];
}
