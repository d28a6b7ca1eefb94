import type { Properties } from '@palisade/local-engine';
import { block, blocks, flag, number, text, textMap } from '../../../kernel/properties.ts';

/** One rule of a bucket's lifecycle. Source: Amazon S3 API Reference, LifecycleRule. */
export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly filter: LifecycleFilter;
  readonly expiration?: Due;
  readonly expiredObjectDeleteMarker: boolean;
  readonly transitions: readonly (Due & { readonly storageClass: string })[];
  readonly noncurrentVersionExpiration?: NoncurrentDue;
  readonly noncurrentVersionTransitions: readonly (NoncurrentDue & { readonly storageClass: string })[];
  /** Days after which an incomplete multipart upload is aborted. */
  readonly abortUploadsAfter?: number;
}

export interface LifecycleFilter {
  readonly prefix: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Bytes, exclusive. */
  readonly largerThan?: number;
  readonly smallerThan?: number;
}

/** Days after the object was made, or a day for all. */
export type Due = { readonly days: number } | { readonly date: number };

export interface NoncurrentDue {
  readonly noncurrentDays: number;
  /** Noncurrent versions that are kept whatever their age. */
  readonly newerNoncurrentVersions: number;
}

export function readLifecycleRule(rule: Properties): LifecycleRule {
  const expiration = block(rule, 'expiration');
  const due = expiration && readDue(expiration);
  const noncurrent = block(rule, 'noncurrentVersionExpiration');
  const abort = number(block(rule, 'abortIncompleteMultipartUpload') ?? {}, 'daysAfterInitiation');
  return {
    id: text(rule, 'id') ?? '',
    enabled: text(rule, 'status') === 'Enabled',
    filter: readFilter(block(rule, 'filter') ?? {}),
    ...(due && { expiration: due }),
    expiredObjectDeleteMarker: expiration !== undefined && flag(expiration, 'expiredObjectDeleteMarker'),
    transitions: blocks(rule, 'transitions').map((each) => ({
      ...(readDue(each) ?? { days: 0 }),
      storageClass: text(each, 'storageClass') ?? '',
    })),
    ...(noncurrent && { noncurrentVersionExpiration: readNoncurrent(noncurrent) }),
    noncurrentVersionTransitions: blocks(rule, 'noncurrentVersionTransitions').map((each) => ({
      ...readNoncurrent(each),
      storageClass: text(each, 'storageClass') ?? '',
    })),
    ...(abort !== undefined && { abortUploadsAfter: abort }),
  };
}

function readDue(properties: Properties): Due | undefined {
  const date = text(properties, 'date');
  if (date !== undefined) return { date: Date.parse(date) };
  const days = number(properties, 'days');
  return days === undefined ? undefined : { days };
}

function readNoncurrent(properties: Properties): NoncurrentDue {
  return {
    noncurrentDays: number(properties, 'noncurrentDays') ?? 0,
    newerNoncurrentVersions: number(properties, 'newerNoncurrentVersions') ?? 0,
  };
}

function readFilter(filter: Properties): LifecycleFilter {
  const all = block(filter, 'and') ?? filter;
  const tag = block(filter, 'tag');
  const largerThan = number(all, 'objectSizeGreaterThan');
  const smallerThan = number(all, 'objectSizeLessThan');
  return {
    prefix: text(all, 'prefix') ?? '',
    tags: tag === undefined ? textMap(all, 'tags') : { [text(tag, 'key') ?? '']: text(tag, 'value') ?? '' },
    ...(largerThan !== undefined && { largerThan }),
    ...(smallerThan !== undefined && { smallerThan }),
  };
}
