import type { Arn } from './arn.ts';
import { buildArn, part, type InRegion } from './fields.ts';

/** Resource types of EC2 as the Service Authorization Reference names them. */
export type Ec2ResourceType =
  | 'vpc'
  | 'subnet'
  | 'security-group'
  | 'security-group-rule'
  | 'network-interface'
  | 'network-acl'
  | 'route-table'
  | 'internet-gateway'
  | 'vpc-endpoint'
  | 'vpc-flow-log'
  | 'prefix-list'
  | 'instance';

/**
 * `ec2Arn({ type: 'vpc-endpoint', id: 'vpce-0a1b', … })`.
 *
 * @example
 * const type: Ec2ResourceType = 'subnet';
 * ec2Arn({ ...here, type, id: 'subnet-1' }); // => arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1
 */
export function ec2Arn<Type extends Ec2ResourceType>(
  at: InRegion & { readonly type: Type; readonly id: string },
): Arn<`ec2:${Type}`> {
  return buildArn('ec2', at, `${at.type}/${part('id', at.id, ':/')}`);
}

/**
 * A VPC endpoint; conditions know it by its id, as `aws:SourceVpce`.
 *
 * @example
 * vpcEndpointArn({ ...here, id: 'vpce-1' }); // => arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-1
 */
export function vpcEndpointArn(at: InRegion & { readonly id: string }): Arn<'ec2:vpc-endpoint'> {
  return ec2Arn({ ...at, type: 'vpc-endpoint' });
}

/**
 * A network interface.
 *
 * @example
 * networkInterfaceArn({ ...here, id: 'eni-1' }); // => arn:aws:ec2:us-east-1:111122223333:network-interface/eni-1
 */
export function networkInterfaceArn(at: InRegion & { readonly id: string }): Arn<'ec2:network-interface'> {
  return ec2Arn({ ...at, type: 'network-interface' });
}
