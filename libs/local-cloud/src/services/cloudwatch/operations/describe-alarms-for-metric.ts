import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { metricKey } from '../metrics/metric.ts';
import type { CloudwatchState } from '../state.ts';
import { alarmJson } from './alarm-json.ts';
import { dimensions, number, requiredText, text, unit } from './input.ts';

/** Source: Amazon CloudWatch API Reference, DescribeAlarmsForMetric. */
export const describeAlarmsForMetric = operation({
  name: 'DescribeAlarmsForMetric',
  parse: ({ input }) => ({
    metric: {
      namespace: requiredText(input, 'Namespace'),
      name: requiredText(input, 'MetricName'),
      dimensions: dimensions(input),
    },
    statistic: text(input, 'Statistic') ?? text(input, 'ExtendedStatistic'),
    period: number(input, 'Period'),
    unit: unit(input),
  }),
  permissions: () => [{ action: 'cloudwatch:DescribeAlarmsForMetric', resource: '*' }],
  run({ metric, period, statistic, unit: wanted }, { region }, state: CloudwatchState) {
    const key = metricKey({ ...metric, region });
    const found = state.alarms
      .in(region)
      .filter(
        ({ configuration }) =>
          metricKey(configuration.metric) === key &&
          (statistic === undefined || configuration.statistic === statistic) &&
          (period === undefined || configuration.period === period) &&
          (wanted === undefined || configuration.unit === wanted),
      );
    return json({ MetricAlarms: found.map(alarmJson) });
  },
});
