import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { WAFInvalidParameter } from '../errors.ts';
import { managedRuleGroups } from '../managed-rules/index.ts';
import { capacityOf } from '../rules/capacity.ts';
import { ruleProblems } from '../rules/rule-problems.ts';
import { readRules } from '../statements/read-rules.ts';
import type { Wafv2State } from '../state.ts';
import { checkScope } from './input.ts';
import { AwsError } from '../../../kernel/errors.ts';

/** Source: AWS WAFV2 API Reference, CheckCapacity. */
export const checkCapacity = operation({
  name: 'CheckCapacity',
  parse({ input }) {
    checkScope(input);
    const read = readRules(input['Rules']);
    if ('problem' in read) throw new WAFInvalidParameter(read.problem, 'RULE', 'Rules');
    const [problem] = ruleProblems(read.rules, 'web-acl', {});
    if (problem !== undefined) throw new AwsError('WAFInvalidParameterException', problem);
    return read.rules;
  },
  permissions: () => [{ action: 'wafv2:CheckCapacity', resource: '*' }],
  run: (rules, _call, { declared }: Wafv2State) =>
    json({
      Capacity: capacityOf(rules, {
        managed: (vendor, name) => managedRuleGroups.find((group) => group.name === name && group.vendor === vendor),
        ruleGroup: (arn) => declared.ruleGroups.get(arn)?.capacity,
      }),
    }),
});
