import type { AlarmState } from './alarm-book.ts';
import type { AlarmConfiguration } from './alarm-configuration.ts';
import { awsTime } from './reason.ts';
import { regionName } from './region-names.ts';

/** An alarm that went from one state into another. */
export interface Transition {
  readonly alarm: AlarmConfiguration;
  readonly from: AlarmState;
  readonly to: AlarmState;
}

/** SNS takes a hundred characters. */
const SUBJECT = 100;

export function subjectOf({ alarm, to }: Transition): string {
  const subject = `${to.value}: "${alarm.name}" in ${regionName(alarm.metric.region)}`;
  return subject.length > SUBJECT ? `${subject.slice(0, SUBJECT - 3)}...` : subject;
}

/** The message to a topic. Source: CloudWatch User Guide, "Notifying users on alarm changes"; SNS notifications of alarms. */
export function messageJson({ alarm, from, to }: Transition, accountId: string): string {
  const { actions, metric } = alarm;
  return JSON.stringify({
    AlarmName: alarm.name,
    AlarmDescription: alarm.description ?? null,
    AWSAccountId: accountId,
    AlarmConfigurationUpdatedTimestamp: awsTime(to.configuredAt),
    NewStateValue: to.value,
    NewStateReason: to.reason,
    StateChangeTime: awsTime(to.updatedAt),
    Region: regionName(metric.region),
    AlarmArn: alarm.arn,
    OldStateValue: from.value,
    OKActions: actions.OK,
    AlarmActions: actions.ALARM,
    InsufficientDataActions: actions.INSUFFICIENT_DATA,
    Trigger: {
      MetricName: metric.name,
      Namespace: metric.namespace,
      ...(alarm.extended
        ? { StatisticType: 'ExtendedStatistic', ExtendedStatistic: alarm.statistic }
        : { StatisticType: 'Statistic', Statistic: statisticWords[alarm.statistic] }),
      Unit: alarm.unit ?? null,
      Dimensions: Object.entries(metric.dimensions).map(([name, value]) => ({ value, name })),
      Period: alarm.period,
      EvaluationPeriods: alarm.evaluationPeriods,
      DatapointsToAlarm: alarm.datapointsToAlarm ?? alarm.evaluationPeriods,
      ComparisonOperator: alarm.comparisonOperator,
      Threshold: alarm.threshold,
      TreatMissingData: alarm.treatMissingData,
      EvaluateLowSampleCountPercentile: '',
    },
  });
}

const statisticWords: Readonly<Record<string, string>> = {
  Average: 'AVERAGE',
  Maximum: 'MAXIMUM',
  Minimum: 'MINIMUM',
  SampleCount: 'SAMPLE_COUNT',
  Sum: 'SUM',
};

/** The event for a function. Source: CloudWatch User Guide, "Invoke a Lambda function from an alarm". */
export function lambdaEvent({ alarm, from, to }: Transition, accountId: string): string {
  const { metric } = alarm;
  const state = ({ reason, reasonData, updatedAt, value }: AlarmState) => ({
    value,
    reason,
    ...(reasonData !== undefined && { reasonData }),
    timestamp: awsTime(updatedAt),
  });
  return JSON.stringify({
    source: 'aws.cloudwatch',
    alarmArn: alarm.arn,
    accountId,
    time: awsTime(to.updatedAt),
    region: metric.region,
    alarmData: {
      alarmName: alarm.name,
      state: state(to),
      previousState: state(from),
      configuration: {
        ...(alarm.description !== undefined && { description: alarm.description }),
        metrics: [
          {
            id: 'm1',
            metricStat: {
              metric: { namespace: metric.namespace, name: metric.name, dimensions: metric.dimensions },
              period: alarm.period,
              stat: alarm.statistic,
              ...(alarm.unit !== undefined && { unit: alarm.unit }),
            },
            returnData: true,
          },
        ],
      },
    },
  });
}
