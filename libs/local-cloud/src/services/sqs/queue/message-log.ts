import type { Journal } from '../../../kernel/journal.ts';
import type { Host } from '../../../kernel/host.ts';
import type { KmsDataKey, Message } from './message.ts';

/** A duplicate of a FIFO message, sent before `until`, is that message. */
export interface Duplicate {
  readonly id: string;
  readonly number: number;
  readonly until: number;
}

/** What one journal holds: the messages of a queue, and what it must remember of those that are gone. */
export interface Stored {
  readonly messages: Map<number, Message>;
  readonly duplicates: Map<string, Duplicate>;
  lastNumber: number;
  /** When the queue was made and last changed; 0 before it is told. */
  made: number;
  modified: number;
  /** Digest of the configuration at the last change. */
  configuration: string;
}

type LogRecord =
  | {
      readonly op: 'queue';
      readonly made: number;
      readonly modified: number;
      readonly configuration: string;
      readonly last: number;
    }
  | {
      readonly op: 'key';
      readonly key: number;
      readonly arn: string;
      readonly context: Readonly<Record<string, string>>;
    }
  | ({ readonly op: 'message'; readonly key?: number } & Omit<Message, 'sealed' | 'firstReceivedAt'> & {
        readonly firstReceivedAt?: number;
      })
  | { readonly op: 'duplicate'; readonly of: string; readonly duplicate: Duplicate }
  | { readonly op: 'received'; readonly at: number; readonly until: number; readonly numbers: readonly number[] }
  | { readonly op: 'hidden'; readonly until: number; readonly numbers: readonly number[] }
  | { readonly op: 'gone'; readonly numbers: readonly number[] };

/** Journals shorter than this are not worth rewriting. */
const WORTHWHILE = 1024 * 1024;

/**
 * The journal of one queue: every change of its messages in the order in which it happened. Once most of it is about messages that are
 * gone, it is rewritten.
 */
export class MessageLog {
  readonly stored: Stored = {
    messages: new Map(),
    duplicates: new Map(),
    lastNumber: 0,
    made: 0,
    modified: 0,
    configuration: '',
  };
  readonly #journal: Journal;
  readonly #keys = new Map<KmsDataKey, number>();
  readonly #keysByNumber = new Map<number, KmsDataKey>();
  #lastKey = 0;
  #compacting = false;

  constructor(host: Host, path: string) {
    this.#journal = host.openJournal(path, (payload) => this.#replay(payload));
  }

  /** Bytes on disk. */
  get size(): number {
    return this.#journal.size;
  }

  async queue(): Promise<void> {
    await this.#journal.append(this.#queueRecord());
  }

