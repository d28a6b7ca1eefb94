import { securityGroupRuleModel } from './security-group-rule-model.ts';

export const securityGroupEgressRule = securityGroupRuleModel(
  'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule',
);
