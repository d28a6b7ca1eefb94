import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { CloudwatchState } from '../state.ts';
import { choice, requiredText, structures, text } from './input.ts';
import { page } from './page.ts';

const PAGE = 500;
const HOUR = 3_600_000;
/** Source: Amazon CloudWatch API Reference, ListMetrics: what had no data for two weeks is not listed. */
const LISTED = 14 * 24 * HOUR;

/** Source: Amazon CloudWatch API Reference, ListMetrics. */
export const listMetrics = operation({
  name: 'ListMetrics',
  parse({ input }) {
    if (input['IncludeLinkedAccounts'] === true || input['OwningAccount'] !== undefined)
      throw new NotSupportedError('metrics of other accounts');
    return {
      namespace: text(input, 'Namespace'),
      name: text(input, 'MetricName'),
      dimensions: structures(input, 'Dimensions').map((each) => ({
        name: requiredText(each, 'Name'),
        value: text(each, 'Value'),
      })),
      recently: choice(input, 'RecentlyActive', ['PT3H']) !== undefined,
      token: text(input, 'NextToken'),
    };
  },
  permissions: () => [{ action: 'cloudwatch:ListMetrics', resource: '*' }],
  run({ dimensions, name, namespace, recently, token }, { now, region }, state: CloudwatchState) {
    const since = now - (recently ? 3 * HOUR : LISTED);
    const found = state.metrics
      .in(region)
      .filter(
        ({ identity, newest }) =>
          newest >= since &&
          (namespace === undefined || identity.namespace === namespace) &&
          (name === undefined || identity.name === name) &&
          dimensions.every(
            (each) =>
              Object.hasOwn(identity.dimensions, each.name) &&
              (each.value === undefined || identity.dimensions[each.name] === each.value),
          ),
      );
    const { next, shown } = page(found, token, PAGE);
    return json({
      Metrics: shown.map(({ identity }) => ({
        Namespace: identity.namespace,
        MetricName: identity.name,
        Dimensions: Object.entries(identity.dimensions).map(([Name, Value]) => ({ Name, Value })),
      })),
      NextToken: next,
    });
  },
});
