import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Journal } from '../../../kernel/journal.ts';
import type { StorageHost } from '../storage/record-log.ts';
import type { ObjectEvent } from './event-message.ts';
import type { Cause } from './notifier.ts';

/** An event that will be told if what it tells of has happened. */
export interface PromisedEvent {
  readonly event: ObjectEvent;
  readonly cause: Cause;
}

type PromiseRecord =
  | { readonly op: 'made'; readonly number: number; readonly promised: PromisedEvent }
  | { readonly op: 'kept'; readonly number: number };

const WORTHWHILE = 1024 * 1024;

/**
 * Events of one bucket that are promised before its objects change and kept once their target has them: a cloud that is killed between
 * the two finds them when it starts again. The journal is made with the first promise.
 */
export class PromisedEvents {
  readonly #host: StorageHost;
  readonly #path: string;
  readonly #open = new Map<number, PromisedEvent>();
  #journal: Journal | undefined;
  #last = 0;
  #rewriting = false;

  constructor(host: StorageHost, path: string) {
    this.#host = host;
    this.#path = path;
    if (existsSync(path)) this.#opened();
  }

  /** What was promised and not kept, by number. */
  open(): readonly (readonly [number, PromisedEvent])[] {
    return [...this.#open];
  }

  /** Resolves with the promise's number once it is on disk. */
  async make(promised: PromisedEvent): Promise<number> {
    const journal = this.#opened();
    const number = ++this.#last;
    // Before it is on disk, so that a rewrite meanwhile has it too.
    this.#open.set(number, promised);
    try {
      await journal.append(encode({ op: 'made', number, promised }));
    } catch (error) {
      this.#open.delete(number);
      throw error;
    }
    return number;
  }

  /** The event is told, or there is nothing to tell. */
  keep(number: number): void {
    this.#open.delete(number);
    this.#opened()
      .append(encode({ op: 'kept', number }))
      .catch((error: Error) => this.#host.log(`s3: an event may be told again after a restart: ${error.message}`));
    this.#rewrite();
  }

  async close(): Promise<void> {
    await this.#journal?.close();
  }

  #opened(): Journal {
    if (this.#journal === undefined) {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      this.#journal = this.#host.openJournal(this.#path, (payload) => this.#replay(payload));
    }
    return this.#journal;
  }

  #replay(payload: Buffer): void {
    const record = JSON.parse(payload.toString()) as PromiseRecord;
    this.#last = Math.max(this.#last, record.number);
    if (record.op === 'made') this.#open.set(record.number, record.promised);
    else this.#open.delete(record.number);
  }

  #rewrite(): void {
    const journal = this.#opened();
    if (this.#rewriting || journal.size < WORTHWHILE) return;
    this.#rewriting = true;
    const open = this.#open;
    const live = function* (): Generator<Buffer> {
      for (const [number, promised] of open) yield encode({ op: 'made', number, promised });
    };
    journal
      .rewrite(live())
      .catch((error: Error) => this.#host.log(`s3: promised events could not be rewritten: ${error.message}`))
      .finally(() => (this.#rewriting = false));
  }
}

function encode(record: PromiseRecord): Buffer {
  return Buffer.from(JSON.stringify(record));
}
