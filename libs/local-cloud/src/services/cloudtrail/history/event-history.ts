import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import type { CloudtrailEvent } from '../events/cloudtrail-event.ts';

const DAY = 86_400_000;
/** Source: AWS CloudTrail User Guide, "Working with CloudTrail event history". */
const DAYS_KEPT = 90;
/** So many of the newest events can be found; older ones go sooner than after 90 days. */
export const EVENTS_KEPT = 200_000;
const FILE = /^events-(\d{4}-\d{2}-\d{2})\.journal$/;

/** What a look-up compares; the record itself lies on disk. */
export interface HistoryEntry extends Omit<CloudtrailEvent, 'text' | 'arns' | 'userArn' | 'resourceType'> {
  readonly day: string;
  readonly position: number;
}

type Stored = Omit<CloudtrailEvent, 'userArn' | 'arns'>;

/** Management events of the last 90 days: they belong to the account and need no trail. One journal a day. */
export class EventHistory {
  readonly #host: Pick<Host, 'clock' | 'openJournal' | 'log'>;
  readonly #directory: string;
  readonly #days = new Map<string, Journal>();
  #entries: HistoryEntry[] = [];
  #writing: Promise<unknown> = Promise.resolve();

  constructor(host: Pick<Host, 'clock' | 'openJournal' | 'log'>, directory: string) {
    this.#host = host;
    this.#directory = directory;
    for (const file of readdirSync(directory).sort()) {
      const day = FILE.exec(file)?.[1];
      if (day !== undefined) this.#open(day);
    }
    this.sweep();
  }

  /** The event can be found once it is on disk; `settle` waits for that. */
  add(event: CloudtrailEvent): void {
    const day = dayOf(event.at);
    const journal = this.#days.get(day) ?? this.#open(day);
    const { arns: _arns, userArn: _userArn, ...stored } = event;
    this.#writing = journal.append(Buffer.from(JSON.stringify(stored satisfies Stored))).then(
      (position) => this.#remember(stored, day, position),
      (error: unknown) => this.#host.log(`cloudtrail: an event was not stored: ${(error as Error).message}`),
    );
  }

  /** Newest first. */
  entries(): readonly HistoryEntry[] {
    const since = this.#host.clock.now() - DAYS_KEPT * DAY;
    return this.#entries.filter(({ at }) => at > since).reverse();
  }

  async text({ day, position }: HistoryEntry): Promise<string> {
    const journal = this.#days.get(day);
    if (journal === undefined) throw new Error(`The events of ${day} have expired.`);
    return (JSON.parse((await journal.read(position)).toString()) as Stored).text;
  }

  /** Resolves once everything added so far can be found. */
  async settle(): Promise<void> {
    await this.#writing;
  }

  /** Deletes the files of days that have expired. */
  sweep(): void {
    const now = this.#host.clock.now();
    const since = dayOf(now - DAYS_KEPT * DAY);
    for (const [day, journal] of [...this.#days]) {
      if (day >= since) continue;
      this.#days.delete(day);
      void journal.close();
      rmSync(join(this.#directory, `events-${day}.journal`), { force: true });
    }
    this.#entries = this.#entries.filter(({ day }) => day >= since);
  }

  async close(): Promise<void> {
    for (const journal of this.#days.values()) await journal.close();
  }

  #open(day: string): Journal {
    const journal = this.#host.openJournal(join(this.#directory, `events-${day}.journal`), (payload, position) =>
      this.#remember(JSON.parse(payload.toString()) as Stored, day, position),
    );
    this.#days.set(day, journal);
    return journal;
  }

  #remember(event: Stored, day: string, position: number): void {
    const { text: _text, ...entry } = event;
    this.#entries.push({ ...entry, day, position });
    if (this.#entries.length > EVENTS_KEPT * 1.1) this.#entries = this.#entries.slice(-EVENTS_KEPT);
  }
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
