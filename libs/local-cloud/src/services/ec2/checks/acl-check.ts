import type { Properties } from '@palisade/local-engine';
import { number, text } from '../../../kernel/properties.ts';
import { parseCidr } from '../cidr.ts';

const protocolNumbers: Readonly<Record<string, string>> = { all: '-1', icmp: '1', tcp: '6', udp: '17', icmpv6: '58' };

/** IANA number of a protocol given by name or number, `-1` for all; undefined if there is none such. */
export function protocolNumber(protocol: string): string | undefined {
  const named = protocolNumbers[protocol.toLowerCase()];
  if (named !== undefined) return named;
  return protocol === '-1' || (/^\d{1,3}$/.test(protocol) && Number(protocol) <= 255) ? protocol : undefined;
}

/** Names under which the two kinds of network ACL rules keep the same things. */
export interface EntryNames {
  readonly number: 'ruleNo' | 'ruleNumber';
  readonly action: 'action' | 'ruleAction';
}

/** Problems of one network ACL rule. Source: EC2 API Reference, CreateNetworkAclEntry. */
export function checkEntry(entry: Properties, names: EntryNames): readonly string[] {
  const problems: string[] = [];
  const ruleNumber = number(entry, names.number) ?? 0;
  if (ruleNumber < 1 || ruleNumber > 32766)
    problems.push(`expected ${names.number} to be in the range (1 - 32766), got ${ruleNumber}`);
  const action = text(entry, names.action) ?? '';
  if (!/^(allow|deny)$/i.test(action))
    problems.push(`expected ${names.action} to be one of ["allow" "deny"], got ${action}`);
  const range = text(entry, 'cidrBlock');
  if ((range === undefined) === (text(entry, 'ipv6CidrBlock') === undefined)) {
    problems.push('one of `cidrBlock,ipv6CidrBlock` must be specified');
  }
  if (range !== undefined && parseCidr(range) === undefined) {
    problems.push(
      `InvalidParameterValue: Value (${range}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    );
  }
  const protocol = protocolNumber(text(entry, 'protocol') ?? '');
  if (protocol === undefined) problems.push(`unsupported NACL protocol: ${text(entry, 'protocol')}`);
  const from = number(entry, 'fromPort') ?? 0;
  const to = number(entry, 'toPort') ?? 0;
  if (from < 0 || to > 65535 || from > to) problems.push(`InvalidParameterValue: Invalid port range (${from}:${to})`);
  if (protocol === '-1' && (from !== 0 || to !== 0)) {
    problems.push('InvalidParameterValue: from_port and to_port must both be 0 to use the "all" "-1" protocol!');
  }
  return problems;
}
