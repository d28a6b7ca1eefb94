import { boolean, map, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { ec2Arn } from '@palisade/policies';
import { blocks, text } from '../../../kernel/properties.ts';
import { placeOf } from './place.ts';
import { checkRuleBlock } from '../checks/rule-check.ts';
import { inlineRules } from './security-group.ts';
import { vpc } from './vpc.ts';

/** Adopts the security group that came with a VPC: its rules become exactly those given here, usually none. */
export const defaultSecurityGroup: ResourceModel = {
  token: 'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup',
  inputs: object({
    vpcId: required(string),
    ingress: inlineRules,
    egress: inlineRules,
    revokeRulesOnDelete: boolean,
    tags: map(string),
  }),
  replaceOn: ['vpcId'],
  defaults: () => ({ revokeRulesOnDelete: false }),
  check: (inputs) => ['ingress', 'egress'].flatMap((direction) => blocks(inputs, direction).flatMap(checkRuleBlock)),
  outputs: (inputs, context) => {
    const home = context.resources.byId(vpc.token, text(inputs, 'vpcId') ?? '');
    const id = (home && text(home.outputs, 'defaultSecurityGroupId')) ?? context.id('sg-', 17);
    return {
      id,
      outputs: {
        arn: ec2Arn({ ...placeOf(context), type: 'security-group', id }),
        ownerId: context.accountId,
        name: 'default',
        namePrefix: '',
        description: 'default VPC security group',
        ingress: blocks(inputs, 'ingress'),
        egress: blocks(inputs, 'egress'),
      },
    };
  },
};
