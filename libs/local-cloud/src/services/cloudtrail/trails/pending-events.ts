import { rmSync } from 'node:fs';
import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';

/** An event that waits for its delivery. */
export interface PendingEvent {
  readonly region: string;
  readonly at: number;
  readonly text: string;
  readonly bytes: number;
}

/** Bytes of events that wait at most while a bucket or a group refuses them; then the oldest go. */
const MOST = 64 * 1024 * 1024;

/** Events a trail has recorded and not delivered yet: in memory, and in a journal for the time after a crash. */
export class PendingEvents {
  readonly #host: Pick<Host, 'openJournal' | 'log'>;
  readonly #path: string;
  readonly #name: string;
  readonly #journal: Journal;
  #events: PendingEvent[] = [];
  #bytes = 0;
  /** The journal is being written anew because events were dropped. */
  #shrinking: Promise<void> = Promise.resolve();

  constructor(host: Pick<Host, 'openJournal' | 'log'>, path: string, name: string) {
    this.#host = host;
    this.#path = path;
    this.#name = name;
    this.#journal = host.openJournal(path, (payload) => this.#admit(decode(payload)));
  }

  get bytes(): number {
    return this.#bytes;
  }

  all(): readonly PendingEvent[] {
    return this.#events;
  }

  add(event: Omit<PendingEvent, 'bytes'>): void {
    const payload = Buffer.from(`${event.region} ${event.at} ${event.text}`);
    this.#admit({ ...event, bytes: payload.length });
    this.#journal
      .append(payload)
      .catch((error: unknown) =>
        this.#host.log(
          `cloudtrail: an event of the trail ${this.#name} is in memory only: ${(error as Error).message}`,
        ),
      );
    if (this.#bytes > MOST) this.#dropOldest();
  }

  /** Forgets events that were delivered. A crash before it is done delivers them twice, as CloudTrail may. */
  async delivered(events: readonly PendingEvent[]): Promise<void> {
    const done = new Set(events);
    this.#events = this.#events.filter((event) => !done.has(event));
    this.#bytes = this.#events.reduce((sum, { bytes }) => sum + bytes, 0);
    await this.#journal.rewrite(this.#encoded());
  }

  async close(): Promise<void> {
    await this.#shrinking;
    await this.#journal.close();
  }

  async remove(): Promise<void> {
    await this.close();
    rmSync(this.#path, { force: true });
  }

  #admit(event: PendingEvent): void {
    this.#events.push(event);
    this.#bytes += event.bytes;
  }

  /** Read when the journal asks for it, so that it holds what came in meanwhile. */
  *#encoded(): Iterable<Buffer> {
    for (const { at, region, text } of this.#events) yield Buffer.from(`${region} ${at} ${text}`);
  }

  #dropOldest(): void {
    const before = this.#events.length;
    let from = 0;
    while (this.#bytes > MOST / 2) this.#bytes -= (this.#events[from++] as PendingEvent).bytes;
    this.#events = this.#events.slice(from);
    this.#host.log(
      `cloudtrail: ${before - this.#events.length} events of the trail ${this.#name} were dropped: they could not be delivered, and ` +
        `more than ${MOST / 1024 / 1024} MiB were waiting. aws cloudtrail get-trail-status says why.`,
    );
    this.#shrinking = this.#journal.rewrite(this.#encoded()).then(
      () => undefined,
      (error: unknown) =>
        this.#host.log(`cloudtrail: dropped events of ${this.#name} are still on disk: ${(error as Error).message}`),
    );
  }
}

function decode(payload: Buffer): PendingEvent {
  const line = payload.toString();
  const first = line.indexOf(' ');
  const second = line.indexOf(' ', first + 1);
  return {
    region: line.slice(0, first),
    at: Number(line.slice(first + 1, second)),
    text: line.slice(second + 1),
    bytes: payload.length,
  };
}
