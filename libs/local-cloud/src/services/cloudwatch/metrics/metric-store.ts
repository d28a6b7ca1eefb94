import type { Clock } from '../../../kernel/clock.ts';
import type { MetricSample } from '../../../kernel/metrics.ts';
import type { Distribution, StatisticSet } from './distribution.ts';
import { metricKey, type MetricIdentity } from './metric.ts';
import { Series, type Bucket, type Resolution } from './series.ts';

const HOUR = 3_600_000;
/** Source: CloudWatch User Guide, "Metrics retention": 15 days of 60-second data, 3 hours of data of a higher resolution. */
export const MINUTES_KEPT = 15 * 24 * HOUR;
export const SECONDS_KEPT = 3 * HOUR;
/** Buckets of all metrics together; beyond that the oldest go before their time. */
const MOST_BUCKETS = 1_000_000;

/** A bucket that is not in the journal as it is now. */
export interface Unsaved {
  readonly series: Series;
  readonly bucket: Bucket;
  readonly resolution: Resolution;
}

export interface Datum {
  readonly identity: MetricIdentity;
  readonly unit: string;
  readonly timestamp: number;
  readonly resolution: Resolution;
  readonly values: readonly { readonly value: number; readonly count: number }[] | StatisticSet;
}

/** All metrics of the account, in bounded memory. */
export class MetricStore {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #series = new Map<string, Series>();
  /** Series by the list of dimensions they were recorded with, and their name: services use the same list again and again. */
  readonly #recorded = new WeakMap<object, Map<string, readonly Series[]>>();
  #unsaved: Unsaved[] = [];
  #buckets = 0;

  constructor(clock: Clock, most = MOST_BUCKETS) {
    this.#clock = clock;
    this.#most = most;
  }

  /** Takes what a service measured of itself: on the path of every request. */
  readonly record = (sample: MetricSample): void => {
    for (const series of this.#seriesOf(sample)) {
      this.#bucket(series, sample.timestamp, sample.unit, 60)?.add(sample.value);
    }
  };

  put({ identity, resolution, timestamp, unit, values }: Datum): void {
    const series = this.#seriesAt(identity);
    for (const each of resolution === 1 ? ([60, 1] as const) : ([60] as const)) {
      const distribution = this.#bucket(series, timestamp, unit, each);
      if ('sampleCount' in values) distribution?.addSet(values);
      else for (const { count, value } of values) distribution?.add(value, count);
    }
  }

  /** Puts back what a journal kept of a bucket. */
  restore(identity: MetricIdentity, resolution: Resolution, start: number, unit: string, kept: Distribution): void {
    if (start < this.#kept(resolution)) return;
    this.#seriesAt(identity).bucket(start, unit, resolution, () => this.#buckets++).distribution = kept;
  }

  find(identity: MetricIdentity): Series | undefined {
    return this.#series.get(metricKey(identity));
  }

  /** Series of a region, in order of namespace, name and dimensions. */
  in(region: string): readonly Series[] {
    return [...this.#series.values()]
      .filter(({ identity }) => identity.region === region)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Data by period, with what has expired left out. Times in milliseconds. */
  periods(
    identity: MetricIdentity,
    range: { readonly start: number; readonly end: number; readonly period: number },
    unit?: string,
  ): ReadonlyMap<number, Distribution> {
    const { end, period, start } = range;
    const horizon = this.#kept(period < 60_000 ? 1 : 60);
    const first = start < horizon ? start + Math.ceil((horizon - start) / period) * period : start;
    return this.find(identity)?.periods(first, end, period, unit) ?? new Map();
  }

  /** What is not in the journal; the caller writes it now, or gives it back. */
  takeUnsaved(): readonly Unsaved[] {
    const unsaved = this.#unsaved;
    this.#unsaved = [];
    for (const { bucket } of unsaved) bucket.dirty = false;
    return unsaved;
  }

  giveBack(unsaved: readonly Unsaved[]): void {
    for (const each of unsaved) {
      if (each.bucket.dirty) continue;
      each.bucket.dirty = true;
      this.#unsaved.push(each);
    }
  }

  /** Forgets what has expired, and the oldest if there is too much. */
  sweep(): void {
    this.#forget(this.#kept(60), this.#kept(1));
    if (this.#buckets >= this.#most) this.#forget(this.#horizonOf(this.#most * 0.9), this.#kept(1));
  }

  #forget(minutesBefore: number, secondsBefore: number): void {
    for (const [key, series] of this.#series) {
      this.#buckets -= series.forget(minutesBefore, Math.max(minutesBefore, secondsBefore));
      if (series.size > 0) continue;
      series.removed = true;
      this.#series.delete(key);
    }
  }

  /** The moment since when there are at most that many buckets. */
  #horizonOf(most: number): number {
    const perMinute = new Map<number, number>();
    for (const series of this.#series.values()) {
      for (const resolution of [60, 1] as const) {
        for (const { start } of series.buckets(resolution)) {
          const minute = Math.floor(start / 60_000) * 60_000;
          perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
        }
      }
    }
    let left = most;
    for (const [minute, count] of [...perMinute].sort(([a], [b]) => b - a)) {
      left -= count;
      if (left < 0) return minute + 60_000;
    }
    return -Infinity;
  }

  #kept(resolution: Resolution): number {
    return this.#clock.now() - (resolution === 60 ? MINUTES_KEPT : SECONDS_KEPT);
  }

  #bucket(series: Series, at: number, unit: string, resolution: Resolution): Distribution | undefined {
    const bucket = series.bucket(at, unit, resolution, () => this.#buckets++);
    if (!bucket.dirty) {
      bucket.dirty = true;
      this.#unsaved.push({ series, bucket, resolution });
    }
    if (this.#buckets > this.#most) this.sweep();
    return bucket.distribution;
  }

  #seriesOf({ dimensions, name, namespace, region }: MetricSample): readonly Series[] {
    let byName = this.#recorded.get(dimensions);
    if (byName === undefined) this.#recorded.set(dimensions, (byName = new Map<string, readonly Series[]>()));
    const known = byName.get(name);
    if (known?.every((each) => fits(each, region, namespace)) === true) return known;
    const found = dimensions.map((each) => this.#seriesAt({ region, namespace, name, dimensions: each }));
    byName.set(name, found);
    return found;
  }

  #seriesAt(identity: MetricIdentity): Series {
    const key = metricKey(identity);
    let series = this.#series.get(key);
    if (series === undefined) {
      const { dimensions, name, namespace, region } = identity;
      series = new Series({ region, namespace, name, dimensions: { ...dimensions } }, key);
      this.#series.set(key, series);
    }
    return series;
  }
}

const fits = ({ identity, removed }: Series, region: string, namespace: string): boolean =>
  !removed && identity.namespace === namespace && identity.region === region;
