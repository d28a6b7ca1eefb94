import { formatIp, holdsIp, parseCidr } from '../cidr.ts';
import type { Network, NetworkAcl, NetworkAclEntry, Subnet } from '../network.ts';

interface Ports {
  readonly from: number;
  readonly to: number;
}

/** Ports the Linux kernel of the execution environment picks from for its end of a connection. */
const ephemeral: Ports = { from: 32768, to: 60999 };

/**
 * Why the network ACL of the subnet stops a TCP connection to a remote address; undefined if it does not. Network ACLs keep no
 * state: the answers, to an ephemeral port, need a rule of their own.
 */
export function refusedByAcl(network: Network, subnet: Subnet, remote: number, port: number): string | undefined {
  const acl = aclOf(network, subnet);
  if (acl === undefined) return undefined;
  return refusal(acl, true, remote, { from: port, to: port }) ?? refusal(acl, false, remote, ephemeral);
}

/** The same seen from the subnet of an interface endpoint, which answers on `port`. */
export function refusedByServerAcl(network: Network, subnet: Subnet, client: number, port: number): string | undefined {
  const acl = aclOf(network, subnet);
  if (acl === undefined) return undefined;
  return refusal(acl, false, client, { from: port, to: port }) ?? refusal(acl, true, client, ephemeral);
}

function aclOf(network: Network, subnet: Subnet): NetworkAcl | undefined {
  for (const acl of network.networkAcls.values()) {
    if (acl.associations.some((association) => association.subnetId === subnet.id)) return acl;
  }
  return undefined;
}

/** Rules count in the order of their numbers; each settles the ports it names that no earlier rule has settled. */
function refusal(acl: NetworkAcl, egress: boolean, remote: number, ports: Ports): string | undefined {
  const rules = acl.entries
    .filter((entry) => entry.egress === egress && concerns(entry, remote))
    .toSorted((a, b) => a.number - b.number);
  const direction = egress ? 'outbound' : 'inbound';
  const peer = `${egress ? 'to' : 'from'} ${formatIp(remote)}`;
  let open: readonly Ports[] = [ports];
  for (const rule of rules) {
    const ruled = portsOf(rule);
    const hit = open.find((range) => range.from <= ruled.to && ruled.from <= range.to);
    if (hit === undefined) continue;
    if (rule.action === 'deny') {
      const denied = { from: Math.max(hit.from, ruled.from), to: Math.min(hit.to, ruled.to) };
      return `network ACL ${acl.id} rule ${rule.number} denies ${direction} tcp ${text(denied)} ${peer}`;
    }
    open = open.flatMap((range) => without(range, ruled));
    if (open.length === 0) return undefined;
  }
  return `network ACL ${acl.id} has no rule that allows ${direction} tcp ${open.map(text).join(', ')} ${peer}`;
}

function concerns(entry: NetworkAclEntry, remote: number): boolean {
  if (entry.ipv6 || (entry.protocol !== '-1' && entry.protocol !== '6')) return false;
  const cidr = parseCidr(entry.cidr);
  return cidr !== undefined && holdsIp(cidr, remote);
}

function portsOf(entry: NetworkAclEntry): Ports {
  return entry.protocol === '-1' ? { from: 0, to: 65535 } : { from: entry.fromPort, to: entry.toPort };
}

function without(range: Ports, taken: Ports): readonly Ports[] {
  if (taken.to < range.from || taken.from > range.to) return [range];
  return [
    ...(taken.from > range.from ? [{ from: range.from, to: taken.from - 1 }] : []),
    ...(taken.to < range.to ? [{ from: taken.to + 1, to: range.to }] : []),
  ];
}

function text({ from, to }: Ports): string {
  return from === to ? String(from) : `${from}-${to}`;
}