  /** `duplicate` is remembered with the message, for FIFO queues. */
  async add(message: Message, duplicate?: { readonly of: string; readonly duplicate: Duplicate }): Promise<void> {
    const writes = this.#recordsOf(message).map((record) => this.#journal.append(record));
    if (duplicate !== undefined) writes.push(this.#journal.append(encode({ op: 'duplicate', ...duplicate })));
    try {
      await Promise.all(writes);
    } catch (error) {
      // The record of a key may be what is missing: later messages bring it along again.
      this.#keys.clear();
      throw error;
    }
  }

  async received(messages: readonly Message[], at: number, until: number): Promise<void> {
    await this.#journal.append(encode({ op: 'received', at, until, numbers: numbersOf(messages) }));
  }

  async hidden(messages: readonly Message[], until: number): Promise<void> {
    await this.#journal.append(encode({ op: 'hidden', until, numbers: numbersOf(messages) }));
  }

  async gone(messages: readonly Message[]): Promise<void> {
    await this.#journal.append(encode({ op: 'gone', numbers: numbersOf(messages) }));
  }

  /** Rewrites the journal if most of it is of no use any more. `live`: every message, those on their way into the journal too. */
  async compact(live: () => Iterable<Message>, bytes: number): Promise<void> {
    if (this.#compacting || this.#journal.size < WORTHWHILE || this.#journal.size < 4 * bytes) return;
    this.#compacting = true;
    try {
      await this.#journal.rewrite(this.#rewritten(live));
    } finally {
      this.#compacting = false;
    }
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  *#rewritten(live: () => Iterable<Message>): Generator<Buffer> {
    this.#keys.clear();
    this.#keysByNumber.clear();
    yield this.#queueRecord();
    for (const [of, duplicate] of this.stored.duplicates) yield encode({ op: 'duplicate', of, duplicate });
    for (const message of live()) yield* this.#recordsOf(message);
  }

  #queueRecord(): Buffer {
    const { made, modified, configuration, lastNumber: last } = this.stored;
    return encode({ op: 'queue', made, modified, configuration, last });
  }

  /** The message's record, behind that of its key if it is the first under it. */
  #recordsOf(message: Message): Buffer[] {
    const { sealed, firstReceivedAt, ...facts } = message;
    const records: Buffer[] = [];
    let key: number | undefined;
    if (sealed.key !== undefined) {
      key = this.#keys.get(sealed.key);
      if (key === undefined) {
        key = ++this.#lastKey;
        this.#keys.set(sealed.key, key);
        records.push(
          encode({ op: 'key', key, arn: sealed.key.keyArn, context: sealed.key.context }, sealed.key.ciphertext),
        );
      }
    }
    records.push(
      encode(
        {
          op: 'message',
          ...facts,
          ...(firstReceivedAt !== undefined && { firstReceivedAt }),
          ...(key !== undefined && { key }),
        },
        sealed.bytes,
      ),
    );
    return records;
  }

  #replay(payload: Buffer): void {
    const { record, rest } = decode(payload);
    const { messages, duplicates } = this.stored;
    switch (record.op) {
      case 'queue':
        this.stored.made = record.made;
        this.stored.modified = record.modified;
        this.stored.configuration = record.configuration;
        this.stored.lastNumber = Math.max(this.stored.lastNumber, record.last);
        return;
      case 'key': {
        const key = { keyArn: record.arn, context: record.context, ciphertext: rest };
        this.#keys.set(key, record.key);
        this.#keysByNumber.set(record.key, key);
        this.#lastKey = Math.max(this.#lastKey, record.key);
        return;
      }
      case 'message': {
        const { op: _, key, ...facts } = record;
        this.stored.lastNumber = Math.max(this.stored.lastNumber, record.number);
        const sealed = { key: key === undefined ? undefined : this.#keysByNumber.get(key), bytes: rest };
        messages.set(record.number, { firstReceivedAt: undefined, ...facts, sealed });
        return;
      }
      case 'duplicate':
        duplicates.set(record.of, record.duplicate);
        return;
      case 'received':
        for (const message of record.numbers.flatMap((number) => messages.get(number) ?? [])) {
          message.receiveCount += 1;
          message.visibleAt = record.until;
          message.firstReceivedAt ??= record.at;
        }
        return;
      case 'hidden':
        for (const message of record.numbers.flatMap((number) => messages.get(number) ?? []))
          message.visibleAt = record.until;
        return;
      case 'gone':
        for (const number of record.numbers) messages.delete(number);
        return;
    }
  }
}

const numbersOf = (messages: readonly Message[]): readonly number[] => messages.map(({ number }) => number);

/** Length of the facts (4 bytes), the facts in JSON, then what is sealed. */
function encode(record: LogRecord, rest: Buffer = Buffer.alloc(0)): Buffer {
  const facts = Buffer.from(JSON.stringify(record));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(facts.length);
  return Buffer.concat([length, facts, rest]);
}

function decode(payload: Buffer): { readonly record: LogRecord; readonly rest: Buffer } {
  const end = 4 + payload.readUInt32LE(0);
  return { record: JSON.parse(payload.subarray(4, end).toString()) as LogRecord, rest: payload.subarray(end) };
}
