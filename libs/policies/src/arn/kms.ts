import type { Arn } from './arn.ts';
import { buildArn, part, type InRegion } from './fields.ts';

/**
 * A KMS key.
 *
 * @example
 * kmsKeyArn({ ...here, id: '1a' }); // => arn:aws:kms:us-east-1:111122223333:key/1a
 */
export function kmsKeyArn(at: InRegion & { readonly id: string }): Arn<'kms:key'> {
  return buildArn('kms', at, `key/${part('key id', at.id, ':/')}`);
}

/**
 * `name` without the `alias/` before it.
 *
 * @example
 * kmsAliasArn({ ...here, name: 'logs' }); // => arn:aws:kms:us-east-1:111122223333:alias/logs
 */
export function kmsAliasArn(at: InRegion & { readonly name: string }): Arn<'kms:alias'> {
  return buildArn('kms', at, `alias/${part('alias name', at.name)}`);
}
