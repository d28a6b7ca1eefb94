import type { Arn } from './arn.ts';
import { buildArn, part, type InRegion } from './fields.ts';

export function cloudTrailArn(at: InRegion & { readonly name: string }): Arn<'cloudtrail:trail'> {
  return buildArn('cloudtrail', at, `trail/${part('trail name', at.name, ':/')}`);
}

export function alarmArn(at: InRegion & { readonly name: string }): Arn<'cloudwatch:alarm'> {
  return buildArn('cloudwatch', at, `alarm:${part('alarm name', at.name)}`);
}

/** Regional web ACL; those of CloudFront live in us-east-1 under `global/`. */
export function webAclArn(at: InRegion & { readonly name: string; readonly id: string }): Arn<'wafv2:webacl'> {
  return buildArn(
    'wafv2',
    at,
    `regional/webacl/${part('web ACL name', at.name, ':/')}/${part('web ACL id', at.id, ':/')}`,
  );
}

export function certificateArn(at: InRegion & { readonly id: string }): Arn<'acm:certificate'> {
  return buildArn('acm', at, `certificate/${part('certificate id', at.id, ':/')}`);
}
