import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { Wafv2State } from '../state.ts';
import { shownLogging } from './get-logging-configuration.ts';
import { checkScope, page, paged } from './input.ts';

/** Source: AWS WAFV2 API Reference, ListLoggingConfigurations. */
export const listLoggingConfigurations = operation({
  name: 'ListLoggingConfigurations',
  parse({ input }) {
    checkScope(input);
    return page(input);
  },
  permissions: () => [{ action: 'wafv2:ListLoggingConfigurations', resource: '*' }],
  run(asked, { region }, { declared }: Wafv2State) {
    const all = [...declared.logging.values()].filter((each) => each.region === region);
    const { items, marker } = paged(all, ({ webAclArn }) => webAclArn, asked);
    return json({ LoggingConfigurations: items.map(shownLogging), ...marker });
  },
});
