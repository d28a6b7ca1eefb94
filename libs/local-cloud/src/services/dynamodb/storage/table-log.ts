import type { KeyObject } from 'node:crypto';
import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import { seal, unseal } from '../../../kernel/seal.ts';
import { InternalServerError } from '../errors.ts';
import {
  boundTo,
  decodeRecord,
  encodeRecord,
  type LogHeader,
  type OtherPart,
  type SealedHeader,
} from './log-record.ts';

/** A data key that KMS made for the table, as it is kept. */
export interface WrappedKey {
  readonly number: number;
  readonly arn: string;
  readonly ciphertext: Buffer;
  /** Id of the grant that lets DynamoDB itself open it. */
  readonly grant: string;
}

/** Gets every record back when the journal is opened, in order. */
export interface Replay {
  onTable(header: Extract<LogHeader, { t: 'table' }>): void;
  onStream(header: Extract<LogHeader, { t: 'stream' }>): void;
  /** `content` is JSON. */
  onSealed(header: SealedHeader, content: string): void;
}

/** The key that DynamoDB itself owns. */
export const OWN_KEY = 0;

/**
 * The journal of one table. What is about items is sealed, with DynamoDB's own key or with a data key of a KMS key; records under a
 * key that nobody has opened yet wait, with everything behind them.
 */
export class TableLog {
  tableId = '';
  readonly #journal: Journal;
  readonly #replay: Replay;
  readonly #secrets = new Map<number, KeyObject>();
  readonly #wrapped = new Map<number, WrappedKey>();
  readonly #parts: OtherPart[] = [];
  #waiting: Buffer[] = [];
  #sealedWith = OWN_KEY;
  #last = 0;
  /** Records that the disk refused after their transaction was through elsewhere; they go before any other. */
  #owed: Buffer[] = [];

  constructor(host: Host, path: string, ownKey: KeyObject, replay: Replay) {
    this.#replay = replay;
    this.#secrets.set(OWN_KEY, ownKey);
    this.#journal = host.openJournal(path, (record) => this.#read(record));
  }

  get size(): number {
    return this.#journal.size;
  }

  /** Number of the last commit, those that wait included. */
  get last(): number {
    return this.#last;
  }

  /** Whether somebody must open a key first: records wait for it, or would be sealed with it. */
  get isLocked(): boolean {
    return this.#waits || !this.#secrets.has(this.#sealedWith);
  }

  get owes(): boolean {
    return this.#owed.length > 0;
  }

  /** Number of the key that records are sealed with from now on. */
  get currentKey(): number {
    return this.#sealedWith;
  }

  wrappedKeys(): readonly WrappedKey[] {
    return [...this.#wrapped.values()];
  }

  /** Parts of transactions that belong to other tables, as they were found when the journal was opened. */
  takeParts(): readonly OtherPart[] {
    return this.#parts.splice(0);
  }

  sealWith(key: number): void {
    this.#sealedWith = key;
  }

  isOpen(key: number): boolean {
    return this.#secrets.has(key);
  }

  /** Opens a key; once all are open that records wait for, those are read. */
  open(key: number, secret: KeyObject): void {
    this.#secrets.set(key, secret);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const record of waiting) this.#read(record);
  }

  async addKey(key: WrappedKey, secret: KeyObject): Promise<void> {
    await this.append(encodeRecord(keyHeader(key)));
    this.#wrapped.set(key.number, key);
    this.#secrets.set(key.number, secret);
  }

  /** Rejects with InternalServerError if the disk refuses; nothing has changed then. */
  async append(record: Buffer): Promise<void> {
    try {
      while (this.#owed.length > 0) {
        await this.#journal.append(this.#owed[0] as Buffer);
        this.#owed.shift();
      }
      await this.#journal.append(record);
    } catch (error) {
      throw new InternalServerError(error);
    }
  }

  /** Appends a part of a transaction that is through in another journal; what the disk refuses is tried again with the next record. */
  async appendPart(record: Buffer): Promise<void> {
    this.#owed.push(record);
    try {
      while (this.#owed.length > 0) {
        await this.#journal.append(this.#owed[0] as Buffer);
        this.#owed.shift();
      }
    } catch {
      // Owed.
    }
  }

  commitRecord(n: number, content: object, others?: readonly OtherPart[]): Buffer {
    return this.#sealed({ t: 'commit', n, key: this.#sealedWith, ...(others && { others }) }, content);
  }

  committed(n: number): void {
    this.#last = n;
  }

  /** Reads a record of this table that was found elsewhere, and keeps it. */
  async adopt(record: Buffer): Promise<void> {
    await this.append(record);
    this.#read(record);
  }

  /** Replaces everything by what there is now. */
  async rewrite(snapshot: {
    readonly table: Extract<LogHeader, { t: 'table' }>;
    readonly stream: Extract<LogHeader, { t: 'stream' }> | undefined;
    readonly parts: () => Iterable<{
      readonly t: 'rows' | 'records' | 'tokens' | 'declared';
      readonly content: object;
    }>;
  }): Promise<void> {
    const key = this.#wrapped.get(this.#sealedWith);
    await this.#journal.rewrite(this.#rewritten(snapshot, key));
    for (const number of [...this.#wrapped.keys()]) {
      if (number === this.#sealedWith) continue;
      this.#wrapped.delete(number);
      this.#secrets.delete(number);
    }
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  get #waits(): boolean {
    return this.#waiting.length > 0;
  }

  *#rewritten(
    { parts, stream, table }: Parameters<TableLog['rewrite']>[0],
    key: WrappedKey | undefined,
  ): Generator<Buffer> {
    yield encodeRecord(table);
    if (key !== undefined) yield encodeRecord(keyHeader(key));
    if (stream !== undefined) yield encodeRecord(stream);
    let part = 0;
    for (const { content, t } of parts()) yield this.#sealed({ t, part: ++part, key: this.#sealedWith }, content);
  }

  #sealed(header: SealedHeader, content: object): Buffer {
    const secret = this.#secrets.get(header.key);
    if (secret === undefined) throw new Error(`Key ${header.key} of table ${this.tableId} is not open.`);
    return encodeRecord(header, seal(secret, Buffer.from(JSON.stringify(content)), boundTo(this.tableId, header)));
  }

  #read(record: Buffer): void {
    const { header, sealed } = decodeRecord(record);
    switch (header.t) {
      case 'table':
        this.tableId = header.id;
        this.#last = Math.max(this.#last, header.last);
        this.#replay.onTable(header);
        return;
      case 'key':
        this.#wrapped.set(header.key, {
          number: header.key,
          arn: header.arn,
          ciphertext: Buffer.from(header.ciphertext, 'base64'),
          grant: header.grant,
        });
        return;
      case 'stream':
        if (this.#waits) this.#waiting.push(record);
        else this.#replay.onStream(header);
        return;
    }
    if (header.t === 'commit') {
      // What waited is read a second time.
      if (header.n > this.#last) this.#parts.push(...(header.others ?? []));
      this.#last = Math.max(this.#last, header.n);
    }
    const secret = this.#secrets.get(header.key);
    if (secret === undefined || this.#waits) {
      this.#waiting.push(record);
      return;
    }
    const content = unseal(secret, sealed, boundTo(this.tableId, header));
    if (content === undefined) {
      throw new Error(
        `A record of table ${this.tableId} does not open with its key: it was changed, or belongs to another table.`,
      );
    }
    this.#replay.onSealed(header, content.toString());
  }
}

function keyHeader({ arn, ciphertext, grant, number }: WrappedKey): LogHeader {
  return { t: 'key', key: number, arn, ciphertext: ciphertext.toString('base64'), grant };
}
