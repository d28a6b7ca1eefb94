import type { MetricStore } from '../metrics/metric-store.ts';
import { statisticNamed } from '../metrics/statistic.ts';
import type { AlarmConfiguration } from './alarm-configuration.ts';
import { EXTRA_PERIODS, type DataPoint } from './evaluate.ts';

const MINUTE = 60_000;
/** How often alarms of less than a minute are evaluated. */
export const STEP = 10_000;

/**
 * What an alarm is evaluated on, oldest first, a hole where data is missing. The periods end with the last full minute, those of less
 * than a minute with the last ten seconds: they slide.
 */
export function evaluationRange(
  { evaluationPeriods, metric, period, statistic: name, unit }: AlarmConfiguration,
  metrics: MetricStore,
  now: number,
): (DataPoint | undefined)[] {
  const step = period < 60 ? STEP : MINUTE;
  const length = period * 1000;
  const end = Math.floor(now / step) * step;
  const periods = evaluationPeriods + EXTRA_PERIODS;
  const start = end - periods * length;
  const data = metrics.periods(metric, { start, end, period: length }, unit);
  const statistic = statisticNamed(name);
  return Array.from({ length: periods }, (_, index) => {
    const at = start + index * length;
    const distribution = data.get(at);
    const value = distribution && typeof statistic === 'function' ? statistic(distribution) : undefined;
    return distribution === undefined || value === undefined
      ? undefined
      : { at, value, sampleCount: distribution.count };
  });
}
