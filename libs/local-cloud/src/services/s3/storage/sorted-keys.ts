/** Keys per chunk at most: inserting moves at most that many. */
const CHUNK = 512;

/** A set of object keys in the order S3 lists them: by their UTF-8 bytes. */
export class SortedKeys {
  readonly #chunks: string[][] = [];

  add(key: string): void {
    const at = this.#chunkFor(key);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push([key]);
      return;
    }
    const index = firstIndex(chunk, (each) => compareKeys(each, key) >= 0);
    if (chunk[index] === key) return;
    chunk.splice(index, 0, key);
    if (chunk.length > CHUNK) this.#chunks.splice(at + 1, 0, chunk.splice(CHUNK / 2));
  }

  delete(key: string): void {
    const at = this.#chunkFor(key);
    const chunk = this.#chunks[at];
    if (chunk === undefined) return;
    const index = firstIndex(chunk, (each) => compareKeys(each, key) >= 0);
    if (chunk[index] !== key) return;
    chunk.splice(index, 1);
    if (chunk.length === 0) this.#chunks.splice(at, 1);
  }

  /** The first key for which `reached` holds; it must hold for every key after one for which it holds. */
  seek(reached: (key: string) => boolean): string | undefined {
    const at = firstIndex(this.#chunks, (chunk) => reached(chunk.at(-1) as string));
    return this.#chunks[at]?.find(reached);
  }

  /** All keys from the first for which `reached` holds on. Not to be used across changes of the set. */
  *from(reached: (key: string) => boolean): Generator<string> {
    const at = firstIndex(this.#chunks, (chunk) => reached(chunk.at(-1) as string));
    for (let index = at; index < this.#chunks.length; index++) {
      const chunk = this.#chunks[index] as string[];
      const start = index === at ? firstIndex(chunk, reached) : 0;
      for (let i = start; i < chunk.length; i++) yield chunk[i] as string;
    }
  }

  /** The chunk that holds `key` or would take it. */
  #chunkFor(key: string): number {
    const at = firstIndex(this.#chunks, (chunk) => compareKeys(chunk.at(-1) as string, key) >= 0);
    return at === this.#chunks.length && at > 0 ? at - 1 : at;
  }
}

/** Order of the UTF-8 bytes. It is the order of UTF-16 units, except that surrogates stand for code points above all others. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xSurrogate = (x & 0xf800) === 0xd800;
    const ySurrogate = (y & 0xf800) === 0xd800;
    if (xSurrogate !== ySurrogate) return xSurrogate ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

/** Index of the first item for which `holds`, by bisection; the length if there is none. */
function firstIndex<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
