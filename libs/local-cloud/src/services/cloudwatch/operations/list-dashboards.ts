import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { CloudwatchState } from '../state.ts';
import { text } from './input.ts';
import { page } from './page.ts';

const PAGE = 1000;

/** Source: Amazon CloudWatch API Reference, ListDashboards. */
export const listDashboards = operation({
  name: 'ListDashboards',
  parse: ({ input }) => ({ prefix: text(input, 'DashboardNamePrefix') ?? '', token: text(input, 'NextToken') }),
  permissions: () => [{ action: 'cloudwatch:ListDashboards', resource: '*' }],
  run({ prefix, token }, _call, state: CloudwatchState) {
    const found = state.dashboards().filter(({ name }) => name.startsWith(prefix));
    const { next, shown } = page(found, token, PAGE);
    return json({
      DashboardEntries: shown.map(({ arn, body, name }) => ({
        DashboardName: name,
        DashboardArn: arn,
        Size: Buffer.byteLength(body),
      })),
      NextToken: next,
    });
  },
});
