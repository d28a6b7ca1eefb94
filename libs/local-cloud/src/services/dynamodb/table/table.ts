import { createHash, randomUUID, type KeyObject } from 'node:crypto';
import type { Host } from '../../../kernel/host.ts';
import { streamRecord, type StreamRecord } from '../streams/stream-record.ts';
import { TableStream } from '../streams/table-stream.ts';
import type { Commit, DeclaredItem, Token, Write } from '../storage/commit.ts';
import { encodeRecord, type LogHeader, type OtherPart } from '../storage/log-record.ts';
import { OWN_KEY, TableLog, type WrappedKey } from '../storage/table-log.ts';
import { attributeOf, isSameItem, type AttributeValue, type Item } from '../values/attribute-value.ts';
import { ItemStore } from './item-store.ts';
import { Mutex } from './mutex.ts';
import { keysOf, type TableConfiguration } from './table-configuration.ts';

/** Journals shorter than this are not worth rewriting. */
const WORTHWHILE = 1024 * 1024;
const ROWS_PER_RECORD = 200;

/** Transactions are remembered by their token that long. Source: Amazon DynamoDB API Reference, TransactWriteItems. */
export const TOKEN_LIFE = 10 * 60 * 1000;

/** What a commit will do, written down but not yet done. */
export interface Prepared {
  readonly n: number;
  readonly commit: Commit;
  readonly record: Buffer;
}

export interface CommitOptions {
  readonly byTtl?: true;
  readonly token?: Token;
  readonly declared?: readonly DeclaredItem[];
}

/** What a table knows of the other tables. */
export interface Surroundings {
  /** Whether no part of a transaction is in one journal only. */
  readonly mayCompact: () => boolean;
  /** There are new records in a stream. */
  readonly announce: (streamArn: string) => void;
}

const alone: Surroundings = { mayCompact: () => true, announce: () => undefined };

/** A table: its items in memory, its journal, and its stream. Who changes it holds the mutex. */
export class Table {
  readonly mutex = new Mutex();
  readonly log: TableLog;
  readonly items: ItemStore;
  readonly tokens = new Map<string, Token>();
  #declared: readonly DeclaredItem[] = [];
  #configuration: TableConfiguration;
  #stream: TableStream | undefined;
  #made = 0;
  #recoverySince: number | undefined;
  #lastChange = 0;
  /** Size of the journal at which it is looked at again. */
  #nextCheck = WORTHWHILE;
  readonly #host: Host;
  readonly #surroundings: Surroundings;

