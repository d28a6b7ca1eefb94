import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { WAFNonexistentItem, WAFUnsupportedAggregateKeyType } from '../errors.ts';
import { DEFAULT_WINDOW } from '../evaluation/rate-match.ts';
import type { Rule } from '../statements/rule.ts';
import type { Wafv2State } from '../state.ts';
import { arnOf, find, onEntity } from './entity.ts';
import { checkScope, requiredText, text } from './input.ts';

/** Source: AWS WAFV2 API Reference, GetRateBasedStatementManagedKeys: the addresses that are over the limit at present. */
export const getRateBasedStatementManagedKeys = operation({
  name: 'GetRateBasedStatementManagedKeys',
  parse({ input }) {
    checkScope(input);
    return {
      webAcl: { name: requiredText(input, 'WebACLName'), id: requiredText(input, 'WebACLId') },
      group: text(input, 'RuleGroupRuleName'),
      rule: requiredText(input, 'RuleName'),
    };
  },
  permissions: ({ webAcl }, state: Wafv2State, region) =>
    onEntity('GetRateBasedStatementManagedKeys', arnOf(webAcl, 'webacl', region, state), state.declared.webAcls),
  run({ group, rule: name, webAcl }, { region }, state) {
    const { arn, rules } = find(state.declared.webAcls, arnOf(webAcl, 'webacl', region, state), region);
    const among = group === undefined ? rules : rulesOfGroup(rules, group, state);
    const statement = among.find((rule) => rule.Name === name)?.Statement.RateBasedStatement;
    if (statement === undefined) throw new WAFNonexistentItem();
    if (!/IP$/.test(statement.AggregateKeyType)) throw new WAFUnsupportedAggregateKeyType();
    const path = [arn, ...(group === undefined ? [] : [group]), name].join('/');
    const window = statement.EvaluationWindowSec ?? DEFAULT_WINDOW;
    const addresses = state.firewall.limitedKeys(path, statement.Limit, window);
    const [v6, v4] = [true, false].map((wide) => addresses.filter((address) => address.includes(':') === wide));
    return json({
      ManagedKeysIPV4: { IPAddressVersion: 'IPV4', Addresses: (v4 ?? []).map((address) => `${address}/32`) },
      ManagedKeysIPV6: { IPAddressVersion: 'IPV6', Addresses: (v6 ?? []).map((address) => `${address}/128`) },
    });
  },
});

function rulesOfGroup(rules: readonly Rule[], name: string, { declared }: Wafv2State): readonly Rule[] {
  const reference = rules.find((rule) => rule.Name === name)?.Statement.RuleGroupReferenceStatement;
  return declared.ruleGroups.get(reference?.ARN ?? '')?.rules ?? [];
}
