import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import { openMasterKey } from '../../../kernel/master-key-file.ts';
import { seal, unseal } from '../../../kernel/seal.ts';
import type { QueuedEvent } from './queued-event.ts';

/** Bytes from which on a journal that is mostly garbage is rewritten. */
const SMALLEST_REWRITE = 4 * 2 ** 20;

type EventRecord = { readonly event: QueuedEvent } | { readonly done: string };

/**
 * The events of one stack's functions that have been taken and not finished. They are encrypted on disk: an event may hold anything.
 * What is taken is on disk; a killed cloud runs it again.
 */
export class EventJournal {
  readonly #host: Pick<Host, 'log'>;
  readonly #stack: string;
  readonly #key: ReturnType<typeof openMasterKey>;
  readonly #journal: Journal;
  readonly #events = new Map<string, QueuedEvent>();
  #liveBytes = 0;
  readonly #sizes = new Map<string, number>();
  #rewriting: Promise<unknown> = Promise.resolve();
  #rewriteFrom = SMALLEST_REWRITE;
  #recovered: readonly QueuedEvent[];

  constructor(host: Pick<Host, 'dataDirectory' | 'openJournal' | 'log'>, stack: string) {
    this.#host = host;
    this.#stack = stack;
    const directory = host.dataDirectory(stack, 'lambda');
    this.#key = openMasterKey(directory);
    this.#journal = host.openJournal(join(directory, 'events.journal'), (payload) => {
      const plain = unseal(this.#key, payload, stack);
      if (plain === undefined) host.log(`lambda: an event of stack ${stack} cannot be decrypted and is lost.`);
      else this.#apply(JSON.parse(plain.toString()) as EventRecord, payload.length);
    });
    this.#recovered = [...this.#events.values()];
  }

  /** What an earlier process had taken and not finished, oldest first; once. */
  takeRecovered(): readonly QueuedEvent[] {
    const recovered = this.#recovered;
    this.#recovered = [];
    return recovered;
  }

  has(requestId: string): boolean {
    return this.#events.has(requestId);
  }

  /** Resolves once the event is on disk. Rejects when the disk refuses; then an event that was there before stays as it was. */
  async put(event: QueuedEvent): Promise<void> {
    const { requestId } = event.request;
    const [before, size = 0] = [this.#events.get(requestId), this.#sizes.get(requestId)];
    try {
      await this.#append({ event });
    } catch (error) {
      if (before === undefined) this.#forget(requestId);
      else this.#apply({ event: before }, size);
      throw error;
    }
  }

  async done(requestId: string): Promise<void> {
    await this.#append({ done: requestId });
    if (this.#isWorthRewriting()) this.#rewriting = this.#rewriting.then(() => this.#rewrite());
  }

  async close(): Promise<void> {
    await this.#rewriting;
    await this.#journal.close();
  }

  async #append(record: EventRecord): Promise<void> {
    const payload = this.#sealed(record);
    // Before the write, so that a rewrite that overtakes it has the record too.
    this.#apply(record, payload.length);
    await this.#journal.append(payload);
  }

  #isWorthRewriting(): boolean {
    return this.#journal.size >= this.#rewriteFrom && this.#liveBytes * 3 <= this.#journal.size;
  }

  /** A journal that cannot be rewritten is whole still: it is tried again when it has grown. */
  async #rewrite(): Promise<void> {
    if (!this.#isWorthRewriting()) return;
    try {
      await this.#journal.rewrite(this.#payloads());
      this.#rewriteFrom = SMALLEST_REWRITE;
    } catch (error) {
      this.#rewriteFrom = this.#journal.size + SMALLEST_REWRITE;
      this.#host.log(`lambda: the events of stack ${this.#stack} could not be rewritten: ${(error as Error).message}`);
    }
  }

  *#payloads(): Generator<Buffer> {
    for (const event of this.#events.values()) yield this.#sealed({ event });
  }

  #sealed(record: EventRecord): Buffer {
    return seal(this.#key, Buffer.from(JSON.stringify(record)), this.#stack);
  }

  #apply(record: EventRecord, bytes: number): void {
    if ('done' in record) return this.#forget(record.done);
    const { requestId } = record.event.request;
    this.#liveBytes += bytes - (this.#sizes.get(requestId) ?? 0);
    this.#sizes.set(requestId, bytes);
    this.#events.set(requestId, record.event);
  }

  #forget(requestId: string): void {
    this.#liveBytes -= this.#sizes.get(requestId) ?? 0;
    this.#sizes.delete(requestId);
    this.#events.delete(requestId);
  }
}
