import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import type { DataKey } from './data-key.ts';
import { encodeKeyRecord, encryptRecord } from './encrypted-record.ts';
import { encodeRecord, type LogEvent, type LogEventBatch } from './log-event.ts';
import { SegmentEvents } from './segment-events.ts';
import { readSegment, toldDamage } from './segment-records.ts';
import { extendStream, summaryOfStored, type StreamSummary } from './stream-summary.ts';

/** Events on their way into a segment. */
export interface KeyedBatch extends LogEventBatch {
  /** What encrypts them on disk; undefined for a group without a KMS key. */
  readonly key: DataKey | undefined;
}

/** The newest segment: it lives in memory as well as on disk. */
export class OpenSegment {
  readonly path: string;
  readonly events: SegmentEvents;
  readonly summaries = new Map<number, StreamSummary>();
  readonly #journal: Journal;
  /** Data keys that this process has put into the segment, and whether the disk took them. */
  readonly #keys = new Map<DataKey, Promise<unknown>>();
  #bytes = 0;

  constructor(host: Host, path: string, isAlive: (stream: number) => boolean) {
    this.path = path;
    this.events = new SegmentEvents(toldDamage(host, path));
    this.#journal = readSegment(host, path, {
      wanted: isAlive,
      onEvents: (stream, events, bytes) => {
        this.events.add(stream, events);
        extendStream(this.summaries, stream, summaryOfStored(events));
        this.#bytes += bytes;
      },
      onEncrypted: (batch, bytes) => {
        this.events.addEncrypted(batch);
        extendStream(this.summaries, batch.stream, batch.summary);
        this.#bytes += bytes;
      },
    });
  }

  /** About as many as are on disk. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Writes a batch to the disk; rejects, changing nothing, when that refuses. `summary` is the batch's. */
  append(batch: KeyedBatch, summary: StreamSummary): Promise<unknown> {
    const { key } = batch;
    if (key === undefined) return this.#journal.append(encodeRecord(batch));
    const keyWritten = this.#keyWritten(key);
    return this.#journal.append(encryptRecord(batch, summary, key)).then(() => keyWritten);
  }

  /** Shows a batch to readers. */
  remember(batch: KeyedBatch, summary: StreamSummary): void {
    const { stream, ingestionTime, first, key } = batch;
    const stored: LogEvent[] = [];
    for (const [at, { timestamp, message }] of batch.events.entries()) {
      stored.push({ timestamp, message, ingestionTime, sequence: first + at });
      this.#bytes += message.length + 32;
    }
    if (key === undefined) this.events.add(stream, stored);
    else this.events.addOpened(stream, stored, key.wrapped, summary);
    extendStream(this.summaries, stream, summary);
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  /** The record of the data key comes before the first batch under it; a batch counts as written only if its key is. */
  #keyWritten(key: DataKey): Promise<unknown> {
    const known = this.#keys.get(key);
    if (known !== undefined) return known;
    const written = this.#journal.append(encodeKeyRecord(key.wrapped));
    this.#keys.set(key, written);
    written.catch(() => this.#keys.delete(key));
    return written;
  }
}
