import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { shownRules } from '../statements/read-rules.ts';
import type { Wafv2State } from '../state.ts';
import { arnOf, find, identityOf, named, onEntity } from './entity.ts';
import { plain } from './get-web-acl.ts';

/** Source: AWS WAFV2 API Reference, GetRuleGroup. */
export const getRuleGroup = operation({
  name: 'GetRuleGroup',
  parse: ({ input }) => named(input, 'rulegroup'),
  permissions: (what, state: Wafv2State, region) =>
    onEntity('GetRuleGroup', arnOf(what, 'rulegroup', region, state), state.declared.ruleGroups),
  run(what, { region }, state) {
    const group = find(state.declared.ruleGroups, arnOf(what, 'rulegroup', region, state), region);
    const { bodies, capacity, name, rules, visibility } = group;
    return json({
      RuleGroup: {
        ...identityOf(group),
        Capacity: capacity,
        Rules: shownRules(rules),
        VisibilityConfig: plain(visibility),
        LabelNamespace: `awswaf:${state.host.accountId}:rulegroup:${name}:`,
        ...(Object.keys(bodies).length > 0 && { CustomResponseBodies: plain(bodies) }),
      },
      LockToken: group.lockToken,
    });
  },
});
