import type { XmlObject } from '../../../kernel/wire.ts';
import type { NetworkAclEntry, NetworkAcl } from '../network.ts';
import { describe, inRegion, tagFilters, tagSet } from './describe.ts';

export const describeNetworkAcls = describe<NetworkAcl>({
  name: 'DescribeNetworkAcls',
  set: 'networkAclSet',
  ids: { parameter: 'NetworkAclId', of: (acl) => acl.id, kind: 'NetworkAclID', noun: 'networkAcl' },
  list: ({ network }, region) => inRegion(network.networkAcls, region),
  filters: (acl, { host }) => ({
    ...tagFilters(acl.tags),
    'network-acl-id': acl.id,
    'vpc-id': acl.vpcId,
    'owner-id': host.accountId,
    default: String(acl.isDefault),
    'association.association-id': acl.associations.map(({ id }) => id),
    'association.network-acl-id': acl.id,
    'association.subnet-id': acl.associations.map(({ subnetId }) => subnetId),
    'entry.cidr': acl.entries.filter((entry) => !entry.ipv6).map((entry) => entry.cidr),
    'entry.protocol': acl.entries.map((entry) => entry.protocol),
    'entry.rule-action': acl.entries.map((entry) => entry.action),
    'entry.rule-number': acl.entries.map((entry) => String(entry.number)),
    'entry.egress': acl.entries.map((entry) => String(entry.egress)),
  }),
  item: (acl, { host }) => ({
    networkAclId: acl.id,
    vpcId: acl.vpcId,
    ownerId: host.accountId,
    default: acl.isDefault,
    entrySet: {
      item: [...acl.entries, ...last].toSorted(byDirectionAndNumber).map(entryItem),
    },
    associationSet: {
      item: acl.associations.map(({ id, subnetId }) => ({
        networkAclAssociationId: id,
        networkAclId: acl.id,
        subnetId,
      })),
    },
    tagSet: tagSet(acl.tags),
  }),
});

/** The rule `*` that ends every network ACL; AWS shows it with the number 32767. */
const last: readonly NetworkAclEntry[] = [true, false].map((egress) => ({
  number: 32767,
  egress,
  protocol: '-1',
  action: 'deny',
  cidr: '0.0.0.0/0',
  ipv6: false,
  fromPort: 0,
  toPort: 0,
}));

function byDirectionAndNumber(a: NetworkAclEntry, b: NetworkAclEntry): number {
  return Number(b.egress) - Number(a.egress) || a.number - b.number;
}

function entryItem(entry: NetworkAclEntry): XmlObject {
  const hasPorts = entry.protocol === '6' || entry.protocol === '17';
  return {
    ruleNumber: entry.number,
    egress: entry.egress,
    protocol: entry.protocol,
    ruleAction: entry.action,
    ...(entry.ipv6 ? { ipv6CidrBlock: entry.cidr } : { cidrBlock: entry.cidr }),
    ...(hasPorts && { portRange: { from: entry.fromPort, to: entry.toPort } }),
    ...(entry.icmp && { icmpTypeCode: { type: entry.icmp.type, code: entry.icmp.code } }),
  };
}
