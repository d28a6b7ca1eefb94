import { closeSync, existsSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import { HEADER } from '../../../kernel/journal-frame.ts';
import { StorageUnavailable } from '../errors.ts';
import { Gate } from './gate.ts';
import type { RecordPlace } from './object-version.ts';
import { decodeRecord, encodeRecord, sealedBodyOf, type StoredRecord } from './records.ts';

/** What the storage needs of the cloud. */
export type StorageHost = Pick<Host, 'openJournal' | 'log'>;

/** A record that still stands for something, as it is now. */
export interface LiveRecord {
  readonly record: StoredRecord;
  readonly place: RecordPlace;
}

/** A journal this small is not worth rewriting. */
const SMALLEST_REWRITE = 64 * 2 ** 20;

/** The journal of one bucket: knows how much of it is still of use and rewrites it when most is not. */
export class RecordLog {
  readonly #host: StorageHost;
  readonly #path: string;
  readonly #onRecord: (record: StoredRecord, place: RecordPlace) => void;
  readonly #liveRecords: () => Iterable<LiveRecord>;
  readonly #smallestRewrite: number;
  readonly #gate = new Gate();
  #journal: Journal | undefined;
  /** Bytes of payloads that still stand for something. */
  #live = 0;
  #rewriteAt: number;

  constructor(
    host: StorageHost,
    path: string,
    onRecord: (record: StoredRecord, place: RecordPlace) => void,
    liveRecords: () => Iterable<LiveRecord>,
    smallestRewrite = SMALLEST_REWRITE,
  ) {
    this.#host = host;
    this.#path = path;
    this.#onRecord = onRecord;
    this.#liveRecords = liveRecords;
    this.#smallestRewrite = smallestRewrite;
    this.#rewriteAt = smallestRewrite;
  }

  /** Replays the journal; true if there is one. A new bucket's is made with its first record. */
  replay(): boolean {
    if (!existsSync(this.#path)) return false;
    this.#open();
    return true;
  }

  /**
   * Writes a record; `admit` runs as soon as it is durable, before any later record's. Throws StorageUnavailable, having
   * changed nothing, when the disk refuses.
   */
  append<T>(payload: Buffer, admit: (place: RecordPlace) => T): Promise<T> {
    return this.#gate.shared(async () => {
      let position: number;
      try {
        position = await this.#open().append(payload);
      } catch (cause) {
        throw new StorageUnavailable(cause);
      }
      const admitted = admit({ position, length: payload.length });
      this.#rewriteIfWorthwhile();
      return admitted;
    });
  }

  /** The sealed body of the record at `place`. */
  readSealed(place: RecordPlace): Promise<Buffer> {
    return this.#gate.shared(async () => sealedBodyOf(await this.#open().read(place.position)));
  }

  keep(place: RecordPlace): void {
    this.#live += place.length;
  }

  discard(place: RecordPlace): void {
    this.#live -= place.length;
  }

  async close(): Promise<void> {
    await this.#gate.exclusive(async () => this.#journal?.close());
  }

  #open(): Journal {
    if (this.#journal === undefined) {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      this.#journal = this.#host.openJournal(this.#path, (payload, position) =>
        this.#onRecord(decodeRecord(payload), { position, length: payload.length }),
      );
    }
    return this.#journal;
  }

  #rewriteIfWorthwhile(): void {
    const size = this.#journal?.size ?? 0;
    if (size < this.#rewriteAt || this.#live > size / 2) return;
    this.#rewriteAt = Infinity;
    this.#rewrite().then(
      () => {
        this.#rewriteAt = this.#smallestRewrite;
      },
      (error: Error) => {
        this.#host.log(`s3: ${this.#path} could not be rewritten to reclaim space: ${error.message}`);
        this.#rewriteAt = size * 2;
      },
    );
  }

  #rewrite(): Promise<void> {
    return this.#gate.exclusive(async () => {
      const records = [...this.#liveRecords()];
      const lengths: number[] = [];
      const positions = await this.#open().rewrite(currentPayloads(this.#path, records, lengths));
      this.#live = 0;
      for (const [index, { place }] of records.entries()) {
        place.position = positions[index] as number;
        place.length = lengths[index] as number;
        this.keep(place);
      }
    });
  }
}

/** The records as they are now, read one by one so that a large journal does not pass through memory at once. */
function* currentPayloads(path: string, records: readonly LiveRecord[], lengths: number[]): Generator<Buffer> {
  const file = openSync(path, 'r');
  try {
    for (const { record, place } of records) {
      const former = Buffer.allocUnsafe(place.length);
      readSync(file, former, 0, place.length, place.position + HEADER);
      const payload = encodeRecord(record, [sealedBodyOf(former)]);
      lengths.push(payload.length);
      yield payload;
    }
  } finally {
    closeSync(file);
  }
}
