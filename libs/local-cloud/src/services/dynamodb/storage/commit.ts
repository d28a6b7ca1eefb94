import type { Item } from '../values/attribute-value.ts';
import type { StreamViewType } from '../table/table-configuration.ts';

/** The item a key has from now on; without `item` it has none. */
export interface Write {
  readonly key: Item;
  readonly item?: Item | undefined;
}

/** A client's token of a transaction that is through. */
export interface Token {
  readonly token: string;
  /** Of the request. */
  readonly digest: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** An item that a program declares, as it was last put in. */
export interface DeclaredItem {
  readonly urn: string;
  readonly key: Item;
  /** Of the item. */
  readonly digest: string;
}

/** All that happens to a table at once: one record of its journal. */
export interface Commit {
  readonly at: number;
  readonly writes: readonly Write[];
  /** Where the table has a stream: what its records show, and the number of the first. */
  readonly stream?: { readonly first: number; readonly viewType: StreamViewType };
  readonly byTtl?: true;
  readonly token?: Token;
  /** The items a program declares from then on, if that changes. */
  readonly declared?: readonly DeclaredItem[];
}
