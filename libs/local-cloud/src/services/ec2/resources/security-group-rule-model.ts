import {
  integer,
  map,
  object,
  required,
  string,
  type Graph,
  type Resource,
  type ResourceModel,
} from '@palisade/local-engine';
import { ec2Arn } from '@palisade/policies';
import { number, text } from '../../../kernel/properties.ts';
import { placeOf } from './place.ts';
import { checkRuleResource } from '../checks/rule-check.ts';
import { differentNetworks } from '../checks/same-network.ts';
import { securityGroup } from './security-group.ts';

/** The two rule resources differ in their direction only. */
export function securityGroupRuleModel(token: string): ResourceModel {
  return {
    token,
    inputs: object({
      securityGroupId: required(string),
      ipProtocol: required(string),
      fromPort: integer,
      toPort: integer,
      cidrIpv4: string,
      cidrIpv6: string,
      prefixListId: string,
      referencedSecurityGroupId: string,
      description: string,
      tags: map(string),
    }),
    replaceOn: ['securityGroupId'],
    check: checkRuleResource,
    outputs: (_, context) => {
      const id = context.id('sgr-', 17);
      return {
        id,
        outputs: { arn: ec2Arn({ ...placeOf(context), type: 'security-group-rule', id }), securityGroupRuleId: id },
      };
    },
    checkInGraph: (self, graph, lookup) => [
      ...checkUnique(self, graph),
      ...differentNetworks(
        lookup,
        { token: securityGroup.token, id: text(self.outputs, 'securityGroupId') ?? '', noun: 'security group' },
        {
          token: securityGroup.token,
          ids: [text(self.outputs, 'referencedSecurityGroupId') ?? ''],
          noun: 'security group',
        },
      ),
    ],
  };
}

function checkUnique(self: Resource, graph: Graph): readonly string[] {
  const meaning = meaningOf(self);
  const first = graph.resources.find((other) => other.type === self.type && meaningOf(other) === meaning);
  return first === undefined || first.urn === self.urn
    ? []
    : [`InvalidPermission.Duplicate: the specified rule "peer: ${peerOf(self)}, ${portsOf(self)}" already exists`];
}

function meaningOf(rule: Resource): string {
  return [text(rule.outputs, 'securityGroupId'), peerOf(rule), portsOf(rule)].join('\n');
}

function peerOf({ outputs }: Resource): string {
  return (
    text(outputs, 'cidrIpv4') ??
    text(outputs, 'cidrIpv6') ??
    text(outputs, 'prefixListId') ??
    text(outputs, 'referencedSecurityGroupId') ??
    ''
  );
}

function portsOf({ outputs }: Resource): string {
  const protocol = text(outputs, 'ipProtocol') ?? '';
  return protocol === '-1'
    ? 'ALL'
    : `${protocol.toUpperCase()}, from port: ${number(outputs, 'fromPort')}, to port: ${number(outputs, 'toPort')}`;
}
