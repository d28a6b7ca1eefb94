import { Distribution } from './distribution.ts';
import type { MetricIdentity } from './metric.ts';

/** Data of one metric within one minute, or within one second of a metric of high resolution. */
export interface Bucket {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly unit: string;
  distribution: Distribution;
  /** Not in the journal as it is now. */
  dirty: boolean;
}

/** Seconds a bucket covers. */
export type Resolution = 1 | 60;

/** All data of one metric, in order of time. */
export class Series {
  readonly identity: MetricIdentity;
  readonly key: string;
  #minutes: Bucket[] = [];
  #seconds: Bucket[] = [];
  /** Out of the store: whoever kept it must look for it again. */
  removed = false;

  constructor(identity: MetricIdentity, key: string) {
    this.identity = identity;
    this.key = key;
  }

  /** The bucket of that moment, made if it is missing. */
  bucket(at: number, unit: string, resolution: Resolution, made: () => void): Bucket {
    const start = at - (((at % (resolution * 1000)) + resolution * 1000) % (resolution * 1000));
    const buckets = resolution === 60 ? this.#minutes : this.#seconds;
    let place = buckets.length;
    for (; place > 0; place--) {
      const each = buckets[place - 1] as Bucket;
      if (each.start < start) break;
      if (each.start === start && each.unit === unit) return each;
    }
    const bucket: Bucket = { start, unit, distribution: new Distribution(), dirty: false };
    if (place === buckets.length) buckets.push(bucket);
    else buckets.splice(place, 0, bucket);
    made();
    return bucket;
  }

  buckets(resolution: Resolution): readonly Bucket[] {
    return resolution === 60 ? this.#minutes : this.#seconds;
  }

  /** When the newest data is from; -Infinity if there is none. */
  get newest(): number {
    return this.#minutes.at(-1)?.start ?? -Infinity;
  }

  get size(): number {
    return this.#minutes.length + this.#seconds.length;
  }

  /** Forgets what is older; returns how many buckets that were. */
  forget(minutesBefore: number, secondsBefore: number): number {
    const before = this.size;
    this.#minutes = since(this.#minutes, minutesBefore);
    this.#seconds = since(this.#seconds, secondsBefore);
    return before - this.size;
  }

  /**
   * Data from `start` (inclusive) to `end` (exclusive) by periods of that many milliseconds that begin at `start`; periods without data
   * are left out. With `unit`, only data of that unit.
   */
  periods(start: number, end: number, period: number, unit?: string): ReadonlyMap<number, Distribution> {
    const found = new Map<number, Distribution>();
    const buckets = period < 60_000 ? this.#seconds : this.#minutes;
    for (let at = firstSince(buckets, start); at < buckets.length; at++) {
      const bucket = buckets[at] as Bucket;
      if (bucket.start >= end) break;
      if (unit !== undefined && bucket.unit !== unit) continue;
      const from = start + Math.floor((bucket.start - start) / period) * period;
      let distribution = found.get(from);
      if (distribution === undefined) found.set(from, (distribution = new Distribution()));
      distribution.merge(bucket.distribution);
    }
    return found;
  }

  /** Units of the data in that time. */
  units(start: number, end: number): readonly string[] {
    return [
      ...new Set(this.#minutes.filter((each) => each.start >= start && each.start < end).map(({ unit }) => unit)),
    ];
  }
}

/** Index of the first bucket that starts then or later. */
function firstSince(buckets: readonly Bucket[], start: number): number {
  let low = 0;
  let high = buckets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle] as Bucket).start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

const since = (buckets: Bucket[], start: number): Bucket[] => {
  const first = firstSince(buckets, start);
  return first === 0 ? buckets : buckets.slice(first);
};
