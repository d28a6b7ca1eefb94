import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import type { CloudtrailEvent } from '../events/cloudtrail-event.ts';

/** An event as it lies on disk. */
export type StoredEvent = Omit<CloudtrailEvent, 'userArn' | 'arns'>;

/** What a look-up compares; the record itself stays on disk. */
export interface HistoryEntry extends Omit<StoredEvent, 'text' | 'resourceType'> {
  /** Of the segment. */
  readonly number: number;
  readonly position: number;
}

/** One file of the event history. It is opened when it is first written to or looked into. */
export class Segment {
  readonly path: string;
  readonly day: string;
  readonly number: number;
  readonly #host: Pick<Host, 'openJournal'>;
  readonly #entries: HistoryEntry[] = [];
  #bytes: number;
  #journal: Journal | undefined;

  constructor(host: Pick<Host, 'openJournal'>, path: string, day: string, number: number, bytes: number) {
    this.#host = host;
    this.path = path;
    this.day = day;
    this.number = number;
    this.#bytes = bytes;
  }

  /** In the file, and on the way there. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Resolves once the event can be found. Rejects when the disk refuses. */
  async append(event: StoredEvent): Promise<void> {
    const payload = Buffer.from(JSON.stringify(event));
    this.#bytes += payload.length;
    this.#remember(event, await this.#open().append(payload));
  }

  /** Oldest first. */
  entries(): readonly HistoryEntry[] {
    this.#open();
    return this.#entries;
  }

  async text(position: number): Promise<string> {
    return (JSON.parse((await this.#open().read(position)).toString()) as StoredEvent).text;
  }

  async close(): Promise<void> {
    await this.#journal?.close();
  }

  #open(): Journal {
    return (this.#journal ??= this.#host.openJournal(this.path, (payload, position) =>
      this.#remember(JSON.parse(payload.toString()) as StoredEvent, position),
    ));
  }

  #remember(event: StoredEvent, position: number): void {
    const { text: _text, resourceType: _type, ...entry } = event;
    this.#entries.push({ ...entry, number: this.number, position });
  }
}
