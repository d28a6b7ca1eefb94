import { attributeOf, isSameItem, type Item } from '../values/attribute-value.ts';
import { sizeOfItem } from '../values/size.ts';
import { keysOf, type IndexConfiguration, type TableConfiguration } from './table-configuration.ts';

/** Names of the attributes an index has of its items; undefined if it has all. */
export function projectedNames(index: IndexConfiguration, table: TableConfiguration): ReadonlySet<string> | undefined {
  if (index.projection.type === 'ALL') return undefined;
  const keys = [...keysOf(table.schema), ...keysOf(index.schema)].map(({ name }) => name);
  return new Set([...keys, ...index.projection.nonKeyAttributes]);
}

/** What an index has of an item. */
export function projectedItem(item: Item, names: ReadonlySet<string> | undefined): Item {
  if (names === undefined) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

/** Bytes of each write that a change of an item makes to an index: none if it does not concern it, two if the item moves in it. */
export function indexWrites(
  index: IndexConfiguration,
  table: TableConfiguration,
  before: Item | undefined,
  after: Item | undefined,
): readonly number[] {
  const names = projectedNames(index, table);
  const inIndex = (item: Item | undefined): Item | undefined =>
    item !== undefined && keysOf(index.schema).every(({ name }) => attributeOf(item, name) !== undefined)
      ? projectedItem(item, names)
      : undefined;
  const [old, now] = [inIndex(before), inIndex(after)];
  if (old === undefined || now === undefined) {
    const only = old ?? now;
    return only === undefined ? [] : [sizeOfItem(only)];
  }
  if (isSameItem(old, now)) return [];
  const keys = (item: Item): Item =>
    Object.fromEntries(keysOf(index.schema).flatMap(({ name }) => [[name, item[name] as Item[string]] as const]));
  return isSameItem(keys(old), keys(now))
    ? [Math.max(sizeOfItem(old), sizeOfItem(now))]
    : [sizeOfItem(old), sizeOfItem(now)];
}
