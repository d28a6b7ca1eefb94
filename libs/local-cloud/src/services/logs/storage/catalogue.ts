import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';

/** A stream of a group. `sequence` is the number of the next event. */
export interface LogStream {
  readonly id: number;
  readonly name: string;
  readonly createdAt: number;
  readonly group: StoredGroup;
  sequence: number;
  /** The latest one, whatever became of the clock since. */
  lastIngestionTime: number | undefined;
}

/** What is stored of a group; how long its events live is the graph's business. */
export interface StoredGroup {
  readonly id: number;
  readonly region: string;
  readonly name: string;
  readonly createdAt: number;
  /** Made by a service because nobody declared it. */
  readonly byService: boolean;
  /** The KMS key that was accepted for it, so that a restart does not judge it anew. */
  kmsKeyId: string | undefined;
  /** Data protection policies it has or had, the oldest first. */
  readonly protection: ProtectionPeriod[];
  readonly streams: Map<string, LogStream>;
}

/** Events that came in from the one moment to the other, both included, are under the policy. Milliseconds since the epoch. */
export interface ProtectionPeriod {
  readonly from: number;
  /** Infinity while the policy is in force. */
  to: number;
  readonly policyDocument: string;
}

type CatalogueRecord =
  | {
      readonly made: 'group';
      readonly id: number;
      readonly region: string;
      readonly name: string;
      readonly at: number;
      readonly byService: boolean;
    }
  | { readonly made: 'stream'; readonly id: number; readonly group: number; readonly name: string; readonly at: number }
  | { readonly associated: number; readonly kmsKeyId: string | null }
  | { readonly protected: number; readonly policyDocument: string | null; readonly at: number }
  | { readonly gone: number };

/**
 * The groups and streams of one stack, in a journal of their own. Ids are never used again, so events of a deleted stream stay
 * recognisable as nobody's until their segment is cleaned.
 */
export class Catalogue {
  readonly #host: Host;
  readonly #journal: Journal;
  readonly #groups = new Map<number, StoredGroup>();
  readonly #streams = new Map<number, LogStream>();
  #lastId = 0;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(host: Host, path: string) {
    this.#host = host;
    this.#journal = host.openJournal(path, (payload) => this.#apply(JSON.parse(payload.toString()) as CatalogueRecord));
  }

  groups(): IterableIterator<StoredGroup> {
    return this.#groups.values();
  }

  group(region: string, name: string): StoredGroup | undefined {
    for (const group of this.#groups.values()) if (group.name === name && group.region === region) return group;
    return undefined;
  }

  stream(id: number): LogStream | undefined {
    return this.#streams.get(id);
  }

  streams(): IterableIterator<LogStream> {
    return this.#streams.values();
  }

  addGroup(region: string, name: string, at: number, byService: boolean): StoredGroup {
    const id = this.#lastId + 1;
    this.#record({ made: 'group', id, region, name, at, byService });
    return this.#groups.get(id) as StoredGroup;
  }

  removeGroup(group: StoredGroup): void {
    this.#record({ gone: group.id });
  }

  /** `undefined` takes the KMS key away. */
  associate(group: StoredGroup, kmsKeyId: string | undefined): void {
    this.#record({ associated: group.id, kmsKeyId: kmsKeyId ?? null });
  }

  /**
   * `undefined` takes the data protection policy away, for events to come: should the clock of the machine have been set back, those
   * that have come in came before.
   */
  protect(group: StoredGroup, policyDocument: string | undefined, now: number): void {
    let at = now;
    for (const { lastIngestionTime = 0 } of group.streams.values()) at = Math.max(at, lastIngestionTime);
    this.#record({ protected: group.id, policyDocument: policyDocument ?? null, at });
  }

  addStream(group: StoredGroup, name: string, at: number): LogStream {
    const id = this.#lastId + 1;
    this.#record({ made: 'stream', id, group: group.id, name, at });
    return this.#streams.get(id) as LogStream;
  }

  removeStream(stream: LogStream): void {
    this.#record({ gone: stream.id });
  }

  /** Waits until the last change is on disk; rejects when the disk refused it. */
  async written(): Promise<void> {
    await this.#lastWrite;
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  #record(record: CatalogueRecord): void {
    this.#apply(record);
    this.#lastWrite = this.#journal.append(Buffer.from(JSON.stringify(record)));
    this.#lastWrite.catch((error: Error) => {
      this.#host.log(`logs: the list of log streams was not written to disk: ${error.message}`);
      // Or a stream would take events in that nobody finds after a restart.
      if ('made' in record && record.made === 'stream') this.#forget(record.id);
    });
  }

  #apply(record: CatalogueRecord): void {
    if ('gone' in record) return this.#forget(record.gone);
    if ('associated' in record) {
      const group = this.#groups.get(record.associated);
      if (group !== undefined) group.kmsKeyId = record.kmsKeyId ?? undefined;
      return;
    }
    if ('protected' in record) {
      const { at, policyDocument } = record;
      const group = this.#groups.get(record.protected);
      for (const period of group?.protection ?? []) period.to = Math.min(period.to, Math.max(period.from, at));
      if (policyDocument !== null) group?.protection.push({ from: at, to: Infinity, policyDocument });
      return;
    }
    this.#lastId = Math.max(this.#lastId, record.id);
    const { id, name, at: createdAt } = record;
    if (record.made === 'group') {
      const { region, byService } = record;
      const streams = new Map<string, LogStream>();
      this.#groups.set(id, { id, region, name, createdAt, byService, kmsKeyId: undefined, protection: [], streams });
      return;
    }
    const group = this.#groups.get(record.group);
    if (group === undefined) return;
    const stream: LogStream = { id, name, createdAt, group, sequence: 0, lastIngestionTime: undefined };
    group.streams.set(name, stream);
    this.#streams.set(id, stream);
  }

  #forget(id: number): void {
    const stream = this.#streams.get(id);
    if (stream !== undefined) stream.group.streams.delete(stream.name);
    for (const { id: each } of this.#groups.get(id)?.streams.values() ?? []) this.#streams.delete(each);
    this.#streams.delete(id);
    this.#groups.delete(id);
  }
}
