import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import type { Principal } from '../../../kernel/principal.ts';
import type { KmsDataKey } from '../../sqs/queue/message.ts';

/** A published message that has not reached every subscriber yet. */
export interface Entry {
  readonly number: number;
  readonly id: string;
  readonly topicArn: string;
  readonly at: number;
  /** Who published it: its KMS key is opened for that principal again after a restart. */
  readonly principal: Principal;
  readonly key: KmsDataKey | undefined;
  readonly sealed: Buffer;
  /** ARNs of the subscriptions it is still to go to. */
  readonly pending: Set<string>;
}

type OutboxRecord =
  | {
      readonly op: 'published';
      readonly number: number;
      readonly id: string;
      readonly topicArn: string;
      readonly at: number;
      readonly principal: Principal;
      readonly pending: readonly string[];
      readonly key?: {
        readonly arn: string;
        readonly context: Readonly<Record<string, string>>;
        readonly ciphertext: string;
      };
    }
  | { readonly op: 'settled'; readonly number: number; readonly subscription: string };

const WORTHWHILE = 1024 * 1024;

/** Messages between publisher and subscribers, in a journal: a killed process delivers them when it starts again. */
export class Outbox {
  readonly #host: Host;
  readonly #journal: Journal;
  readonly #entries = new Map<number, Entry>();
  #last = 0;
  #bytes = 0;
  #compacting = false;

  constructor(host: Host, path: string) {
    this.#host = host;
    this.#journal = host.openJournal(path, (payload) => this.#replay(payload));
  }

  entries(): readonly Entry[] {
    return [...this.#entries.values()];
  }

  /** Resolves once the message is on disk. */
  async add(entry: Omit<Entry, 'number'>): Promise<Entry> {
    const added = { ...entry, number: ++this.#last };
    this.#keep(added);
    try {
      await this.#journal.append(encode(added));
    } catch (error) {
      this.#drop(added);
      throw error;
    }
    return added;
  }

  /** The message has reached the subscription, or never will. */
  settle(entry: Entry, subscription: string): void {
    entry.pending.delete(subscription);
    if (entry.pending.size === 0) this.#drop(entry);
    const record: OutboxRecord = { op: 'settled', number: entry.number, subscription };
    this.#journal.append(frame(record, Buffer.alloc(0))).catch((error: Error) => {
      this.#host.log(`sns: ${entry.id} may be delivered again after a restart: ${error.message}`);
    });
    this.#compact();
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  #keep(entry: Entry): void {
    this.#entries.set(entry.number, entry);
    this.#bytes += entry.sealed.length + 500;
  }

  #drop(entry: Entry): void {
    if (this.#entries.delete(entry.number)) this.#bytes -= entry.sealed.length + 500;
  }

  #compact(): void {
    if (this.#compacting || this.#journal.size < WORTHWHILE || this.#journal.size < 4 * this.#bytes) return;
    this.#compacting = true;
    const entries = this.#entries;
    const live = function* (): Generator<Buffer> {
      for (const entry of entries.values()) yield encode(entry);
    };
    this.#journal
      .rewrite(live())
      .catch((error: Error) => this.#host.log(`sns: the outbox could not be rewritten: ${error.message}`))
      .finally(() => (this.#compacting = false));
  }

  #replay(payload: Buffer): void {
    const end = 4 + payload.readUInt32LE(0);
    const record = JSON.parse(payload.subarray(4, end).toString()) as OutboxRecord;
    if (record.op === 'settled') {
      const entry = this.#entries.get(record.number);
      entry?.pending.delete(record.subscription);
      if (entry?.pending.size === 0) this.#drop(entry);
      return;
    }
    const { op: _, key, pending, ...facts } = record;
    this.#last = Math.max(this.#last, record.number);
    this.#keep({
      ...facts,
      pending: new Set(pending),
      key: key && { keyArn: key.arn, context: key.context, ciphertext: Buffer.from(key.ciphertext, 'base64') },
      sealed: payload.subarray(end),
    });
  }
}

function encode({ key, pending, sealed, ...facts }: Entry): Buffer {
  return frame(
    {
      op: 'published',
      ...facts,
      pending: [...pending],
      ...(key && { key: { arn: key.keyArn, context: key.context, ciphertext: key.ciphertext.toString('base64') } }),
    },
    sealed,
  );
}

function frame(record: OutboxRecord, rest: Buffer): Buffer {
  const facts = Buffer.from(JSON.stringify(record));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(facts.length);
  return Buffer.concat([length, facts, rest]);
}
