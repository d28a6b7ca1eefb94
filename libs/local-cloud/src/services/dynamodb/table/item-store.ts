import type { KeySchema } from '../expressions/key-condition.ts';
import { attributeOf, type Item } from '../values/attribute-value.ts';
import { sizeOfItem } from '../values/size.ts';
import { comparePlaces, idOf, placeOf, type Entry, type Place, type Row } from './entry.ts';
import { SortedList, type Position } from './sorted-list.ts';
import type { IndexConfiguration, TableConfiguration } from './table-configuration.ts';

/** Items that expire more than that ago do not: the number was probably no time at all. */
const LONGEST_EXPIRY = 5 * 365.25 * 86_400_000;

/** The items of one table in memory, in the order of the table and of each of its indexes. */
export class ItemStore {
  readonly #rows = new Map<string, Row>();
  readonly #primary = new SortedList<Place & { readonly row: Row }>(comparePlaces);
  readonly #indexes = new Map<string, { configuration: IndexConfiguration; readonly list: SortedList<Entry> }>();
  #schema: KeySchema;
  #ttlAttribute: string | undefined;
  #bytes = 0;
  readonly #primaryEntries = new Map<Row, Entry>();

  constructor({ indexes, schema, ttlAttribute }: TableConfiguration) {
    this.#schema = schema;
    this.#ttlAttribute = ttlAttribute;
    for (const index of indexes) this.#addIndex(index);
  }

  /** Of all items together. */
  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#rows.size;
  }

  rows(): IterableIterator<Row> {
    return this.#rows.values();
  }

  /** `key`: an item or its key attributes. */
  get(key: Item): Row | undefined {
    const place = placeOf(key, this.#schema);
    return place && this.#rows.get(idOf(place));
  }

  /** Puts an item in the place of the one with its key, if there is one. */
  put(item: Item): void {
    const place = placeOf(item, this.#schema);
    if (place === undefined) throw new Error('An item without its key.');
    const id = idOf(place);
    let row = this.#rows.get(id);
    if (row === undefined) {
      row = { ...place, id, item, size: 0, expiresAt: undefined, entries: new Map() };
      this.#rows.set(id, row);
      const entry = { ...place, row };
      this.#primaryEntries.set(row, entry);
      this.#primary.add(entry);
    }
    const size = sizeOfItem(item);
    this.#bytes += size - row.size;
    row.item = item;
    row.size = size;
    row.expiresAt = this.#expiry(item);
    for (const index of this.#indexes.values()) this.#placeIn(index, row);
  }

  delete(key: Item): void {
    const row = this.get(key);
    if (row === undefined) return;
    this.#rows.delete(row.id);
    this.#bytes -= row.size;
    const primary = this.#primaryEntries.get(row);
    this.#primaryEntries.delete(row);
    if (primary !== undefined) this.#primary.delete(primary);
    for (const [name, entry] of row.entries) this.#indexes.get(name)?.list.delete(entry);
  }

  /** Entries of the table, or of one of its indexes, behind (or before) a position. */
  after(index: string | undefined, position: Position<Place>): Iterable<Entry> {
    return this.#list(index).after(position);
  }

  before(index: string | undefined, position: Position<Place>): Iterable<Entry> {
    return this.#list(index).before(position);
  }

  /** Items in an index, which may be fewer than in the table. */
  countIn(index: string): number {
    return this.#list(index).size;
  }

  expired(now: number): readonly Row[] {
    if (this.#ttlAttribute === undefined) return [];
    return [...this.#rows.values()].filter(
      ({ expiresAt }) => expiresAt !== undefined && expiresAt < now && expiresAt > now - LONGEST_EXPIRY,
    );
  }

  /** Follows a change of indexes or of the TTL attribute. Keys of the table itself never change. */
  follow({ indexes, ttlAttribute }: TableConfiguration): void {
    if (ttlAttribute !== this.#ttlAttribute) {
      this.#ttlAttribute = ttlAttribute;
      for (const row of this.#rows.values()) row.expiresAt = this.#expiry(row.item);
    }
    const wanted = new Map(indexes.map((index) => [index.name, index]));
    for (const [name, known] of [...this.#indexes]) {
      const index = wanted.get(name);
      if (index !== undefined && JSON.stringify(index.schema) === JSON.stringify(known.configuration.schema)) {
        known.configuration = index;
        continue;
      }
      this.#indexes.delete(name);
      for (const row of this.#rows.values()) row.entries.delete(name);
    }
    for (const index of indexes) {
      if (this.#indexes.has(index.name)) continue;
      const made = this.#addIndex(index);
      for (const row of this.#rows.values()) this.#placeIn(made, row);
    }
  }

  #addIndex(configuration: IndexConfiguration): {
    configuration: IndexConfiguration;
    readonly list: SortedList<Entry>;
  } {
    const index = { configuration, list: new SortedList<Entry>(comparePlaces) };
    this.#indexes.set(configuration.name, index);
    return index;
  }

  #placeIn(
    { configuration, list }: { readonly configuration: IndexConfiguration; readonly list: SortedList<Entry> },
    row: Row,
  ): void {
    const old = row.entries.get(configuration.name);
    const place = placeOf(row.item, configuration.schema, row.id);
    if (old !== undefined && place !== undefined && comparePlaces(old, place) === 0) return;
    if (old !== undefined) {
      list.delete(old);
      row.entries.delete(configuration.name);
    }
    if (place === undefined) return;
    const entry = { ...place, row };
    list.add(entry);
    row.entries.set(configuration.name, entry);
  }

  #expiry(item: Item): number | undefined {
    const value = this.#ttlAttribute === undefined ? undefined : attributeOf(item, this.#ttlAttribute);
    return value !== undefined && 'N' in value ? Number(value.N) * 1000 : undefined;
  }

  #list(index: string | undefined): SortedList<Entry> {
    const list = index === undefined ? this.#primary : this.#indexes.get(index)?.list;
    if (list === undefined) throw new Error(`No index ${index}.`);
    return list;
  }
}