  constructor(
    host: Host,
    path: string,
    ownKey: KeyObject,
    configuration: TableConfiguration,
    surroundings: Surroundings = alone,
  ) {
    this.#host = host;
    this.#surroundings = surroundings;
    this.#configuration = configuration;
    this.items = new ItemStore(configuration);
    this.log = new TableLog(host, path, ownKey, {
      onTable: ({ made, recovery, stream }) => {
        this.#made = made;
        this.#recoverySince = recovery;
        this.#lastChange = Math.max(this.#lastChange, stream);
      },
      onStream: ({ arn, made }) => {
        this.#stream = arn === '' ? undefined : new TableStream(arn, made);
      },
      onSealed: ({ t }, content) => {
        if (t === 'commit') this.#do(JSON.parse(content) as Commit);
        if (t === 'rows')
          for (const item of (JSON.parse(content) as { items: readonly Item[] }).items) this.items.put(item);
        if (t === 'records') this.#stream?.add((JSON.parse(content) as { records: readonly StreamRecord[] }).records);
        if (t === 'declared') this.#declared = (JSON.parse(content) as Required<Pick<Commit, 'declared'>>).declared;
        if (t === 'tokens') {
          for (const each of (JSON.parse(content) as { tokens: readonly Token[] }).tokens)
            this.tokens.set(each.token, each);
        }
      },
    });
    this.log.sealWith(this.#keyFor(configuration));
  }

  get configuration(): TableConfiguration {
    return this.#configuration;
  }

  get id(): string {
    return this.log.tableId;
  }

  /** When it was made, milliseconds since the epoch. */
  get made(): number {
    return this.#made;
  }

  /** Since when there is point-in-time recovery, milliseconds since the epoch; undefined if there is none. */
  get recoverySince(): number | undefined {
    return this.#recoverySince;
  }

  get stream(): TableStream | undefined {
    return this.#stream;
  }

  /** Number of the last change that a stream has told. */
  get lastChange(): number {
    return this.#lastChange;
  }

  /** Whether the program has put in the item with that key. */
  hasDeclared(key: Item): boolean {
    return this.#declared.some((each) => isSameItem(each.key, key));
  }

  keyOf(item: Item): Item {
    return Object.fromEntries(
      keysOf(this.#configuration.schema).map(({ name }) => [name, attributeOf(item, name) as AttributeValue]),
    );
  }

  /** Writes that change something; all others leave no trace. */
  changing(writes: readonly Write[]): readonly Write[] {
    return writes.filter(({ item, key }) => {
      const before = this.items.get(key)?.item;
      if (before === undefined || item === undefined) return before !== item;
      return !isSameItem(before, item);
    });
  }

  /** Writes a commit down; whoever holds the mutex may `write` and then `finish` it. */
  prepare(
    writes: readonly Write[],
    { byTtl, declared, token }: CommitOptions = {},
    others?: readonly OtherPart[],
  ): Prepared {
    const n = this.log.last + 1;
    const commit: Commit = {
      at: this.#host.clock.now(),
      writes,
      ...(this.#stream !== undefined &&
        this.#configuration.stream !== undefined && {
          stream: { first: this.#lastChange + 1, viewType: this.#configuration.stream.viewType },
        }),
      ...(byTtl && { byTtl }),
      ...(token && { token }),
      ...(declared && { declared }),
    };
    return { n, commit, record: this.log.commitRecord(n, commit, others) };
  }

  /** Puts a commit in force that is on disk. */
  finish({ commit, n }: Prepared): void {
    this.log.committed(n);
    this.#do(commit);
    if (commit.stream !== undefined && this.#stream !== undefined) this.#surroundings.announce(this.#stream.arn);
  }

  /** Does these writes, all or none. Rejects with InternalServerError if the disk refuses. */
  async commit(writes: readonly Write[], options: CommitOptions = {}): Promise<void> {
    const changing = this.changing(writes);
    if (changing.length === 0 && options.token === undefined && options.declared === undefined) return;
    const prepared = this.prepare(changing, options);
    await this.log.append(prepared.record);
    this.finish(prepared);
  }

  /** Follows the graph. `newKey` is a data key to seal with from now on. */
  async follow(
    configuration: TableConfiguration,
    newKey?: { readonly wrapped: WrappedKey; readonly secret: KeyObject },
  ): Promise<void> {
    const now = this.#host.clock.now();
    const recoverySince = configuration.recoveryDays === undefined ? undefined : (this.#recoverySince ?? now);
    if (this.log.tableId === '' || recoverySince !== this.#recoverySince) {
      if (this.log.tableId === '') {
        this.#made = now;
        this.log.tableId = randomUUID();
      }
      this.#recoverySince = recoverySince;
      await this.log.append(encodeRecord(this.#tableHeader()));
    }
    this.#configuration = configuration;
    this.items.follow(configuration);
    if (newKey !== undefined) await this.log.addKey(newKey.wrapped, newKey.secret);
    const before = this.log.currentKey;
    this.log.sealWith(this.#keyFor(configuration));
    await this.#followStream(configuration);
    await this.#followItems(configuration);
    if (before !== this.log.currentKey || this.log.wrappedKeys().some(({ number }) => number !== this.log.currentKey)) {
      await this.compact();
    }
  }

  /** Whether the journal is due to be looked at. */
  get wantsCompaction(): boolean {
    return this.log.size >= this.#nextCheck;
  }

  /** Rewrites the journal if most of it is of no use any more. */
  async compactIfWorthwhile(): Promise<void> {
    const { size } = this.log;
    if (size < this.#nextCheck) return;
    if (size > 4 * (this.items.bytes + this.#streamBytes())) await this.compact();
    this.#nextCheck = Math.max(WORTHWHILE, 2 * this.log.size);
  }

  async compact(): Promise<void> {
    if (this.log.isLocked || !this.#surroundings.mayCompact()) return;
    await this.log.rewrite({
      table: this.#tableHeader(),
      stream: this.#streamHeader(),
      parts: () => this.#snapshot(),
    });
  }

  close(): Promise<void> {
    return this.log.close();
  }

  #do({ at, byTtl, declared, stream, token, writes }: Commit): void {
    if (token !== undefined) this.tokens.set(token.token, token);
    if (declared !== undefined) this.#declared = declared;
    const records: StreamRecord[] = [];
    let number = stream?.first ?? 0;
    for (const { item, key } of writes) {
      const before = this.items.get(key)?.item;
      if (item === undefined) this.items.delete(key);
      else this.items.put(item);
      if (stream === undefined || this.#stream === undefined) continue;
      const { viewType } = stream;
      const facts = { streamArn: this.#stream.arn, number, at, viewType, byTtl };
      records.push(streamRecord({ keys: key, before, after: item }, facts));
      this.#lastChange = number++;
    }
    this.#stream?.add(records);
  }

  async #followStream({ stream }: TableConfiguration): Promise<void> {
    if (this.log.isLocked || stream?.arn === this.#stream?.arn) return;
    this.#stream = stream && new TableStream(stream.arn, this.#host.clock.now());
    await this.log.append(encodeRecord(this.#streamHeader() ?? { t: 'stream', arn: '', made: 0 }));
  }

  /** Puts in what the program declares and has not been put in so; takes out what it declares no more. */
  async #followItems({ declaredItems }: TableConfiguration): Promise<void> {
    if (this.log.isLocked) return;
    const before = new Map(this.#declared.map((each) => [each.urn, each]));
    const declared = [...declaredItems].map(([urn, item]) => ({ urn, key: this.keyOf(item), digest: digestOf(item) }));
    const puts = declared
      .filter(({ digest, urn }) => before.get(urn)?.digest !== digest)
      .map(({ key, urn }) => ({ key, ...(declaredItems.get(urn) && { item: declaredItems.get(urn) }) }));
    const kept = new Set(declared.map(({ key }) => JSON.stringify(key)));
    const removals = this.#declared.filter(({ key }) => !kept.has(JSON.stringify(key))).map(({ key }) => ({ key }));
    if (puts.length + removals.length === 0 && declared.length === before.size) return;
    await this.commit([...removals, ...puts], { declared });
  }

  #keyFor({ encryption }: TableConfiguration): number {
    if (typeof encryption === 'string') return OWN_KEY;
    return this.log.wrappedKeys().findLast(({ arn }) => arn === encryption.keyArn)?.number ?? this.log.currentKey;
  }

  #tableHeader(): Extract<LogHeader, { t: 'table' }> {
    const recovery = this.#recoverySince;
    return {
      t: 'table',
      id: this.log.tableId,
      made: this.#made,
      last: this.log.last,
      stream: this.#lastChange,
      ...(recovery !== undefined && { recovery }),
    };
  }

  #streamHeader(): Extract<LogHeader, { t: 'stream' }> | undefined {
    return this.#stream && { t: 'stream', arn: this.#stream.arn, made: this.#stream.made };
  }

  #streamBytes(): number {
    const records = this.#stream?.records(this.#host.clock.now()) ?? [];
    return records.reduce((bytes, { size }) => bytes + size, 0);
  }

  *#snapshot(): Generator<{ readonly t: 'rows' | 'records' | 'tokens' | 'declared'; readonly content: object }> {
    for (const items of batches(this.items.rows(), ({ item }) => item)) yield { t: 'rows', content: { items } };
    const records = this.#stream?.records(this.#host.clock.now()) ?? [];
    for (const batch of batches(records.values(), (record) => record))
      yield { t: 'records', content: { records: batch } };
    const oldest = this.#host.clock.now() - TOKEN_LIFE;
    const tokens = [...this.tokens.values()].filter(({ at }) => at > oldest);
    if (tokens.length > 0) yield { t: 'tokens', content: { tokens } };
    if (this.#declared.length > 0) yield { t: 'declared', content: { declared: this.#declared } };
  }
}

function* batches<From, To>(all: IterableIterator<From>, read: (one: From) => To): Generator<readonly To[]> {
  let batch: To[] = [];
  for (const one of all) {
    batch.push(read(one));
    if (batch.length < ROWS_PER_RECORD) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Of a request, to tell whether it is the same. */
export const digestOf = (content: object): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64');
