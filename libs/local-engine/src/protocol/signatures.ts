/** Marks that give a plain map on Pulumi's wire a meaning (pulumi/pulumi sdk/go/common/resource/sig). */
export const signatureKey = '4dabf18193072939515e22adb298388d';

export const signature = {
  secret: '1b47061264138c4ac30d75fd1eb44270',
  asset: 'c44067f5952c0a294b673a41bacd8c17',
  archive: '0def7320c3a5731c473e5ecbe6d01bc7',
  resource: '5cf8f73096256a8f31e491e813e4eb8e',
  output: 'd0e6a833031e9bbcd3f4e8bde6ca49a4',
} as const;

/** Stands for a value that is not known (yet). It appears in a preview, and after a failure in what depends on it. */
export const unknownValue = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** A value as it travels: JSON, with special values as signed maps. */
export type Wire = null | boolean | number | string | readonly Wire[] | WireMap;
export type WireMap = { readonly [property: string]: Wire };

export function isWireMap(value: Wire | undefined): value is WireMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
