import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { WAFNonexistentItem } from '../errors.ts';
import { managedRuleGroups } from '../managed-rules/index.ts';
import type { Wafv2State } from '../state.ts';
import { plain } from './get-web-acl.ts';
import { checkScope, requiredText, text } from './input.ts';

/** Source: AWS WAFV2 API Reference, DescribeManagedRuleGroup. */
export const describeManagedRuleGroup = operation({
  name: 'DescribeManagedRuleGroup',
  parse({ input }) {
    checkScope(input);
    return {
      vendor: requiredText(input, 'VendorName'),
      name: requiredText(input, 'Name'),
      version: text(input, 'VersionName'),
    };
  },
  permissions: (_asked, _state: Wafv2State) => [{ action: 'wafv2:DescribeManagedRuleGroup', resource: '*' }],
  run({ name, vendor, version }) {
    const group = managedRuleGroups.find((each) => each.name === name && each.vendor === vendor);
    if (group === undefined || (version !== undefined && version !== group.version)) throw new WAFNonexistentItem();
    const labels = group.rules.flatMap(({ RuleLabels = [] }) => RuleLabels.map(({ Name }) => Name));
    return json({
      ...(group.version !== undefined && { VersionName: group.version }),
      Capacity: group.capacity,
      Rules: group.rules.map(({ Action, Name }) => ({ Name, Action: plain(Action) })),
      ...(labels[0] !== undefined && { LabelNamespace: labels[0].slice(0, labels[0].lastIndexOf(':') + 1) }),
      AvailableLabels: [...new Set(labels)].map((Name) => ({ Name })),
    });
  },
});
