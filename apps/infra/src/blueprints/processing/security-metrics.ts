import type * as pulumi from '@pulumi/pulumi';
import type { AlarmSpec } from '../../components/alarms.ts';
import { countInLog, type LogMetric } from '../../components/log-metrics.ts';
import type { Part } from './part.ts';

/** By the authorizer, which logs every attempt it is asked about: a key that is no good, or one that does not reach so far. */
const attempts: readonly LogMetric[] = [
  {
    type: 'unauthorized-attempts',
    metric: 'UnauthorizedAttempts',
    pattern: '{ ($.outcome = "*-key") || ($.outcome = "denied") }',
    description: 'Somebody tries API keys, or what a key does not reach',
    above: 4,
    minutes: 5,
  },
];

/** By API Gateway: those the authorizer was not even asked about, and those it had answered before, are among them. */
const refusals: readonly LogMetric[] = [
  {
    type: 'refused-requests',
    metric: 'RefusedRequests',
    pattern: '{ ($.status = "401") || ($.status = "403") }',
    description: 'Requests without a key, or with one that does not reach so far',
    above: 20,
    minutes: 5,
  },
];

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
  const { metricNamespace: namespace } = physical;
  return [
    ...countInLog(attempts, { logGroupName: logs.authorizer, namespace }, opts),
    ...countInLog(refusals, { logGroupName: logs.access, namespace }, opts),
    ...(logs.trail === undefined ? [] : countInLog(inTrail, { logGroupName: logs.trail, namespace }, opts)),
  ];
}
