import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { standardsOf } from '../hubs/standards.ts';
import type { SecurityHubState } from '../state.ts';
import { onHub, pageOf, readPage, type Page } from './input.ts';

/** Source: AWS Security Hub API Reference, DescribeStandards. */
export const describeStandards = operation<SecurityHubState, Page>({
  name: 'DescribeStandards',
  route: { method: 'GET', path: '/standards' },
  parse: ({ query }) => readPage(query.get('MaxResults'), query.get('NextToken')),
  permissions: (_page, state, region) => [onHub('DescribeStandards', state, region)],
  run(page, { region }, state) {
    state.hub(region);
    const { items, next } = pageOf(standardsOf({ partition: state.host.partition, region }), page);
    return json({
      Standards: items.map(({ arn, enabledByDefault, name }) => ({
        StandardsArn: arn,
        Name: name,
        EnabledByDefault: enabledByDefault,
        StandardsManagedBy: { Company: 'AWS', Product: 'Security Hub' },
      })),
      ...(next !== undefined && { NextToken: next }),
    });
  },
});
