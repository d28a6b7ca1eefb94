import { crc32 } from 'node:zlib';
import type { KeyAttribute, KeyCondition, KeySchema, RangeCondition } from '../expressions/key-condition.ts';
import { attributeOf, typeOf, type AttributeValue, type Item } from '../values/attribute-value.ts';
import { compareBytes, sortable } from '../values/order.ts';
import type { Position } from './sorted-list.ts';

/** Where an item lies in a table or index: partitions in the order of a hash, as a scan meets them, then by range key. */
export interface Place {
  readonly hash: number;
  readonly partition: string;
  readonly sort: string;
  /** Tells items of an index apart that have the same keys there: their place in the table. */
  readonly tie: string;
}

/** One item of a table. */
export interface Row extends Place {
  /** Its primary key as a text. */
  readonly id: string;
  item: Item;
  /** Bytes. */
  size: number;
  /** When it expires, milliseconds since the epoch; undefined if it does not. */
  expiresAt: number | undefined;
  /** What secondary indexes have of it, by their names. */
  readonly entries: Map<string, Entry>;
}

export interface Entry extends Place {
  readonly row: Row;
}

export function comparePlaces(one: Place, other: Place): number {
  if (one.hash !== other.hash) return one.hash - other.hash;
  if (one.partition !== other.partition) return one.partition < other.partition ? -1 : 1;
  const order = compareBytes(one.sort, other.sort);
  if (order !== 0 || one.tie === other.tie) return order;
  return one.tie < other.tie ? -1 : 1;
}

/** The place of an item in an index with that schema; undefined if it lacks a key of it, which keeps it out of the index. */
export function placeOf(item: Item, { hash, range }: KeySchema, tie = ''): Place | undefined {
  const partition = keyText(item, hash);
  const sort = range === undefined ? '' : keyText(item, range);
  if (partition === undefined || sort === undefined) return undefined;
  return { hash: crc32(partition) >>> 0, partition, sort, tie };
}

/** The primary key as a text no other key has. */
export const idOf = ({ partition, sort }: Place): string => `${partition.length}:${partition}${sort}`;

function keyText(item: Item, { name, type }: KeyAttribute): string | undefined {
  const value = attributeOf(item, name);
  return value !== undefined && typeOf(value) === type ? sortable(value) : undefined;
}

/** Just before or just behind a place. */
export const beside =
  (place: Place, side: 'before' | 'behind'): Position<Place> =>
  (entry) =>
    comparePlaces(place, entry) || (side === 'before' ? -1 : 1);

/** Before every place whose hash is at least that. */
export const beforeHash =
  (hash: number): Position<Place> =>
  (entry) =>
    entry.hash >= hash ? -1 : 1;

/** Where the items of a key condition begin and end. */
export interface Stretch {
  readonly from: Position<Place>;
  readonly to: Position<Place>;
}

export function stretchOf({ hash, range }: KeyCondition): Stretch {
  const partition = sortable(hash) as string;
  const inPartition = { hash: crc32(partition) >>> 0, partition };
  /** `sort` says where a range key lies as seen from the position: negative before it. */
  const at =
    (sort: (key: string) => number): Position<Place> =>
    (entry) => {
      if (entry.hash !== inPartition.hash) return inPartition.hash - entry.hash;
      if (entry.partition !== partition) return partition < entry.partition ? -1 : 1;
      return sort(entry.sort);
    };
  const { from = () => -1, to = () => 1 } = range === undefined ? {} : rangeOf(range);
  return { from: at(from), to: at(to) };
}

interface Range {
  readonly from?: (key: string) => number;
  readonly to?: (key: string) => number;
}

const justBefore =
  (value: AttributeValue) =>
  (key: string): number =>
    compareBytes(sortable(value) as string, key) || -1;
const justBehind =
  (value: AttributeValue) =>
  (key: string): number =>
    compareBytes(sortable(value) as string, key) || 1;

function rangeOf(range: RangeCondition): Range {
  switch (range.operator) {
    case '=':
      return { from: justBefore(range.value), to: justBehind(range.value) };
    case '<':
      return { to: justBefore(range.value) };
    case '<=':
      return { to: justBehind(range.value) };
    case '>':
      return { from: justBehind(range.value) };
    case '>=':
      return { from: justBefore(range.value) };
    case 'between':
      return { from: justBefore(range.low), to: justBehind(range.high) };
    case 'begins_with': {
      const prefix = sortable(range.value) as string;
      const behindAll = (key: string): number => (key.startsWith(prefix) ? 1 : compareBytes(prefix, key));
      return { from: justBefore(range.value), to: behindAll };
    }
  }
}
