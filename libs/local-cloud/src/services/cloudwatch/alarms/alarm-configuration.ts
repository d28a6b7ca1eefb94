import { number, text, textMap, texts } from '../../../kernel/properties.ts';
import type { CloudView } from '../../../kernel/service.ts';
import type { MetricIdentity } from '../metrics/metric.ts';
import { METRIC_ALARM } from '../resources/metric-alarm.ts';

export type AlarmStateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
export const STATE_VALUES: readonly AlarmStateValue[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];

export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

/** What the graph says about an alarm. */
export interface AlarmConfiguration {
  readonly urn: string;
  readonly arn: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly metric: MetricIdentity;
  /** `Sum`, `p99`, … */
  readonly statistic: string;
  readonly extended: boolean;
  /** Seconds. */
  readonly period: number;
  readonly unit: string | undefined;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number | undefined;
  readonly threshold: number;
  readonly comparisonOperator: string;
  readonly treatMissingData: MissingData;
  readonly actionsEnabled: boolean;
  readonly actions: Readonly<Record<AlarmStateValue, readonly string[]>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface AlarmProblem {
  readonly urn: string;
  readonly message: string;
}

/** All alarms by ARN, with what forbids to deploy them together. */
export function readAlarms(view: CloudView): {
  readonly alarms: ReadonlyMap<string, AlarmConfiguration>;
  readonly problems: readonly AlarmProblem[];
} {
  const alarms = new Map<string, AlarmConfiguration>();
  const problems: AlarmProblem[] = [];
  for (const { resource } of view.ofType(METRIC_ALARM)) {
    const { outputs, urn } = resource;
    const arn = text(outputs, 'arn') ?? '';
    const other = alarms.get(arn);
    if (other !== undefined) problems.push({ urn, message: `The alarm ${arn} is declared by ${other.urn} already.` });
    const extended = text(outputs, 'extendedStatistic');
    alarms.set(arn, {
      urn,
      arn,
      name: text(outputs, 'name') ?? '',
      description: text(outputs, 'alarmDescription'),
      metric: {
        region: text(outputs, 'region') ?? '',
        namespace: text(outputs, 'namespace') ?? '',
        name: text(outputs, 'metricName') ?? '',
        dimensions: textMap(outputs, 'dimensions'),
      },
      statistic: extended ?? text(outputs, 'statistic') ?? '',
      extended: extended !== undefined,
      period: number(outputs, 'period') ?? 60,
      unit: text(outputs, 'unit'),
      evaluationPeriods: number(outputs, 'evaluationPeriods') ?? 1,
      datapointsToAlarm: number(outputs, 'datapointsToAlarm'),
      threshold: number(outputs, 'threshold') ?? 0,
      comparisonOperator: text(outputs, 'comparisonOperator') ?? '',
      treatMissingData: (text(outputs, 'treatMissingData') ?? 'missing') as MissingData,
      actionsEnabled: outputs['actionsEnabled'] !== false,
      actions: {
        OK: texts(outputs, 'okActions'),
        ALARM: texts(outputs, 'alarmActions'),
        INSUFFICIENT_DATA: texts(outputs, 'insufficientDataActions'),
      },
      tags: textMap(outputs, 'tagsAll'),
    });
  }
  return { alarms, problems };
}
