import { securityGroupRuleModel } from './security-group-rule-model.ts';

export const securityGroupIngressRule = securityGroupRuleModel(
  'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
);
