import type { Arn } from './arn.ts';
import { buildArn, part, type InRegion } from './fields.ts';

export function kmsKeyArn(at: InRegion & { readonly id: string }): Arn<'kms:key'> {
  return buildArn('kms', at, `key/${part('key id', at.id, ':/')}`);
}

/** `name` without the `alias/` before it. */
export function kmsAliasArn(at: InRegion & { readonly name: string }): Arn<'kms:alias'> {
  return buildArn('kms', at, `alias/${part('alias name', at.name)}`);
}
