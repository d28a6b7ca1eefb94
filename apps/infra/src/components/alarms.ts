import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { EncryptedTopic } from './encrypted-topic.ts';

/** An alarm on one metric: when what was measured in `minutes` is beyond `above`. */
export interface AlarmSpec {
  /** Type part of its name, and its logical name. */
  readonly type: string;
  readonly description: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum';
  readonly above: number;
  readonly minutes: number;
}

/** Each tells the alarm topic when it begins and when it ends. No news is good news: nothing is measured where nothing happens. */
export function createAlarms(
  specs: readonly AlarmSpec[],
  { names, topic }: { readonly names: (type: string) => string; readonly topic: EncryptedTopic },
  opts: pulumi.CustomResourceOptions,
): readonly aws.cloudwatch.MetricAlarm[] {
  return specs.map(
    ({ above, description, dimensions, metric, minutes, namespace, statistic, type }) =>
      new aws.cloudwatch.MetricAlarm(
        `${type}-alarm`,
        {
          name: names(type),
          alarmDescription: description,
          namespace,
          metricName: metric,
          dimensions,
          statistic,
          period: minutes * 60,
          evaluationPeriods: 1,
          threshold: above,
          comparisonOperator: 'GreaterThanThreshold',
          treatMissingData: 'notBreaching',
          alarmActions: [topic.arn],
          okActions: [topic.arn],
        },
        opts,
      ),
  );
}
