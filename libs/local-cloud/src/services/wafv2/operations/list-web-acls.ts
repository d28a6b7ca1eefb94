import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { Wafv2State } from '../state.ts';
import { summaryOf } from './entity.ts';
import { checkScope, page, paged } from './input.ts';

/** Source: AWS WAFV2 API Reference, ListWebACLs. */
export const listWebAcls = operation({
  name: 'ListWebACLs',
  parse({ input }) {
    checkScope(input);
    return page(input);
  },
  permissions: () => [{ action: 'wafv2:ListWebACLs', resource: '*' }],
  run(asked, { region }, { declared }: Wafv2State) {
    const all = [...declared.webAcls.values()].filter((each) => each.region === region);
    const { items, marker } = paged(all, ({ name }) => name, asked);
    return json({ WebACLs: items.map(summaryOf), ...marker });
  },
});
