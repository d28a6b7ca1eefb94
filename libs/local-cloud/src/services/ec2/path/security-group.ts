import type { NetworkInterface } from '../../../kernel/origin.ts';
import { formatIp, holdsIp, parseCidr, parseIp } from '../cidr.ts';
import type { Network, SecurityGroupRule } from '../network.ts';
import { prefixListById } from '../aws/prefix-lists.ts';

/** The other end of a connection, as a security group rule sees it. */
export interface Remote {
  readonly address: number;
  readonly port: number;
  /** Set when a gateway endpoint carries the packets. */
  readonly prefixListId?: string;
  /** Groups of the interface at the other end, when it is in the VPC. */
  readonly groups?: readonly string[];
  /** How a refusal names it, instead of the prefix list or the address. */
  readonly name?: string;
}

/** Why the security groups of an interface do not let a TCP connection out; undefined if they do. */
export function egressRefusal(network: Network, from: NetworkInterface, remote: Remote): string | undefined {
  if (anyRule(network, from.securityGroupIds, true, remote, remote.port)) return undefined;
  const peer = remote.name ?? remote.prefixListId ?? `${formatIp(remote.address)}/32`;
  return `${named(from.securityGroupIds)} no egress rule to ${peer} tcp ${remote.port}`;
}

/** Why the groups of an endpoint do not let a connection from `from` in; undefined if they do. */
export function ingressRefusal(
  network: Network,
  groups: readonly string[],
  from: NetworkInterface,
  port: number,
): string | undefined {
  const remote = { address: parseIp(from.privateIp) ?? 0, port, groups: from.securityGroupIds };
  if (anyRule(network, groups, false, remote, port)) return undefined;
  return `${named(groups)} no ingress rule from ${from.securityGroupIds.join(', ')} (${from.privateIp}) tcp ${port}`;
}

/** Rules of all groups of an interface add up; the port is the destination's in both directions. */
function anyRule(network: Network, groups: readonly string[], egress: boolean, remote: Remote, port: number): boolean {
  return groups.some((id) =>
    network.securityGroups
      .get(id)
      ?.rules.some((rule) => rule.egress === egress && carriesTcp(rule, port) && meets(rule, remote)),
  );
}

function carriesTcp(rule: SecurityGroupRule, port: number): boolean {
  if (rule.protocol === '-1') return true;
  return (rule.protocol === 'tcp' || rule.protocol === '6') && rule.fromPort <= port && port <= rule.toPort;
}

function meets({ peer }: SecurityGroupRule, remote: Remote): boolean {
  if ('groupId' in peer) return remote.groups?.includes(peer.groupId) ?? false;
  if ('prefixListId' in peer) {
    return prefixListById(peer.prefixListId)?.cidrs.some((cidr) => holdsIp(cidr, remote.address)) ?? false;
  }
  if ('cidrIpv6' in peer) return false;
  const cidr = parseCidr(peer.cidrIpv4);
  return cidr !== undefined && holdsIp(cidr, remote.address);
}

function named(groups: readonly string[]): string {
  return groups.length === 1 ? `security group ${groups[0]} has` : `security groups ${groups.join(', ')} have`;
}
