import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { InvalidParameter } from '../errors.ts';
import type { DeclaredFilter } from '../metric-filters/declared-filters.ts';
import type { LogsState } from '../state.ts';
import { groupName, limit, text } from './input.ts';
import { onStream } from './permission.ts';

/** Source: CloudWatch Logs API Reference, DescribeMetricFilters. */
export const describeMetricFilters = operation({
  name: 'DescribeMetricFilters',
  parse({ input }) {
    const metricName = text(input, 'metricName');
    const metricNamespace = text(input, 'metricNamespace');
    if ((metricName === undefined) !== (metricNamespace === undefined)) {
      throw new InvalidParameter('metricName and metricNamespace are to be given together or not at all.');
    }
    return {
      group: input['logGroupName'] === undefined ? undefined : groupName(input),
      prefix: text(input, 'filterNamePrefix') ?? '',
      metricName,
      metricNamespace,
      limit: limit(input, 50, 50),
      after: text(input, 'nextToken') ?? '',
    };
  },
  permissions: ({ group = '' }, state: LogsState, region) => onStream('DescribeMetricFilters', state, region, group),
  run({ group, prefix, metricName, metricNamespace, limit, after }, { region }, state) {
    const groups = group === undefined ? state.groups(region) : [state.group(region, group)];
    const filters = groups
      .flatMap(({ metricFilters }) => metricFilters.map(({ declared }) => declared))
      // The prefix counts only together with a group.
      .filter(({ name }) => group === undefined || name.startsWith(prefix))
      .filter(({ transformation: { name } }) => metricName === undefined || name === metricName)
      .filter(({ transformation: { namespace } }) => metricNamespace === undefined || namespace === metricNamespace)
      .filter((filter) => placeOf(filter) > after)
      .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    const page = filters.slice(0, limit);
    const last = page[page.length - 1];
    return json({
      metricFilters: page.map(describe),
      ...(last && filters.length > limit && { nextToken: placeOf(last) }),
    });
  },
});

/** Names of groups have no colon. */
const placeOf = ({ logGroupName, name }: DeclaredFilter): string => `${logGroupName}:${name}`;

function describe({ logGroupName, name, pattern, transformation }: DeclaredFilter): JsonObject {
  const { defaultValue, dimensions, unit, value } = transformation;
  return {
    filterName: name,
    filterPattern: pattern,
    logGroupName,
    metricTransformations: [
      {
        metricName: transformation.name,
        metricNamespace: transformation.namespace,
        metricValue: value,
        unit,
        ...(defaultValue !== undefined && { defaultValue }),
        ...(Object.keys(dimensions).length > 0 && { dimensions }),
      },
    ],
    applyOnTransformedLogs: false,
  };
}
