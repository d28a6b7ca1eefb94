import { ec2Arn } from '@palisade/policies';
import { queryList } from '../../../kernel/query-input.ts';
import type { XmlObject } from '../../../kernel/wire.ts';
import type { SecurityGroup, SecurityGroupRule } from '../network.ts';
import { describe, inRegion, tagFilters, tagSet, type FilterValues } from './describe.ts';

export const describeSecurityGroups = describe<SecurityGroup>({
  name: 'DescribeSecurityGroups',
  set: 'securityGroupInfo',
  ids: { parameter: 'GroupId', of: (group) => group.id, kind: 'Group', noun: 'security group' },
  list: ({ network }, region, input) => {
    const names = queryList(input, 'GroupName');
    return inRegion(network.securityGroups, region).filter((group) => names.length === 0 || names.includes(group.name));
  },
  filters: (group, { host }) => ({
    ...tagFilters(group.tags),
    'group-id': group.id,
    'group-name': group.name,
    description: group.description,
    'owner-id': host.accountId,
    'vpc-id': group.vpcId,
    ...permissionFilters(
      'ip-permission',
      group.rules.filter((rule) => !rule.egress),
    ),
    ...permissionFilters(
      'egress.ip-permission',
      group.rules.filter((rule) => rule.egress),
    ),
  }),
  item: (group, { host }) => ({
    groupId: group.id,
    securityGroupArn: ec2Arn({
      partition: host.partition,
      account: host.accountId,
      region: group.region,
      type: 'security-group',
      id: group.id,
    }),
    groupName: group.name,
    groupDescription: group.description,
    ownerId: host.accountId,
    vpcId: group.vpcId,
    ipPermissions: {
      item: permissions(
        group.rules.filter((rule) => !rule.egress),
        host.accountId,
      ),
    },
    ipPermissionsEgress: {
      item: permissions(
        group.rules.filter((rule) => rule.egress),
        host.accountId,
      ),
    },
    tagSet: tagSet(group.tags),
  }),
});

function permissionFilters(prefix: string, rules: readonly SecurityGroupRule[]): FilterValues {
  return {
    [`${prefix}.protocol`]: rules.map((rule) => rule.protocol),
    [`${prefix}.from-port`]: rules.map((rule) => String(rule.fromPort)),
    [`${prefix}.to-port`]: rules.map((rule) => String(rule.toPort)),
    [`${prefix}.cidr`]: rules.flatMap(({ peer }) => ('cidrIpv4' in peer ? [peer.cidrIpv4] : [])),
    [`${prefix}.ipv6-cidr`]: rules.flatMap(({ peer }) => ('cidrIpv6' in peer ? [peer.cidrIpv6] : [])),
    [`${prefix}.prefix-list-id`]: rules.flatMap(({ peer }) => ('prefixListId' in peer ? [peer.prefixListId] : [])),
    [`${prefix}.group-id`]: rules.flatMap(({ peer }) => ('groupId' in peer ? [peer.groupId] : [])),
  };
}

/** Rules with the same protocol and ports are shown as one permission with several peers. */
function permissions(rules: readonly SecurityGroupRule[], userId: string): readonly XmlObject[] {
  const groups = Map.groupBy(rules, (rule) => [rule.protocol, rule.fromPort, rule.toPort].join(' '));
  return [...groups.values()].map((group) => {
    const [{ protocol, fromPort, toPort } = { protocol: '-1', fromPort: -1, toPort: -1 }] = group;
    const note = ({ description }: SecurityGroupRule): XmlObject => (description === '' ? {} : { description });
    const peers = (pick: (rule: SecurityGroupRule) => XmlObject | undefined): XmlObject => ({
      item: group.flatMap((rule) => {
        const peer = pick(rule);
        return peer === undefined ? [] : [{ ...peer, ...note(rule) }];
      }),
    });
    return {
      ipProtocol: protocol,
      ...(protocol !== '-1' && { fromPort, toPort }),
      ipRanges: peers(({ peer }) => ('cidrIpv4' in peer ? { cidrIp: peer.cidrIpv4 } : undefined)),
      ipv6Ranges: peers(({ peer }) => ('cidrIpv6' in peer ? { cidrIpv6: peer.cidrIpv6 } : undefined)),
      prefixListIds: peers(({ peer }) => ('prefixListId' in peer ? { prefixListId: peer.prefixListId } : undefined)),
      groups: peers(({ peer }) => ('groupId' in peer ? { groupId: peer.groupId, userId } : undefined)),
    };
  });
}
