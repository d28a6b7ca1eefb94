import {
  boolean,
  integer,
  list,
  map,
  object,
  required,
  string,
  type ResourceModel,
  type Shape,
} from '@palisade/local-engine';
import { ec2Arn } from '@palisade/policies';
import { blocks, text } from '../../../kernel/properties.ts';
import { placeOf } from './place.ts';
import { checkRuleBlock, checkRuleDescription } from '../checks/rule-check.ts';

/** Rules written inside a security group: one block stands for a rule per range, prefix list and group. */
export const inlineRules: Shape = list(
  object({
    protocol: required(string),
    fromPort: required(integer),
    toPort: required(integer),
    cidrBlocks: list(string),
    ipv6CidrBlocks: list(string),
    prefixListIds: list(string),
    securityGroups: list(string),
    self: boolean,
    description: string,
  }),
);

/** Without rules of its own it allows nothing: the provider removes the egress rule AWS adds to a new group. */
export const securityGroup: ResourceModel = {
  token: 'aws:ec2/securityGroup:SecurityGroup',
  inputs: object({
    name: string,
    description: string,
    vpcId: required(string),
    ingress: inlineRules,
    egress: inlineRules,
    revokeRulesOnDelete: boolean,
    tags: map(string),
  }),
  name: { property: 'name', maxLength: 255, automatic: true },
  replaceOn: ['name', 'description', 'vpcId'],
  defaults: () => ({ description: 'Managed by Pulumi', revokeRulesOnDelete: false }),
  check: (inputs) => [
    ...((text(inputs, 'name') ?? '').startsWith('sg-') ? ['invalid value for name (cannot begin with sg-)'] : []),
    ...checkRuleDescription(text(inputs, 'description') ?? ''),
    ...['ingress', 'egress'].flatMap((direction) => blocks(inputs, direction).flatMap(checkRuleBlock)),
  ],
  outputs: (inputs, context) => {
    const id = context.id('sg-', 17);
    return {
      id,
      outputs: {
        arn: ec2Arn({ ...placeOf(context), type: 'security-group', id }),
        ownerId: context.accountId,
        namePrefix: '',
        ingress: blocks(inputs, 'ingress'),
        egress: blocks(inputs, 'egress'),
      },
    };
  },
};
