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
  readonly #stack: string;
  readonly #key: ReturnType<typeof openMasterKey>;
  readonly #journal: Journal;
  readonly #events = new Map<string, QueuedEvent>();
  #liveBytes = 0;
  readonly #sizes = new Map<string, number>();
  #rewriting: Promise<unknown> = Promise.resolve();
  #recovered: readonly QueuedEvent[];

  constructor(host: Pick<Host, 'dataDirectory' | 'openJournal' | 'log'>, stack: string) {
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

  /** Resolves once the event is on disk. Rejects when the disk refuses. */
  async put(event: QueuedEvent): Promise<void> {
    try {
      await this.#append({ event });
    } catch (error) {
      this.#forget(event.request.requestId);
      throw error;
    }
  }

  async done(requestId: string): Promise<void> {
    await this.#append({ done: requestId });
    if (this.#journal.size < SMALLEST_REWRITE || this.#liveBytes * 3 > this.#journal.size) return;
    this.#rewriting = this.#rewriting.then(() => this.#rewrite());
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

  async #rewrite(): Promise<void> {
    if (this.#liveBytes * 3 > this.#journal.size) return;
    await this.#journal.rewrite(this.#payloads());
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
