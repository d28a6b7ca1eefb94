import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { AlarmSpec } from './alarms.ts';

/** Something counted in a log, and when its count is an alarm. */
export interface LogMetric {
  /** Type part of the alarm's name, and name of the filter. */
  readonly type: string;
  readonly metric: string;
  /** Filter pattern of CloudWatch Logs. */
  readonly pattern: string;
  readonly description: string;
  readonly above: number;
  readonly minutes: number;
}

export interface CountedLog {
  readonly logGroupName: pulumi.Input<string>;
  /** Of the metrics, which have no dimensions: a namespace of the stack's own tells stacks apart. */
  readonly namespace: string;
}

/** Counts in a log what the patterns say; returns the alarms on these counts. */
export function countInLog(
  metrics: readonly LogMetric[],
  { logGroupName, namespace }: CountedLog,
  opts: pulumi.CustomResourceOptions,
): readonly AlarmSpec[] {
  return metrics.map(({ above, description, metric, minutes, pattern, type }) => {
    new aws.cloudwatch.LogMetricFilter(
      `${type}-metric`,
      {
        name: type,
        logGroupName,
        pattern,
        metricTransformation: { name: metric, namespace, value: '1', defaultValue: '0', unit: 'Count' },
      },
      opts,
    );
    return { type, description, namespace, metric, dimensions: {}, statistic: 'Sum', above, minutes };
  });
}
