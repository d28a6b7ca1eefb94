import type { Arn } from './arn.ts';
import { buildArn, part, type InRegion } from './fields.ts';

/**
 * A trail.
 *
 * @example
 * cloudTrailArn({ ...here, name: 'audit' }); // => arn:aws:cloudtrail:us-east-1:111122223333:trail/audit
 */
export function cloudTrailArn(at: InRegion & { readonly name: string }): Arn<'cloudtrail:trail'> {
  return buildArn('cloudtrail', at, `trail/${part('trail name', at.name, ':/')}`);
}

/**
 * A CloudWatch alarm.
 *
 * @example
 * alarmArn({ ...here, name: 'errors' }); // => arn:aws:cloudwatch:us-east-1:111122223333:alarm:errors
 */
export function alarmArn(at: InRegion & { readonly name: string }): Arn<'cloudwatch:alarm'> {
  return buildArn('cloudwatch', at, `alarm:${part('alarm name', at.name)}`);
}

/**
 * Regional web ACL; those of CloudFront live in us-east-1 under `global/`.
 *
 * @example
 * webAclArn({ ...here, name: 'api', id: '1a' }); // => arn:aws:wafv2:us-east-1:111122223333:regional/webacl/api/1a
 */
export function webAclArn(at: InRegion & { readonly name: string; readonly id: string }): Arn<'wafv2:webacl'> {
  return buildArn(
    'wafv2',
    at,
    `regional/webacl/${part('web ACL name', at.name, ':/')}/${part('web ACL id', at.id, ':/')}`,
  );
}

/**
 * A certificate in AWS Certificate Manager.
 *
 * @example
 * certificateArn({ ...here, id: '1a' }); // => arn:aws:acm:us-east-1:111122223333:certificate/1a
 */
export function certificateArn(at: InRegion & { readonly id: string }): Arn<'acm:certificate'> {
  return buildArn('acm', at, `certificate/${part('certificate id', at.id, ':/')}`);
}
