import type { Arn } from './arn.ts';
import { buildArn, part, type InPartition, type InRegion } from './fields.ts';

/**
 * Security Hub, of which an account has one in each region.
 *
 * @example
 * securityHubArn(here); // => arn:aws:securityhub:us-east-1:111122223333:hub/default
 */
export function securityHubArn(at: InRegion): Arn<'securityhub:hub'> {
  return buildArn('securityhub', at, 'hub/default');
}

interface Standard {
  /** `pci-dss` */
  readonly name: string;
  /** `4.0.1` */
  readonly version: string;
}

const pathOf = ({ name, version }: Standard): string =>
  `${part('standard', name, ':/')}/v/${part('version of the standard', version, ':/')}`;

/**
 * A standard that Security Hub checks. It is AWS's own and belongs to no account.
 *
 * @example
 * securityStandardArn({ region: 'us-east-1', name: 'pci-dss', version: '4.0.1' });
 * // => arn:aws:securityhub:us-east-1::standards/pci-dss/v/4.0.1
 */
export function securityStandardArn(at: InPartition & Standard & { readonly region: string }): Arn {
  return buildArn('securityhub', { partition: at.partition, region: at.region }, `standards/${pathOf(at)}`);
}

/**
 * An account's subscription to a standard.
 *
 * @example
 * standardsSubscriptionArn({ ...here, name: 'pci-dss', version: '4.0.1' });
 * // => arn:aws:securityhub:us-east-1:111122223333:subscription/pci-dss/v/4.0.1
 */
export function standardsSubscriptionArn(at: InRegion & Standard): Arn {
  return buildArn('securityhub', at, `subscription/${pathOf(at)}`);
}

/**
 * A configuration recorder of AWS Config.
 *
 * @example
 * configurationRecorderArn({ ...here, name: 'default', id: '1a' });
 * // => arn:aws:config:us-east-1:111122223333:configuration-recorder/default/1a
 */
export function configurationRecorderArn(
  at: InRegion & { readonly name: string; readonly id: string },
): Arn<'config:ConfigurationRecorder'> {
  const name = part('recorder name', at.name, ':/');
  return buildArn('config', at, `configuration-recorder/${name}/${part('recorder id', at.id, ':/')}`);
}
