import type { Properties } from '@palisade/local-engine';
import { flag, number, text, texts } from '../../../kernel/properties.ts';
import { parseCidr } from '../cidr.ts';

/** Source: EC2 API Reference, IpPermission. */
const namedProtocols: ReadonlySet<string> = new Set(['-1', 'tcp', 'udp', 'icmp', 'icmpv6']);

/** Problems of a rule block inside a security group. */
export function checkRuleBlock(block: Properties): readonly string[] {
  const ranges = texts(block, 'cidrBlocks');
  const peers =
    ranges.length +
    texts(block, 'ipv6CidrBlocks').length +
    texts(block, 'prefixListIds').length +
    texts(block, 'securityGroups').length +
    (flag(block, 'self') ? 1 : 0);
  return [
    ...(peers === 0
      ? ['InvalidParameterValue: a rule needs cidrBlocks, ipv6CidrBlocks, prefixListIds, securityGroups or self']
      : []),
    ...ranges.flatMap(checkRange),
    ...checkPorts(text(block, 'protocol') ?? '', number(block, 'fromPort'), number(block, 'toPort')),
    ...checkRuleDescription(text(block, 'description') ?? ''),
  ];
}

/** Problems of a rule that is a resource of its own: exactly one peer. */
export function checkRuleResource(inputs: Properties): readonly string[] {
  const peers = ['cidrIpv4', 'cidrIpv6', 'prefixListId', 'referencedSecurityGroupId'];
  const given = peers.filter((peer) => text(inputs, peer) !== undefined);
  const range = text(inputs, 'cidrIpv4');
  return [
    ...(given.length === 1 ? [] : [`Exactly one of these attributes must be configured: [${peers.join(',')}]`]),
    ...(range === undefined ? [] : checkRange(range)),
    ...checkPorts(text(inputs, 'ipProtocol') ?? '', number(inputs, 'fromPort'), number(inputs, 'toPort')),
    ...checkRuleDescription(text(inputs, 'description') ?? ''),
  ];
}

/** Source: EC2 API Reference, IpRange: up to 255 characters of a restricted set. */
export function checkRuleDescription(description: string): readonly string[] {
  return /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(description)
    ? []
    : [
        'InvalidParameterValue: Invalid rule description. Valid descriptions are strings less than 256 characters from the ' +
          'following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
      ];
}

function checkRange(range: string): readonly string[] {
  return parseCidr(range) === undefined ? [`InvalidParameterValue: CIDR block ${range} is malformed`] : [];
}

function checkPorts(protocol: string, from: number | undefined, to: number | undefined): readonly string[] {
  if (!namedProtocols.has(protocol) && !(/^\d{1,3}$/.test(protocol) && Number(protocol) <= 255)) {
    return [`InvalidParameterValue: Invalid value '${protocol}' for IP protocol. Unknown protocol.`];
  }
  if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== '6' && protocol !== '17') return [];
  if (from === undefined || to === undefined) {
    return [`InvalidParameterValue: Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.`];
  }
  if (from < 0 || to > 65535)
    return [`InvalidParameterValue: Invalid value '${from < 0 ? from : to}' for port. Must be between 0 and 65535`];
  return from > to ? [`InvalidParameterValue: Invalid TCP/UDP port range (${from}:${to})`] : [];
}
