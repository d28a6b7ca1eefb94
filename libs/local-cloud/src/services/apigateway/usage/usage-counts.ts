import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import { dayOf, periodStart, type Quota } from './quota.ts';

/** Days that usage data is kept. Source: API Gateway API Reference, GetUsage. */
const KEPT_DAYS = 90;
/** Bytes the journal may reach before it is written anew, and how much it may grow from there. */
const LONG = 1024 * 1024;
const GROWTH = 4;

type CountRecord = readonly [plan: string, key: string, day: number, used: number];

/** Requests of one key in one plan. */
interface Counter {
  readonly plan: string;
  readonly key: string;
  /** Requests by day (see `dayOf`). */
  readonly days: Map<number, number>;
  /** The sum of the current period, so that a request costs one addition. */
  period: { readonly start: number; used: number } | undefined;
}

/**
 * How often the keys of one stack's usage plans were used. Counts are exact in memory; a request is answered without waiting for the
 * disk, so that a kill may lose what was counted in the same turn of the event loop.
 */
export class UsageCounts {
  readonly #host: Host;
  readonly #journal: Journal;
  readonly #counters = new Map<string, Counter>();
  #compactAt = LONG;

  constructor(host: Host, directory: string) {
    this.#host = host;
    this.#journal = host.openJournal(join(directory, 'usage.journal'), (payload) => {
      const [plan, key, day, used] = JSON.parse(payload.toString()) as CountRecord;
      this.#counter(plan, key).days.set(day, used);
    });
  }

  /** Counts a request; false, counting nothing, if the quota is used up. `now` in milliseconds. */
  take(plan: string, key: string, quota: Quota | undefined, now: number): boolean {
    const day = dayOf(now);
    const counter = this.#counter(plan, key);
    if (quota !== undefined) {
      const period = periodOf(counter, periodStart(day, quota));
      if (period.used >= quota.limit) return false;
      period.used += 1;
    } else {
      counter.period = undefined;
    }
    counter.days.set(day, (counter.days.get(day) ?? 0) + 1);
    this.#append([plan, key, day, counter.days.get(day) ?? 0]);
    return true;
  }

  /** Requests by day. */
  days(plan: string, key: string): ReadonlyMap<number, number> {
    return this.#counters.get(`${plan} ${key}`)?.days ?? none;
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  #counter(plan: string, key: string): Counter {
    const id = `${plan} ${key}`;
    let counter = this.#counters.get(id);
    if (counter === undefined) {
      counter = { plan, key, days: new Map(), period: undefined };
      this.#counters.set(id, counter);
    }
    return counter;
  }

  #append(record: CountRecord): void {
    this.#journal.append(Buffer.from(JSON.stringify(record))).catch((error: Error) => {
      this.#host.log(`apigateway: the usage of a key was not written to disk: ${error.message}`);
    });
    if (this.#journal.size > this.#compactAt) void this.#compact();
  }

  /** Leaves one record for each day that is still kept. */
  async #compact(): Promise<void> {
    this.#compactAt = Infinity;
    try {
      await this.#journal.rewrite(this.#live());
    } catch (error) {
      this.#host.log(`apigateway: the usage journal could not be shortened: ${(error as Error).message}`);
    }
    this.#compactAt = Math.max(LONG, GROWTH * this.#journal.size);
  }

  *#live(): Iterable<Buffer> {
    const first = dayOf(this.#host.clock.now()) - KEPT_DAYS;
    for (const { plan, key, days } of this.#counters.values()) {
      for (const [day, used] of days) {
        if (day < first) days.delete(day);
        else yield Buffer.from(JSON.stringify([plan, key, day, used] satisfies CountRecord));
      }
    }
  }
}

const none: ReadonlyMap<number, number> = new Map();

function periodOf(counter: Counter, start: number): { readonly start: number; used: number } {
  if (counter.period?.start === start) return counter.period;
  let used = 0;
  for (const [day, count] of counter.days) if (day >= start) used += count;
  counter.period = { start, used };
  return counter.period;
}
