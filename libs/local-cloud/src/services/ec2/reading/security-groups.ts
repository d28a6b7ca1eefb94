import type { Properties } from '@palisade/local-engine';
import type { StackResource } from '../../../kernel/service.ts';
import { blocks, flag, number, text, textMap, texts } from '../../../kernel/properties.ts';
import { derivedId } from '../identifiers.ts';
import type { Peer, SecurityGroup, SecurityGroupRule, Vpc } from '../network.ts';
import { defaultSecurityGroup } from '../resources/default-security-group.ts';
import { securityGroupEgressRule } from '../resources/security-group-egress-rule.ts';
import { securityGroupIngressRule } from '../resources/security-group-ingress-rule.ts';
import { securityGroup } from '../resources/security-group.ts';
import { partOf } from './part.ts';
import type { ResourcesOfType } from './read-network.ts';

/** Declared security groups and the default one of each VPC, with the rules inside them and those declared apart. */
export function readSecurityGroups(ofType: ResourcesOfType, vpcs: readonly Vpc[]): readonly SecurityGroup[] {
  const apart = [
    ...ofType(securityGroupEgressRule.token).map((found) => separateRule(found, true)),
    ...ofType(securityGroupIngressRule.token).map((found) => separateRule(found, false)),
  ];
  const rulesOf = (groupId: string): readonly SecurityGroupRule[] => apart.filter((rule) => rule.groupId === groupId);
  const adopted = new Map(ofType(defaultSecurityGroup.token).map((found) => [found.resource.id, found]));

  const declared = ofType(securityGroup.token).map((found) => {
    const { id, outputs } = found.resource;
    return {
      ...partOf(found),
      vpcId: text(outputs, 'vpcId') ?? '',
      name: text(outputs, 'name') ?? '',
      description: text(outputs, 'description') ?? '',
      rules: [...inlineRules(found), ...rulesOf(id)],
    };
  });
  const defaults = vpcs.map((vpc) => {
    const id = vpc.defaultSecurityGroupId;
    const adoption = adopted.get(id);
    return {
      id,
      region: vpc.region,
      tags: adoption === undefined ? {} : textMap(adoption.resource.outputs, 'tagsAll'),
      vpcId: vpc.id,
      name: 'default',
      description: 'default VPC security group',
      rules: [...(adoption === undefined ? untouchedRules(vpc) : inlineRules(adoption)), ...rulesOf(id)],
    };
  });
  return [...declared, ...defaults];
}

/** What AWS puts into a new VPC's default group: members reach each other, and everything outside. */
function untouchedRules(vpc: Vpc): readonly SecurityGroupRule[] {
  const groupId = vpc.defaultSecurityGroupId;
  const all = { region: vpc.region, tags: {}, groupId, protocol: '-1', fromPort: -1, toPort: -1, description: '' };
  return [
    { ...all, id: derivedId('sgr-', groupId, 'ingress'), egress: false, peer: { groupId } },
    { ...all, id: derivedId('sgr-', groupId, 'egress'), egress: true, peer: { cidrIpv4: '0.0.0.0/0' } },
  ];
}

function inlineRules({ resource }: StackResource): readonly SecurityGroupRule[] {
  const groupId = resource.id;
  const rules = (direction: 'ingress' | 'egress'): readonly SecurityGroupRule[] =>
    blocks(resource.outputs, direction).flatMap((block) =>
      peersOf(block, groupId).map((peer) => ({
        id: derivedId('sgr-', groupId, direction, JSON.stringify(block), JSON.stringify(peer)),
        region: text(resource.outputs, 'region') ?? '',
        tags: {},
        groupId,
        egress: direction === 'egress',
        ...traffic(block, 'protocol'),
        peer,
      })),
    );
  return [...rules('ingress'), ...rules('egress')];
}

function peersOf(block: Properties, groupId: string): readonly Peer[] {
  return [
    ...texts(block, 'cidrBlocks').map((cidrIpv4) => ({ cidrIpv4 })),
    ...texts(block, 'ipv6CidrBlocks').map((cidrIpv6) => ({ cidrIpv6 })),
    ...texts(block, 'prefixListIds').map((prefixListId) => ({ prefixListId })),
    ...texts(block, 'securityGroups').map((peerId) => ({ groupId: peerId })),
    ...(flag(block, 'self') ? [{ groupId }] : []),
  ];
}

function separateRule(found: StackResource, egress: boolean): SecurityGroupRule {
  const { outputs } = found.resource;
  return {
    ...partOf(found),
    groupId: text(outputs, 'securityGroupId') ?? '',
    egress,
    ...traffic(outputs, 'ipProtocol'),
    peer: peerOf(outputs),
  };
}

function peerOf(outputs: Properties): Peer {
  const cidrIpv4 = text(outputs, 'cidrIpv4');
  const cidrIpv6 = text(outputs, 'cidrIpv6');
  const prefixListId = text(outputs, 'prefixListId');
  if (cidrIpv4 !== undefined) return { cidrIpv4 };
  if (cidrIpv6 !== undefined) return { cidrIpv6 };
  if (prefixListId !== undefined) return { prefixListId };
  return { groupId: text(outputs, 'referencedSecurityGroupId') ?? '' };
}

function traffic(
  rule: Properties,
  protocolName: string,
): Pick<SecurityGroupRule, 'protocol' | 'fromPort' | 'toPort' | 'description'> {
  return {
    protocol: text(rule, protocolName) ?? '-1',
    fromPort: number(rule, 'fromPort') ?? -1,
    toPort: number(rule, 'toPort') ?? -1,
    description: text(rule, 'description') ?? '',
  };
}
