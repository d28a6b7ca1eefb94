/** Entries per chunk at most: inserting moves at most that many. */
const CHUNK = 512;

/** Where something lies among the entries of a sorted list: negative before the entry, positive behind it. Never 0 for a gap. */
export type Position<T> = (entry: T) => number;

/** A list kept in order. */
export class SortedList<T> {
  readonly #compare: (one: T, other: T) => number;
  readonly #chunks: T[][] = [];
  #size = 0;

  constructor(compare: (one: T, other: T) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#size;
  }

  add(entry: T): void {
    this.#size++;
    const isBehind = (each: T): boolean => this.#compare(each, entry) > 0;
    const at = Math.min(this.#chunkWhere(isBehind), this.#chunks.length - 1);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push([entry]);
      return;
    }
    chunk.splice(firstIndex(chunk, isBehind), 0, entry);
    if (chunk.length > CHUNK) this.#chunks.splice(at + 1, 0, chunk.splice(CHUNK / 2));
  }

  /** Takes the very entry out; nothing happens if it is not there. */
  delete(entry: T): void {
    const isThere = (each: T): boolean => this.#compare(each, entry) >= 0;
    const at = this.#chunkWhere(isThere);
    const chunk = this.#chunks[at];
    if (chunk === undefined) return;
    const index = firstIndex(chunk, isThere);
    if (chunk[index] !== entry) return;
    chunk.splice(index, 1);
    this.#size--;
    if (chunk.length === 0) this.#chunks.splice(at, 1);
  }

  /** Entries behind the position, in order. The list must not change meanwhile. */
  *after(position: Position<T>): Generator<T, void> {
    const isBehind = (each: T): boolean => position(each) < 0;
    for (let at = this.#chunkWhere(isBehind); at < this.#chunks.length; at++) {
      const chunk = this.#chunks[at] as T[];
      for (let index = firstIndex(chunk, isBehind); index < chunk.length; index++) yield chunk[index] as T;
    }
  }

  /** Entries before the position, the last first. The list must not change meanwhile. */
  *before(position: Position<T>): Generator<T, void> {
    const isBehind = (each: T): boolean => position(each) < 0;
    for (let at = Math.min(this.#chunkWhere(isBehind), this.#chunks.length - 1); at >= 0; at--) {
      const chunk = this.#chunks[at] as T[];
      for (let index = firstIndex(chunk, isBehind) - 1; index >= 0; index--) yield chunk[index] as T;
    }
  }

  /** The first chunk with an entry for which `isBehind` holds; it holds for all entries from some point on. */
  #chunkWhere(isBehind: (entry: T) => boolean): number {
    return firstIndex(this.#chunks, (chunk) => isBehind(chunk[chunk.length - 1] as T));
  }
}

function firstIndex<T>(list: readonly T[], holds: (entry: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
