import type { Properties } from '@palisade/local-engine';
import { blocks, flag, number, text, texts } from '../../../kernel/properties.ts';
import { protocolNumber, type EntryNames } from '../checks/acl-check.ts';
import { derivedId } from '../identifiers.ts';
import type { NetworkAcl, NetworkAclEntry, Subnet, Vpc } from '../network.ts';
import { networkAclRule } from '../resources/network-acl-rule.ts';
import { networkAcl } from '../resources/network-acl.ts';
import { partOf } from './part.ts';
import type { ResourcesOfType } from './read-network.ts';

/** Declared network ACLs and the default one of each VPC, which lets everything through for the subnets that are in no other. */
export function readNetworkAcls(
  ofType: ResourcesOfType,
  vpcs: readonly Vpc[],
  subnets: readonly Subnet[],
): readonly NetworkAcl[] {
  const apart = ofType(networkAclRule.token).map(({ resource }) => resource.outputs);
  const entriesOf = (id: string): readonly NetworkAclEntry[] =>
    apart
      .filter((outputs) => text(outputs, 'networkAclId') === id)
      .map((outputs) => entry(outputs, flag(outputs, 'egress'), { number: 'ruleNumber', action: 'ruleAction' }));

  const declared = ofType(networkAcl.token).map((found): NetworkAcl => {
    const { id, outputs } = found.resource;
    const inline = (direction: 'ingress' | 'egress'): readonly NetworkAclEntry[] =>
      blocks(outputs, direction).map((block) =>
        entry(block, direction === 'egress', { number: 'ruleNo', action: 'action' }),
      );
    return {
      ...partOf(found),
      vpcId: text(outputs, 'vpcId') ?? '',
      isDefault: false,
      entries: [...inline('ingress'), ...inline('egress'), ...entriesOf(id)],
      associations: texts(outputs, 'subnetIds').map((subnetId) => associate(id, subnetId)),
    };
  });

  const taken = new Set(declared.flatMap((acl) => acl.associations.map((association) => association.subnetId)));
  const defaults = vpcs.map((vpc): NetworkAcl => {
    const id = vpc.defaultNetworkAclId;
    const own = subnets.filter((subnet) => subnet.vpcId === vpc.id && !taken.has(subnet.id));
    return {
      id,
      region: vpc.region,
      tags: {},
      vpcId: vpc.id,
      isDefault: true,
      entries: [allowAll(true), allowAll(false), ...entriesOf(id)],
      associations: own.map((subnet) => associate(id, subnet.id)),
    };
  });
  return [...declared, ...defaults];
}

function associate(id: string, subnetId: string): { id: string; subnetId: string } {
  return { id: derivedId('aclassoc-', id, subnetId), subnetId };
}

function allowAll(egress: boolean): NetworkAclEntry {
  return {
    number: 100,
    egress,
    protocol: '-1',
    action: 'allow',
    cidr: '0.0.0.0/0',
    ipv6: false,
    fromPort: 0,
    toPort: 0,
  };
}

function entry(properties: Properties, egress: boolean, names: EntryNames): NetworkAclEntry {
  const cidr = text(properties, 'cidrBlock');
  const protocol = protocolNumber(text(properties, 'protocol') ?? '') ?? '-1';
  return {
    number: number(properties, names.number) ?? 0,
    egress,
    protocol,
    action: /^allow$/i.test(text(properties, names.action) ?? '') ? 'allow' : 'deny',
    cidr: cidr ?? text(properties, 'ipv6CidrBlock') ?? '',
    ipv6: cidr === undefined,
    fromPort: number(properties, 'fromPort') ?? 0,
    toPort: number(properties, 'toPort') ?? 0,
    ...((protocol === '1' || protocol === '58') && {
      icmp: { type: number(properties, 'icmpType') ?? -1, code: number(properties, 'icmpCode') ?? -1 },
    }),
  };
}
