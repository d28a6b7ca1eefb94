import type * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Ownership } from './settings.ts';

/** Who owns a singleton, and the provider to reach it with. */
export interface Owned {
  readonly ownership: Ownership;
  readonly provider: aws.Provider;
}

/**
 * Options of something the account has once: it stays when the stack goes, because others rely on it; and where it is adopted, it is
 * imported under that id instead of made.
 */
export function singleton(
  { ownership, provider }: Owned,
  importId: string,
  ...dependsOn: readonly pulumi.Resource[]
): pulumi.CustomResourceOptions {
  return {
    provider,
    retainOnDelete: true,
    dependsOn: [...dependsOn],
    ...(ownership === 'adopt' && { import: importId }),
  };
}

/** The same for every part of a component, whose parts are all imported under one id, as those of a bucket are. */
export function singletonParts(owned: Owned, importId: string): pulumi.ComponentResourceOptions {
  const { provider, dependsOn: _, ...options } = singleton(owned, importId);
  return {
    provider: provider as aws.Provider,
    transformations: [({ opts, props }) => ({ props, opts: pulumi.mergeOptions(opts, options) })],
  };
}
