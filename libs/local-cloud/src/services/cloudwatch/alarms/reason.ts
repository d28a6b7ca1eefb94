import type { AlarmConfiguration } from './alarm-configuration.ts';
import { comparisonOf } from './comparison.ts';
import type { DataPoint, Verdict } from './evaluate.ts';

export interface Reason {
  readonly text: string;
  /** JSON. */
  readonly data: string;
}

/** Why an alarm is in its state, as CloudWatch words it. */
export function reasonOf(
  alarm: AlarmConfiguration,
  verdict: Verdict,
  range: readonly (DataPoint | undefined)[],
  now: number,
): Reason {
  const { evaluationPeriods, extended, period, statistic, threshold, unit } = alarm;
  const { evaluated } = verdict;
  const data = {
    version: '1.0',
    queryDate: awsTime(now),
    ...(evaluated.length > 0 && { startDate: awsTime((evaluated.at(-1) as DataPoint).at) }),
    ...(unit !== undefined && { unit }),
    ...(extended ? { extendedStatistic: statistic } : { statistic }),
    period,
    recentDatapoints: range
      .slice(-evaluationPeriods)
      .filter((point) => point !== undefined)
      .map(({ value }) => value),
    threshold,
    evaluatedDatapoints: evaluated.map(({ at, sampleCount, value }) => ({
      timestamp: awsTime(at),
      sampleCount,
      value,
    })),
  };
  return { text: wordsOf(alarm, verdict), data: JSON.stringify(data) };
}

function wordsOf(alarm: AlarmConfiguration, { evaluated, filled, value }: Verdict): string {
  const { comparisonOperator, evaluationPeriods, threshold, treatMissingData } = alarm;
  const toAlarm = alarm.datapointsToAlarm ?? evaluationPeriods;
  if (value === 'INSUFFICIENT_DATA') {
    return `Insufficient Data: ${count(filled, 'datapoint')} ${filled === 1 ? 'was' : 'were'} unknown.`;
  }
  const treated = treatMissingData === 'breaching' ? 'Breaching' : 'NonBreaching';
  const missing = `${count(filled, 'missing datapoint')} ${filled === 1 ? 'was' : 'were'} treated as [${treated}]`;
  if (evaluated.length === 0) {
    return `Threshold Crossed: no datapoints were received for ${count(filled, 'period')} and ${missing}.`;
  }
  const { breaches, words } = comparisonOf(comparisonOperator);
  const crossing = evaluated.filter((point) => breaches(point.value, threshold) === (value === 'ALARM'));
  const shown = crossing.length > 0 ? crossing : evaluated;
  const points = shown.map((point) => `${double(point.value)} (${shortTime(point.at)})`).join(', ');
  const be = shown.length === 1 ? 'was' : 'were';
  const change =
    value === 'ALARM'
      ? `minimum ${count(toAlarm, 'datapoint')} for OK -> ALARM transition`
      : `minimum ${count(evaluationPeriods - toAlarm + 1, 'datapoint')} for ALARM -> OK transition`;
  return (
    `Threshold Crossed: ${shown.length} out of the last ${evaluationPeriods} datapoints [${points}] ${be}` +
    `${value === 'ALARM' ? '' : ' not'} ${words} the threshold (${double(threshold)}) (${change}).`
  );
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** `5.0`, as CloudWatch writes numbers in a sentence. */
const double = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** `2026-11-24T10:00:00.000+0000`. */
export const awsTime = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

/** `24/11/26 10:00:00`. */
function shortTime(at: number): string {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  const [year = '', month, day] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}
