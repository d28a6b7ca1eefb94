import type * as pulumi from '@pulumi/pulumi';
import type { AlarmSpec } from '../../components/alarms.ts';
import { countInLog, type LogMetric } from '../../components/log-metrics.ts';
import { accountEvents, anyOf } from './account-events.ts';
import type { Part } from './part.ts';

/** By the function: what got past TLS and the firewall, and no further. */
const refusals: readonly LogMetric[] = [
  {
    type: 'bad-certificates',
    metric: 'BadCertificates',
    pattern: `{ ${anyOf('$.problem', ['certificate-revoked', 'certificate-not-valid', 'certificate-required'])} }`,
    description: 'Somebody calls with a client certificate that is revoked or out of date',
    above: 0,
    minutes: 5,
  },
  {
    type: 'card-numbers',
    metric: 'CardNumbers',
    pattern: '{ $.problem = "card-number" }',
    description: 'A client sends card numbers, which are refused: it should be told',
    above: 0,
    minutes: 5,
  },
];

/** By API Gateway: what the firewall blocks is among it. */
const refusedRequests: readonly LogMetric[] = [
  {
    type: 'refused-requests',
    metric: 'RefusedRequests',
    pattern: `{ ${anyOf('$.status', ['401', '403', '429'])} }`,
    description: 'Requests are refused unusually often',
    above: 20,
    minutes: 5,
  },
];

/** By CloudTrail: who gets in is decided anew, or tried to be. A truststore that API Gateway could not take is an error among it. */
const truststoreChanges = ({ physical }: Part): readonly LogMetric[] => [
  {
    type: 'truststore-changes',
    metric: 'TruststoreChanges',
    pattern: `{ (($.eventSource = "apigateway.amazonaws.com") && (${anyOf('$.eventName', ['CreateDomainName', 'UpdateDomainName', 'DeleteDomainName'])})) || (($.requestParameters.bucketName = "${physical.truststoreBucket}") && (${anyOf('$.eventName', ['PutObject', 'DeleteObject', 'DeleteObjects'])})) }`,
    description: 'Whose certificates get in is changed',
    above: 0,
    minutes: 5,
  },
];

export interface SecurityLogs {
  readonly handler: pulumi.Input<string>;
  readonly access: pulumi.Input<string>;
  readonly trail: pulumi.Input<string> | undefined;
}

/** Counts security events in the logs that tell of them; returns the alarms on these counts. */
export function createSecurityMetrics(
  part: Part,
  logs: SecurityLogs,
  opts: pulumi.CustomResourceOptions,
): readonly AlarmSpec[] {
  const { metricNamespace: namespace } = part.physical;
  const ofTrail = [...accountEvents, ...truststoreChanges(part)];
  return [
    ...countInLog(refusals, { logGroupName: logs.handler, namespace }, opts),
    ...countInLog(refusedRequests, { logGroupName: logs.access, namespace }, opts),
    ...(logs.trail === undefined ? [] : countInLog(ofTrail, { logGroupName: logs.trail, namespace }, opts)),
  ];
}
