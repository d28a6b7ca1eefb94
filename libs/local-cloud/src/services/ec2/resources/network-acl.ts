import {
  integer,
  list,
  map,
  object,
  required,
  string,
  type Graph,
  type Properties,
  type Resource,
  type ResourceModel,
  type Shape,
} from '@palisade/local-engine';
import { ec2Arn } from '@palisade/policies';
import { blocks, number, texts } from '../../../kernel/properties.ts';
import { checkEntry } from '../checks/acl-check.ts';
import { placeOf } from './place.ts';
import { differentNetworks } from '../checks/same-network.ts';
import { subnet } from './subnet.ts';

const entries: Shape = list(
  object({
    ruleNo: required(integer),
    action: required(string),
    protocol: required(string),
    fromPort: required(integer),
    toPort: required(integer),
    cidrBlock: string,
    ipv6CidrBlock: string,
    icmpType: integer,
    icmpCode: integer,
  }),
);

/** Stateless filter of its subnets; what no rule allows is denied. */
export const networkAcl: ResourceModel = {
  token: 'aws:ec2/networkAcl:NetworkAcl',
  inputs: object({
    vpcId: required(string),
    subnetIds: list(string),
    ingress: entries,
    egress: entries,
    tags: map(string),
  }),
  replaceOn: ['vpcId'],
  check: (inputs) => ['ingress', 'egress'].flatMap((direction) => checkEntries(blocks(inputs, direction))),
  outputs: (inputs, context) => {
    const id = context.id('acl-', 17);
    return {
      id,
      outputs: {
        arn: ec2Arn({ ...placeOf(context), type: 'network-acl', id }),
        ownerId: context.accountId,
        subnetIds: texts(inputs, 'subnetIds'),
        ingress: blocks(inputs, 'ingress'),
        egress: blocks(inputs, 'egress'),
      },
    };
  },
  checkInGraph: (self, graph, lookup) => [
    ...checkSubnets(self, graph),
    ...differentNetworks(
      lookup,
      { token: self.type, id: self.id, noun: 'Network ACL' },
      { token: subnet.token, ids: texts(self.outputs, 'subnetIds'), noun: 'subnet' },
    ),
  ],
};

function checkEntries(direction: readonly Properties[]): readonly string[] {
  const numbers = direction.map((entry) => number(entry, 'ruleNo'));
  const twice = numbers.find((ruleNo, index) => numbers.indexOf(ruleNo) !== index);
  return [
    ...direction.flatMap((entry) => checkEntry(entry, { number: 'ruleNo', action: 'action' })),
    ...(twice === undefined
      ? []
      : [`NetworkAclEntryAlreadyExists: The network acl entry identified by ${twice} already exists.`]),
  ];
}

/** A subnet has one network ACL. */
function checkSubnets(self: Resource, graph: Graph): readonly string[] {
  return texts(self.outputs, 'subnetIds').flatMap((subnetId) => {
    const first = graph.resources.find(
      (other) => other.type === networkAcl.token && texts(other.outputs, 'subnetIds').includes(subnetId),
    );
    return first === undefined || first.urn === self.urn
      ? []
      : [`the subnet ${subnetId} is in the subnetIds of the network ACL ${first.id} too; a subnet has one network ACL`];
  });
}
