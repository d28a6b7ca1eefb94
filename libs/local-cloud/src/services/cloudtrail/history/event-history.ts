import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import type { CloudtrailEvent } from '../events/cloudtrail-event.ts';
import { Segment, type HistoryEntry, type StoredEvent } from './segment.ts';

const DAY = 86_400_000;
/** Source: AWS CloudTrail User Guide, "Working with CloudTrail event history". */
const DAYS_KEPT = 90;
const MIB = 1024 * 1024;
const FILE = /^events-(\d{4}-\d{2}-\d{2})-(\d{6})\.journal$/;

/** Bytes of one file, and of all: under a load that uses keys for every request, events would fill the disk otherwise. */
export interface HistoryLimits {
  readonly segment: number;
  readonly total: number;
}

/**
 * Management events of the last 90 days: they belong to the account and need no trail. They lie in files of one day each, or a part
 * of it; those of the past are read when somebody looks something up.
 */
export class EventHistory {
  readonly #host: Pick<Host, 'clock' | 'openJournal' | 'log'>;
  readonly #directory: string;
  readonly #limits: HistoryLimits;
  /** Oldest first; new events go into the last. */
  #segments: Segment[];
  #number: number;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(
    host: Pick<Host, 'clock' | 'openJournal' | 'log'>,
    directory: string,
    limits: HistoryLimits = { segment: 16 * MIB, total: 256 * MIB },
  ) {
    this.#host = host;
    this.#directory = directory;
    this.#limits = limits;
    const files = readdirSync(directory).sort();
    this.#segments = files.flatMap((file) => {
      const [, day, number] = FILE.exec(file) ?? [];
      if (day === undefined) return [];
      const path = join(directory, file);
      return [new Segment(host, path, day, Number(number), statSync(path).size)];
    });
    this.#number = this.#segments.reduce((most, { number }) => Math.max(most, number), 0);
    this.sweep();
  }

  /** The event can be found once it is on disk; `settle` waits for that. */
  add(event: CloudtrailEvent): void {
    const { arns: _arns, userArn: _userArn, ...stored } = event;
    this.#writing = this.#segmentFor(event.at)
      .append(stored satisfies StoredEvent)
      .catch((error: unknown) => this.#host.log(`cloudtrail: an event was not stored: ${(error as Error).message}`));
  }

  /** Newest first. */
  entries(): readonly HistoryEntry[] {
    const since = this.#host.clock.now() - DAYS_KEPT * DAY;
    return this.#segments
      .flatMap((segment) => segment.entries())
      .filter(({ at }) => at > since)
      .reverse();
  }

  /** The record of an event; undefined if it has gone since it was found. */
  async text({ number, position }: HistoryEntry): Promise<string | undefined> {
    return this.#segments.find((segment) => segment.number === number)?.text(position);
  }

  /** Resolves once everything added so far can be found. */
  async settle(): Promise<void> {
    await this.#writing;
  }

  /** Deletes what has expired, and the oldest of what is too much. */
  sweep(): void {
    const since = dayOf(this.#host.clock.now() - DAYS_KEPT * DAY);
    let bytes = this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
    const kept: Segment[] = [];
    for (const segment of this.#segments) {
      if (segment.day >= since && bytes <= this.#limits.total) {
        kept.push(segment);
        continue;
      }
      bytes -= segment.bytes;
      void segment.close();
      rmSync(segment.path, { force: true });
    }
    this.#segments = kept;
  }

  async close(): Promise<void> {
    for (const segment of this.#segments) await segment.close();
  }

  #segmentFor(at: number): Segment {
    const day = dayOf(at);
    const last = this.#segments.at(-1);
    if (last?.day === day && last.bytes < this.#limits.segment) return last;
    this.sweep();
    const number = ++this.#number;
    const path = join(this.#directory, `events-${day}-${String(number).padStart(6, '0')}.journal`);
    const segment = new Segment(this.#host, path, day, number, 0);
    this.#segments.push(segment);
    return segment;
  }
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
