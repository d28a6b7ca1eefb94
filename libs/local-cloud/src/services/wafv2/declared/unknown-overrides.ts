import type { Rule } from '../statements/rule.ts';
import { managedRuleGroups } from '../managed-rules/index.ts';
import type { Declared } from './declared.ts';

/**
 * Overrides that name no rule of their group, a line each for the operator: AWS takes them and does nothing, so a misspelt one leaves a rule
 * in force that was to be turned off, or the other way round.
 * Source: AWS WAFV2 API Reference, RuleActionOverride.
 */
export function unknownOverrides({ ruleGroups, webAcls }: Declared): readonly string[] {
  return [...webAcls.values()].flatMap(({ name: webAcl, rules }) =>
    rules.flatMap((rule) => {
      const known = namesOf(rule, ruleGroups);
      const { RuleActionOverrides = [] } =
        rule.Statement.ManagedRuleGroupStatement ?? rule.Statement.RuleGroupReferenceStatement ?? {};
      return RuleActionOverrides.filter(({ Name }) => !known.has(Name)).map(
        ({ Name }) =>
          `wafv2: the rule ${rule.Name} of the web ACL ${webAcl} overrides ${Name}, which is no rule of its group; AWS does nothing about that either.`,
      );
    }),
  );
}

function namesOf({ Statement }: Rule, ruleGroups: Declared['ruleGroups']): ReadonlySet<string> {
  const { ManagedRuleGroupStatement: managed, RuleGroupReferenceStatement: reference } = Statement;
  const rules =
    managed === undefined
      ? ruleGroups.get(reference?.ARN ?? '')?.rules
      : managedRuleGroups.find(({ name }) => name === managed.Name)?.rules;
  return new Set((rules ?? []).map(({ Name }) => Name));
}
