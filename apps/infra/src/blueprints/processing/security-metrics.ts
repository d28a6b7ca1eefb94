import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { AlarmSpec } from './alarms.ts';
import type { Part } from './part.ts';

/** Something counted in a log, and the alarm on it. */
interface LogMetric {
  readonly type: string;
  readonly metric: string;
  /** Filter pattern of CloudWatch Logs. */
  readonly pattern: string;
  readonly description: string;
  readonly above: number;
  readonly minutes: number;
}

/** By the authorizer, which logs every attempt it is asked about: a key that is no good, or one that does not reach so far. */
const attempts: LogMetric = {
  type: 'unauthorized-attempts',
  metric: 'UnauthorizedAttempts',
  pattern: '{ ($.outcome = "*-key") || ($.outcome = "denied") }',
  description: 'Somebody tries API keys, or what a key does not reach',
  above: 4,
  minutes: 5,
};

/** By API Gateway: those the authorizer was not even asked about, and those it had answered before, are among them. */
const refusals: LogMetric = {
  type: 'refused-requests',
  metric: 'RefusedRequests',
  pattern: '{ ($.status = "401") || ($.status = "403") }',
  description: 'Requests without a key, or with one that does not reach so far',
  above: 20,
  minutes: 5,
};

/**
 * By CloudTrail: what AWS itself refuses, and changes to what protects the platform.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
const inTrail: readonly LogMetric[] = [
  {
    type: 'denied-aws-calls',
    metric: 'DeniedAwsCalls',
    pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    description: 'Somebody is denied calls of AWS',
    above: 4,
    minutes: 5,
  },
  {
    type: 'key-changes',
    metric: 'KeyChanges',
    pattern:
      '{ ($.eventSource = "kms.amazonaws.com") && (($.eventName = "DisableKey") || ($.eventName = "ScheduleKeyDeletion") || ($.eventName = "PutKeyPolicy")) }',
    description: 'A key is disabled, deleted or given to others',
    above: 0,
    minutes: 5,
  },
  {
    type: 'bucket-policy-changes',
    metric: 'BucketPolicyChanges',
    pattern:
      '{ ($.eventSource = "s3.amazonaws.com") && (($.eventName = "PutBucketPolicy") || ($.eventName = "DeleteBucketPolicy") || ($.eventName = "PutBucketAcl")) }',
    description: 'Who may use a bucket is changed',
    above: 0,
    minutes: 5,
  },
  {
    type: 'trail-changes',
    metric: 'TrailChanges',
    pattern: '{ ($.eventName = "StopLogging") || ($.eventName = "DeleteTrail") || ($.eventName = "UpdateTrail") }',
    description: 'The trail itself is changed or stopped',
    above: 0,
    minutes: 5,
  },
];

export interface SecurityLogs {
  readonly authorizer: pulumi.Input<string>;
  readonly access: pulumi.Input<string>;
  readonly trail: pulumi.Input<string> | undefined;
}

/** Counts unauthorised attempts in the logs that tell of them; returns the alarms on these counts. */
export function createSecurityMetrics(
  { physical }: Part,
  logs: SecurityLogs,
  opts: pulumi.CustomResourceOptions,
): readonly AlarmSpec[] {
  const counted = [
    ...count([attempts], logs.authorizer, physical.metricNamespace, opts),
    ...count([refusals], logs.access, physical.metricNamespace, opts),
    ...(logs.trail === undefined ? [] : count(inTrail, logs.trail, physical.metricNamespace, opts)),
  ];
  return counted.map(({ above, description, metric, minutes, type }) => ({
    type,
    description,
    namespace: physical.metricNamespace,
    metric,
    dimensions: {},
    statistic: 'Sum',
    above,
    minutes,
  }));
}

function count(
  metrics: readonly LogMetric[],
  logGroupName: pulumi.Input<string>,
  namespace: string,
  opts: pulumi.CustomResourceOptions,
): readonly LogMetric[] {
  for (const { metric, pattern, type } of metrics) {
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
  }
  return metrics;
}
