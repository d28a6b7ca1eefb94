import type { Arn } from './arn.ts';
import { buildArn, part, type InPartition } from './fields.ts';

/**
 * A hosted zone of Route 53, which belongs to no region; its ARN names no account either.
 *
 * @example
 * hostedZoneArn({ id: 'Z0123456789ABC' }); // => arn:aws:route53:::hostedzone/Z0123456789ABC
 */
export function hostedZoneArn(at: InPartition & { readonly id: string }): Arn<'route53:hostedzone'> {
  return buildArn('route53', { partition: at.partition }, `hostedzone/${part('hosted zone id', at.id, ':/')}`);
}
