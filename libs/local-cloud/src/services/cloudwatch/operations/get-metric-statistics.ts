import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { InvalidParameterCombination, InvalidParameterValue, MissingRequiredParameter } from '../errors.ts';
import { STATISTICS } from '../metrics/statistic.ts';
import type { CloudwatchState } from '../state.ts';
import { dimensions, requiredNumber, requiredText, requiredTimestamp, texts, unit } from './input.ts';
import { checkPeriod, statistic } from './metric-statistics.ts';

const MOST_DATAPOINTS = 1440;

/** Source: Amazon CloudWatch API Reference, GetMetricStatistics. */
export const getMetricStatistics = operation({
  name: 'GetMetricStatistics',
  parse({ input }) {
    const statistics = texts(input, 'Statistics');
    const extended = texts(input, 'ExtendedStatistics');
    if (statistics.length + extended.length === 0) throw new MissingRequiredParameter('Statistics');
    for (const name of statistics) {
      if (!STATISTICS.some((each) => each === name))
        throw new InvalidParameterValue(`The value ${name} for parameter Statistics is not supported.`);
    }
    const period = checkPeriod(requiredNumber(input, 'Period')) * 1000;
    // Times are rounded down to the minute, or to the second where the period is less.
    const grain = period < 60_000 ? 1000 : 60_000;
    const start = Math.floor(requiredTimestamp(input, 'StartTime') / grain) * grain;
    const end = requiredTimestamp(input, 'EndTime');
    if (start >= end)
      throw new InvalidParameterValue('The parameter StartTime must be less than the parameter EndTime.');
    if ((end - start) / period > MOST_DATAPOINTS)
      throw new InvalidParameterCombination(
        `You have requested up to ${Math.ceil((end - start) / period)} datapoints, which exceeds the limit of ${MOST_DATAPOINTS}. ` +
          'You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
      );
    return {
      namespace: requiredText(input, 'Namespace'),
      name: requiredText(input, 'MetricName'),
      dimensions: dimensions(input),
      range: { start, end, period },
      unit: unit(input),
      statistics: statistics.map((each) => [each, statistic(each)] as const),
      extended: extended.map((each) => [each, statistic(each)] as const),
    };
  },
  permissions: () => [{ action: 'cloudwatch:GetMetricStatistics', resource: '*' }],
  run({ extended, name, namespace, range, statistics, unit: wanted, ...rest }, { region }, state: CloudwatchState) {
    const identity = { region, namespace, name, dimensions: rest.dimensions };
    const units = wanted === undefined ? (state.metrics.find(identity)?.units(range.start, range.end) ?? []) : [wanted];
    const points: JsonObject[] = units.flatMap((Unit) =>
      [...state.metrics.periods(identity, range, Unit)].map(([at, distribution]) => {
        const values = (of: typeof statistics): JsonObject =>
          Object.fromEntries(of.map(([each, calculate]) => [each, calculate(distribution)]));
        return {
          Timestamp: at / 1000,
          ...values(statistics),
          Unit,
          ...(extended.length > 0 && { ExtendedStatistics: values(extended) }),
        };
      }),
    );
    return json({ Label: name, Datapoints: points });
  },
});
