/** Different values a distribution keeps exactly; beyond that it keeps them to about one percent. */
const EXACT = 100;
/** Steps per factor e of a value: neighbours differ by one percent. */
const STEPS = 100;

/** A statistic set, as `PutMetricData` takes it. */
export interface StatisticSet {
  readonly sampleCount: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** What became known of a metric within a period: a statistic set and, in bounded space, how often which value came. */
export class Distribution {
  count = 0;
  sum = 0;
  minimum = Infinity;
  maximum = -Infinity;
  /** How often each value came; less than `count` altogether if a statistic set was put whose values nobody knows. */
  #values = new Map<number, number>();
  #exact = true;

  add(given: number, count = 1): void {
    // A negative zero would not survive the journal's JSON.
    const value = given + 0;
    this.count += count;
    this.sum += value * count;
    if (value < this.minimum) this.minimum = value;
    if (value > this.maximum) this.maximum = value;
    this.#keep(value, count);
  }

  addSet({ maximum, minimum, sampleCount, sum }: StatisticSet): void {
    this.count += sampleCount;
    this.sum += sum;
    if (minimum < this.minimum) this.minimum = minimum;
    if (maximum > this.maximum) this.maximum = maximum;
    if (minimum === maximum) this.#keep(minimum, sampleCount);
  }

  merge(other: Distribution): void {
    this.count += other.count;
    this.sum += other.sum;
    if (other.minimum < this.minimum) this.minimum = other.minimum;
    if (other.maximum > this.maximum) this.maximum = other.maximum;
    for (const [value, count] of other.#values) this.#keep(value, count);
  }

  /** The value that `percent` of all values do not exceed; undefined if some are not known. */
  percentile(percent: number): number | undefined {
    const values = [...this.#values].sort(([a], [b]) => a - b);
    const known = values.reduce((sum, [, count]) => sum + count, 0);
    // Counts may be fractions: `PutMetricData` takes any.
    if (known === 0 || known < this.count - 1e-9) return undefined;
    let left = (known * percent) / 100;
    for (const [value, count] of values) {
      left -= count;
      if (left <= 1e-9) return Math.min(Math.max(value, this.minimum), this.maximum);
    }
    return this.maximum;
  }

  /** As a journal keeps it. */
  toRecord(): DistributionRecord {
    return [this.count, this.sum, this.minimum, this.maximum, [...this.#values].flat()];
  }

  static fromRecord([count, sum, minimum, maximum, values]: DistributionRecord): Distribution {
    const read = new Distribution();
    Object.assign(read, { count, sum, minimum, maximum });
    for (let at = 0; at < values.length; at += 2) read.#values.set(values[at] as number, values[at + 1] as number);
    read.#exact = read.#values.size <= EXACT;
    return read;
  }

  #keep(value: number, count: number): void {
    if (this.#exact && this.#values.size >= EXACT && !this.#values.has(value)) this.#coarsen();
    const key = this.#exact ? value : coarse(value);
    this.#values.set(key, (this.#values.get(key) ?? 0) + count);
  }

  #coarsen(): void {
    const exact = this.#values;
    this.#values = new Map();
    this.#exact = false;
    for (const [value, count] of exact) this.#keep(value, count);
  }
}

/** Count, sum, minimum, maximum, then values and their counts in turn. */
export type DistributionRecord = readonly [number, number, number, number, readonly number[]];

function coarse(value: number): number {
  return value === 0 ? 0 : Math.sign(value) * Math.exp(Math.round(Math.log(Math.abs(value)) * STEPS) / STEPS);
}
