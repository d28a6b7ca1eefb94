import { createHash } from 'node:crypto';

/** How often AWS WAF looks at the rates: requests are counted in steps of this. Source: AWS WAF Developer Guide, "Rate-based rule caveats". */
const STEP = 10_000;
/** Keys that are counted. Source: the same, "Listing IP addresses that are being rate limited": of more, those with the highest rates. */
const MOST_KEYS = 10_000;
/** Of so many keys that have been quiet the longest, the one with the lowest rate goes. */
const CANDIDATES = 16;
/** Clients choose the keys, and may choose long ones; addresses are no longer than this. */
const LONGEST_KEY = 64;

interface Count {
  /** Requests of each step, the newest last. */
  readonly steps: number[];
  newest: number;
  total: number;
}

/** Counts requests by key over the last seconds. */
export class RateCounter {
  readonly #limit: number;
  readonly #window: number;
  readonly #counts = new Map<string, Count>();

  /** `window`: seconds. */
  constructor(limit: number, window: number) {
    this.#limit = limit;
    this.#window = Math.max(1, Math.ceil((window * 1000) / STEP));
  }

  /** Counts one request; whether its key is over the limit now. */
  count(whole: string, now: number): boolean {
    const key = whole.length > LONGEST_KEY ? createHash('sha256').update(whole).digest('hex') : whole;
    const step = Math.floor(now / STEP);
    let count = this.#counts.get(key);
    if (count === undefined) {
      if (this.#counts.size >= MOST_KEYS) this.#makeRoom(step);
      count = { steps: [0], newest: step, total: 0 };
    } else this.#counts.delete(key);
    // Those that came last are at the end.
    this.#counts.set(key, count);
    this.#move(count, step);
    count.steps.push((count.steps.pop() ?? 0) + 1);
    return ++count.total > this.#limit;
  }

  /** Keys that are over the limit. */
  limited(now: number): readonly string[] {
    const step = Math.floor(now / STEP);
    return [...this.#counts]
      .filter(([, count]) => {
        this.#move(count, step);
        return count.total > this.#limit;
      })
      .map(([key]) => key);
  }

  #move(count: Count, step: number): void {
    // The clock was set back: what has been counted is as if it had come now, and goes a window from now.
    if (step < count.newest) count.newest = step;
    if (step - count.newest >= this.#window) {
      count.steps.length = 0;
      count.steps.push(0);
      count.total = 0;
      count.newest = step;
    }
    for (; count.newest < step; count.newest++) {
      count.steps.push(0);
      if (count.steps.length > this.#window) count.total -= count.steps.shift() ?? 0;
    }
  }

  #makeRoom(step: number): void {
    let lowest: { readonly key: string; readonly total: number } | undefined;
    let seen = 0;
    for (const [key, count] of this.#counts) {
      this.#move(count, step);
      if (lowest === undefined || count.total < lowest.total) lowest = { key, total: count.total };
      if (++seen === CANDIDATES) break;
    }
    if (lowest !== undefined) this.#counts.delete(lowest.key);
  }
}
