import type { AlarmStateValue, MissingData } from './alarm-configuration.ts';

/** The value of a metric in one period. */
export interface DataPoint {
  /** Start of the period, milliseconds since the epoch. */
  readonly at: number;
  readonly value: number;
  readonly sampleCount: number;
}

export interface AlarmRule {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: MissingData;
  readonly breaches: (value: number) => boolean;
}

export interface Verdict {
  readonly value: AlarmStateValue;
  /** The data points that count, newest first. */
  readonly evaluated: readonly DataPoint[];
  /** Missing data points that were filled in, or of which nobody knows. */
  readonly filled: number;
}

/** Periods beyond the evaluation periods that are looked at when data is missing; the documentation's examples have two. */
export const EXTRA_PERIODS = 2;

/**
 * Decides about the periods of the evaluation range, oldest first; `retain` leaves the alarm in its state. As few missing points as
 * possible are filled in: real ones from farther back come first.
 * Source: CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data", with the tables of its examples.
 */
export function evaluate(range: readonly (DataPoint | undefined)[], rule: AlarmRule): Verdict | 'retain' {
  const { breaches, datapointsToAlarm, evaluationPeriods, treatMissingData } = rule;
  const real = range.filter((point) => point !== undefined).reverse();
  const evaluated = real.slice(0, evaluationPeriods);
  const filled = evaluationPeriods - evaluated.length;
  const breaching = evaluated.filter(({ value }) => breaches(value)).length;
  const verdict = (value: AlarmStateValue): Verdict => ({ value, evaluated, filled });
  if (filled === 0) return verdict(breaching >= datapointsToAlarm ? 'ALARM' : 'OK');
  switch (treatMissingData) {
    case 'breaching':
      return verdict(breaching + filled >= datapointsToAlarm ? 'ALARM' : 'OK');
    case 'notBreaching':
      return verdict(breaching >= datapointsToAlarm ? 'ALARM' : 'OK');
  }
  const ignored = treatMissingData === 'ignore';
  if (evaluated.length === 0) return ignored ? 'retain' : verdict('INSUFFICIENT_DATA');
  if (breaching >= datapointsToAlarm) return verdict('ALARM');
  if (isPremature(range, rule)) return ignored ? 'retain' : verdict('ALARM');
  return verdict('OK');
}

/**
 * Whether all there is breaches, and is as old as the data points to alarm: that counts as an alarm although there are fewer breaching
 * points than it takes ("Avoiding premature transitions to alarm state").
 */
function isPremature(range: readonly (DataPoint | undefined)[], { breaches, datapointsToAlarm }: AlarmRule): boolean {
  const oldest = range.findIndex((point) => point !== undefined);
  const age = range.length - oldest;
  return age >= datapointsToAlarm && range.every((point) => point === undefined || breaches(point.value));
}
