import type * as pulumi from '@pulumi/pulumi';
import type { Names } from '../names.ts';

/** Types of `@pulumi/aws` whose `Name` tag is missed in a console; the provider's default tags cannot set one, for it differs. */
const named = new Set([
  'aws:acm/certificate:Certificate',
  'aws:apigateway/domainName:DomainName',
  'aws:apigateway/restApi:RestApi',
  'aws:apigateway/stage:Stage',
  'aws:apigateway/usagePlan:UsagePlan',
  'aws:cloudtrail/trail:Trail',
  'aws:cloudwatch/logGroup:LogGroup',
  'aws:cloudwatch/metricAlarm:MetricAlarm',
  'aws:dynamodb/table:Table',
  'aws:iam/policy:Policy',
  'aws:iam/role:Role',
  'aws:kms/key:Key',
  'aws:lambda/eventSourceMapping:EventSourceMapping',
  'aws:lambda/function:Function',
  'aws:route53/zone:Zone',
  'aws:s3/bucket:Bucket',
  'aws:sns/topic:Topic',
  'aws:sqs/queue:Queue',
  'aws:wafv2/webAcl:WebAcl',
]);

/**
 * Gives everything below a component its `Name` tag: the physical name where that is `{type}-{suffix}`, else the logical one with
 * prefix and suffix.
 */
export function nameTags(names: Names, prefix = ''): pulumi.ResourceTransform {
  const suffix = names('');
  const tagName = (logical: string, physical: unknown): string => {
    if (typeof physical === 'string' && physical.endsWith(suffix) && !physical.includes('/')) return physical;
    return names(prefix + logical.replace(`${suffix}-`, '-'));
  };
  return ({ name, opts, props, type }) => {
    if (!named.has(type)) return undefined;
    const given = props as { readonly name?: unknown; readonly tags?: Readonly<Record<string, unknown>> };
    return { props: { ...props, tags: { Name: tagName(name, given.name), ...given.tags } }, opts };
  };
}
