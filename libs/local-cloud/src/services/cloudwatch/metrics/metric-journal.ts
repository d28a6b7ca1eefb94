import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import { Distribution, type DistributionRecord } from './distribution.ts';
import { metricKey, type MetricIdentity } from './metric.ts';
import { MINUTES_KEPT, type MetricStore, type Unsaved } from './metric-store.ts';
import type { Resolution } from './series.ts';

const DAY = 86_400_000;
const FILE = /^metrics-(\d{4}-\d{2}-\d{2})\.journal$/;

/** Metrics by their number in this file where they come for the first time, then buckets: whoever comes later wins. */
interface JournalRecord {
  readonly metrics: readonly (readonly [number, MetricIdentity])[];
  readonly buckets: readonly (readonly [number, Resolution, number, string, DistributionRecord])[];
}

interface DayFile {
  readonly journal: Journal;
  /** Numbers of the metrics in this file, by their keys. */
  readonly numbers: Map<string, number>;
  next: number;
}

/** Keeps the buckets of a store on disk, one journal for each day of theirs, which goes as a whole once they have expired. */
export class MetricJournal {
  readonly #host: Pick<Host, 'clock' | 'openJournal'>;
  readonly #directory: string;
  readonly #store: MetricStore;
  readonly #days = new Map<string, DayFile>();

  /** Reads back into the store what has not expired. */
  constructor(host: Pick<Host, 'clock' | 'openJournal'>, directory: string, store: MetricStore) {
    this.#host = host;
    this.#directory = directory;
    this.#store = store;
    for (const file of readdirSync(directory).sort()) {
      const day = FILE.exec(file)?.[1];
      if (day !== undefined && !this.#isOver(day)) this.#open(day);
    }
  }

  /** Resolves once everything recorded so far is on disk. Rejects, losing nothing, when the disk refuses. */
  async save(): Promise<void> {
    const unsaved = this.#store.takeUnsaved();
    if (unsaved.length === 0) return;
    const byDay = Map.groupBy(unsaved, ({ bucket }) => dayOf(bucket.start));
    try {
      await Promise.all([...byDay].map(([day, those]) => this.#append(day, those)));
    } catch (error) {
      this.#store.giveBack(unsaved);
      throw error;
    }
  }

  /** Deletes the files of days that have expired. */
  async sweep(): Promise<void> {
    for (const [day, { journal }] of [...this.#days]) {
      if (!this.#isOver(day)) continue;
      this.#days.delete(day);
      await journal.close();
    }
    for (const file of readdirSync(this.#directory)) {
      const day = FILE.exec(file)?.[1];
      if (day !== undefined && this.#isOver(day)) rmSync(join(this.#directory, file), { force: true });
    }
  }

  async close(): Promise<void> {
    for (const { journal } of this.#days.values()) await journal.close();
  }

  async #append(day: string, unsaved: readonly Unsaved[]): Promise<void> {
    const file = this.#days.get(day) ?? this.#open(day);
    const { journal, numbers } = file;
    const metrics: [number, MetricIdentity][] = [];
    const buckets = unsaved.map(({ bucket, resolution, series }) => {
      let number = numbers.get(series.key);
      if (number === undefined) {
        number = file.next++;
        numbers.set(series.key, number);
        metrics.push([number, series.identity]);
      }
      return [number, resolution, bucket.start, bucket.unit, bucket.distribution.toRecord()] as const;
    });
    const record: JournalRecord = { metrics, buckets };
    try {
      await journal.append(Buffer.from(JSON.stringify(record)));
    } catch (error) {
      // Their numbers are not in the file: the next record must bring them.
      for (const [, identity] of metrics) numbers.delete(metricKey(identity));
      throw error;
    }
  }

  #open(day: string): DayFile {
    const identities = new Map<number, MetricIdentity>();
    const numbers = new Map<string, number>();
    const journal = this.#host.openJournal(join(this.#directory, `metrics-${day}.journal`), (payload) => {
      const { buckets, metrics } = JSON.parse(payload.toString()) as JournalRecord;
      for (const [number, identity] of metrics) {
        identities.set(number, identity);
        numbers.set(metricKey(identity), number);
      }
      for (const [number, resolution, start, unit, kept] of buckets) {
        const identity = identities.get(number);
        if (identity !== undefined)
          this.#store.restore(identity, resolution, start, unit, Distribution.fromRecord(kept));
      }
    });
    const file = { journal, numbers, next: 1 + Math.max(-1, ...identities.keys()) };
    this.#days.set(day, file);
    return file;
  }

  #isOver(day: string): boolean {
    return Date.parse(day) + DAY < this.#host.clock.now() - MINUTES_KEPT;
  }
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
