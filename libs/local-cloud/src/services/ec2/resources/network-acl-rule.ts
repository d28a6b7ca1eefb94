import {
  boolean,
  integer,
  object,
  required,
  string,
  type Graph,
  type Resource,
  type ResourceModel,
} from '@palisade/local-engine';
import { crc32 } from 'node:zlib';
import { flag, number, text } from '../../../kernel/properties.ts';
import { checkEntry } from '../checks/acl-check.ts';

export const networkAclRule: ResourceModel = {
  token: 'aws:ec2/networkAclRule:NetworkAclRule',
  inputs: object({
    networkAclId: required(string),
    ruleNumber: required(integer),
    ruleAction: required(string),
    protocol: required(string),
    egress: boolean,
    cidrBlock: string,
    ipv6CidrBlock: string,
    fromPort: integer,
    toPort: integer,
    icmpType: integer,
    icmpCode: integer,
  }),
  replaceOn: [
    'networkAclId',
    'ruleNumber',
    'ruleAction',
    'protocol',
    'egress',
    'cidrBlock',
    'ipv6CidrBlock',
    'fromPort',
    'toPort',
    'icmpType',
    'icmpCode',
  ],
  defaults: () => ({ egress: false }),
  check: (inputs) => checkEntry(inputs, { number: 'ruleNumber', action: 'ruleAction' }),
  outputs: (inputs) => ({
    id: `nacl-${crc32(`${placeInAcl(inputs)}-${text(inputs, 'protocol')}-`)}`,
    outputs: {},
  }),
  checkInGraph: checkUnique,
};

function placeInAcl(inputs: Resource['inputs']): string {
  return `${text(inputs, 'networkAclId')}-${number(inputs, 'ruleNumber')}-${flag(inputs, 'egress')}`;
}

function checkUnique(self: Resource, graph: Graph): readonly string[] {
  const first = graph.resources.find(
    (other) => other.type === networkAclRule.token && placeInAcl(other.outputs) === placeInAcl(self.outputs),
  );
  return first === undefined || first.urn === self.urn
    ? []
    : [
        `NetworkAclEntryAlreadyExists: The network acl entry identified by ${number(self.outputs, 'ruleNumber')} already exists.`,
      ];
}
