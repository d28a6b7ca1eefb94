import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { managedRuleGroups } from '../managed-rules/index.ts';
import type { Wafv2State } from '../state.ts';
import { checkScope, page, paged } from './input.ts';

/** Source: AWS WAFV2 API Reference, ListAvailableManagedRuleGroups: those the local cloud has. */
export const listAvailableManagedRuleGroups = operation({
  name: 'ListAvailableManagedRuleGroups',
  parse({ input }) {
    checkScope(input);
    return page(input);
  },
  permissions: (_asked, _state: Wafv2State) => [{ action: 'wafv2:ListAvailableManagedRuleGroups', resource: '*' }],
  run(asked) {
    const { items, marker } = paged(managedRuleGroups, ({ name }) => name, asked);
    return json({
      ManagedRuleGroups: items.map(({ name, vendor, version }) => ({
        VendorName: vendor,
        Name: name,
        VersioningSupported: version !== undefined,
      })),
      ...marker,
    });
  },
});
