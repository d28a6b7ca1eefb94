import type { JsonObject } from '../../../kernel/wire.ts';
import type { Alarm } from '../alarms/alarms.ts';

/** Source: Amazon CloudWatch API Reference, MetricAlarm. */
export function alarmJson({ actionsEnabled, configuration, state }: Alarm): JsonObject {
  const { actions, metric } = configuration;
  return {
    AlarmName: configuration.name,
    AlarmArn: configuration.arn,
    AlarmDescription: configuration.description,
    AlarmConfigurationUpdatedTimestamp: state.configuredAt / 1000,
    ActionsEnabled: actionsEnabled,
    OKActions: actions.OK,
    AlarmActions: actions.ALARM,
    InsufficientDataActions: actions.INSUFFICIENT_DATA,
    StateValue: state.value,
    StateReason: state.reason,
    StateReasonData: state.reasonData,
    StateUpdatedTimestamp: state.updatedAt / 1000,
    StateTransitionedTimestamp: state.transitionedAt / 1000,
    MetricName: metric.name,
    Namespace: metric.namespace,
    ...(configuration.extended
      ? { ExtendedStatistic: configuration.statistic }
      : { Statistic: configuration.statistic }),
    Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
    Period: configuration.period,
    Unit: configuration.unit,
    EvaluationPeriods: configuration.evaluationPeriods,
    DatapointsToAlarm: configuration.datapointsToAlarm,
    Threshold: configuration.threshold,
    ComparisonOperator: configuration.comparisonOperator,
    TreatMissingData: configuration.treatMissingData,
  };
}
