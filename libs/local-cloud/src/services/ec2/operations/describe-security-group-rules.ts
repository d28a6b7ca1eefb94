import { ec2Arn } from '@palisade/policies';
import type { XmlObject } from '../../../kernel/wire.ts';
import type { Peer, SecurityGroupRule } from '../network.ts';
import { describe, inRegion, tagFilters, tagSet } from './describe.ts';

export const describeSecurityGroupRules = describe<SecurityGroupRule>({
  name: 'DescribeSecurityGroupRules',
  set: 'securityGroupRuleSet',
  ids: {
    parameter: 'SecurityGroupRuleId',
    of: (rule) => rule.id,
    kind: 'SecurityGroupRuleId',
    noun: 'security group rule',
  },
  list: ({ network }, region) => inRegion(network.securityGroups, region).flatMap((group) => group.rules),
  filters: (rule) => ({
    ...tagFilters(rule.tags),
    'group-id': rule.groupId,
    'security-group-rule-id': rule.id,
  }),
  item: (rule, { host }) => ({
    securityGroupRuleId: rule.id,
    securityGroupRuleArn: ec2Arn({
      partition: host.partition,
      account: host.accountId,
      region: rule.region,
      type: 'security-group-rule',
      id: rule.id,
    }),
    groupId: rule.groupId,
    groupOwnerId: host.accountId,
    isEgress: rule.egress,
    ipProtocol: rule.protocol,
    fromPort: rule.fromPort,
    toPort: rule.toPort,
    ...peerItem(rule.peer, host.accountId),
    ...(rule.description !== '' && { description: rule.description }),
    tagSet: tagSet(rule.tags),
  }),
});

function peerItem(peer: Peer, userId: string): XmlObject {
  if ('groupId' in peer) return { referencedGroupInfo: { groupId: peer.groupId, userId } };
  return { ...peer };
}
