import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { Wafv2State } from '../state.ts';
import { summaryOf } from './entity.ts';
import { checkScope, page, paged } from './input.ts';

/** Source: AWS WAFV2 API Reference, ListIPSets. */
export const listIpSets = operation({
  name: 'ListIPSets',
  parse({ input }) {
    checkScope(input);
    return page(input);
  },
  permissions: () => [{ action: 'wafv2:ListIPSets', resource: '*' }],
  run(asked, { region }, { declared }: Wafv2State) {
    const all = [...declared.ipSets.values()].filter((each) => each.region === region);
    const { items, marker } = paged(all, ({ name }) => name, asked);
    return json({ IPSets: items.map(summaryOf), ...marker });
  },
});
