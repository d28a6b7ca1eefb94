import { compareKeys, type SortedKeys } from '../storage/sorted-keys.ts';

export interface ListingQuery {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  /** The listing goes on after this key, or after everything below this common prefix. */
  readonly after?: string;
  /** The listing goes on with this key. */
  readonly from?: string;
}

export interface Listing<Item> {
  /** Items and common prefixes in one order: by the UTF-8 bytes of the key or prefix. */
  readonly entries: readonly ListingEntry<Item>[];
  readonly truncated: boolean;
}

export type ListingEntry<Item> =
  | { readonly kind: 'item'; readonly key: string; readonly item: Item }
  | { readonly kind: 'prefix'; readonly prefix: string };

/**
 * One page of a listing. Keys that have the delimiter after the prefix are rolled up into a common prefix, which counts as one
 * entry. `itemsOf` gives the entries of a key, in order; none if the key does not show.
 * Source: Amazon S3 User Guide, "Organizing objects using prefixes".
 */
export function listKeys<Item>(
  keys: SortedKeys,
  query: ListingQuery,
  itemsOf: (key: string) => Iterable<Item>,
): Listing<Item> {
  const { prefix, delimiter, maxKeys, after, from } = query;
  const entries: ListingEntry<Item>[] = [];
  if (maxKeys === 0) return { entries, truncated: false };
  const skipped = after !== undefined && rollsUp(after, prefix, delimiter) ? after : undefined;
  const begin = (key: string): boolean =>
    compareKeys(key, prefix) >= 0 && isPast(key, after, skipped) && (from === undefined || compareKeys(key, from) >= 0);
  let restart: string | undefined;
  for (;;) {
    const resume = restart;
    const reached =
      resume === undefined ? begin : (key: string) => compareKeys(key, resume) > 0 && !key.startsWith(resume);
    restart = undefined;
    for (const key of keys.from(reached)) {
      if (!key.startsWith(prefix)) return { entries, truncated: false };
      const common = commonPrefix(key, prefix, delimiter);
      for (const item of itemsOf(key)) {
        if (entries.length === maxKeys) return { entries, truncated: true };
        if (common !== undefined) {
          entries.push({ kind: 'prefix', prefix: common });
          restart = common;
          break;
        }
        entries.push({ kind: 'item', key, item });
      }
      if (restart !== undefined) break;
    }
    if (restart === undefined) return { entries, truncated: false };
  }
}

function isPast(key: string, after: string | undefined, skipped: string | undefined): boolean {
  if (after === undefined) return true;
  return compareKeys(key, after) > 0 && (skipped === undefined || !key.startsWith(skipped));
}

/** Whether a marker is itself a common prefix: then everything below it has been listed. */
function rollsUp(marker: string, prefix: string, delimiter: string): boolean {
  return commonPrefix(marker, prefix, delimiter) === marker;
}

export function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '' || !key.startsWith(prefix)) return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at === -1 ? undefined : key.slice(0, at + delimiter.length);
}
