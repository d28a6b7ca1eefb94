import type { Resource } from '@palisade/local-engine';
import { text, type GraphView } from './graph-view.ts';
import { stackReader } from './stack-reader.ts';

/** Types of the rules a web ACL holds, as far as specs read them. */
export interface FirewallRule {
  readonly name: string;
  readonly priority: number;
  readonly action?: Readonly<Record<string, unknown>>;
  readonly overrideAction?: Readonly<Record<string, unknown>>;
  readonly statement: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly visibilityConfig: { readonly cloudwatchMetricsEnabled: boolean };
}

/** A payments stack as its requirement speaks of it. */
export function paymentsReader(stack: () => GraphView) {
  const reader = stackReader(stack);
  const { all, one } = reader;
  return {
    ...reader,
    lambda: (): Resource => one('aws:lambda/function:Function'),
    key: (kind: 's3' | 'dynamodb' | 'logs' | 'operations'): Resource => one('aws:kms/key:Key', `${kind}-key`),
    keyArn: (kind: 's3' | 'dynamodb' | 'logs' | 'operations'): string =>
      text(one('aws:kms/key:Key', `${kind}-key`), 'arn'),
    table: (name: 'transactions' | 'revoked-certificates'): Resource =>
      one('aws:dynamodb/table:Table', `${name}-table`),
    buckets: (): readonly string[] => all('aws:s3/bucket:Bucket').map(({ name }) => name),
    endpoints: (): Readonly<Record<string, Resource>> =>
      Object.fromEntries(
        all('aws:ec2/vpcEndpoint:VpcEndpoint').map((endpoint) => [
          text(endpoint, 'serviceName').split('.').at(-1) ?? '',
          endpoint,
        ]),
      ),
    firewallRules: (): readonly FirewallRule[] =>
      one('aws:wafv2/webAcl:WebAcl').inputs['rules'] as unknown as readonly FirewallRule[],
    /** Metric and dimension values of every alarm, one line each. */
    alarmed: (): readonly string[] =>
      all('aws:cloudwatch/metricAlarm:MetricAlarm').map(({ inputs }) =>
        [inputs['namespace'], inputs['metricName'], ...Object.values(inputs['dimensions'] as object)].join(' '),
      ),
  };
}
