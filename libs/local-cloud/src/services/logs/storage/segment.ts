import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Host } from '../../../kernel/host.ts';
import { encodeKeyRecord } from './encrypted-record.ts';
import { encodeRecord } from './log-event.ts';
import { SegmentEvents } from './segment-events.ts';
import { readSegment, toldDamage } from './segment-records.ts';
import { extendStream, summaryOf, summaryOfStored, type StreamSummary } from './stream-summary.ts';

/**
 * A finished part of the log: a journal of a few MiB that is only read again when somebody asks for what is in it. Its index, a
 * small file beside it, says which streams it holds and when; without the index it is read once and the index written again.
 */
export class SealedSegment {
  readonly path: string;
  readonly summaries: ReadonlyMap<number, StreamSummary>;
  readonly #host: Host;

  private constructor(host: Host, path: string, summaries: ReadonlyMap<number, StreamSummary>) {
    this.#host = host;
    this.path = path;
    this.summaries = summaries;
  }

  static open(host: Host, path: string): SealedSegment {
    const index = readIndex(path);
    if (index !== undefined) return new SealedSegment(host, path, index);
    const summaries = new Map<number, StreamSummary>();
    const journal = readSegment(host, path, {
      wanted: () => true,
      onEvents: (stream, events) => extendStream(summaries, stream, summaryOfStored(events)),
      onEncrypted: ({ stream, summary }) => extendStream(summaries, stream, summary),
    });
    void journal.close();
    return SealedSegment.seal(host, path, summaries);
  }

  static seal(host: Host, path: string, summaries: ReadonlyMap<number, StreamSummary>): SealedSegment {
    writeIndex(path, summaries);
    return new SealedSegment(host, path, summaries);
  }

  /** Events of the streams `wanted` picks. Reads the file anew. */
  read(wanted: (stream: number) => boolean): SegmentEvents {
    const events = new SegmentEvents(toldDamage(this.#host, this.path));
    const journal = readSegment(this.#host, this.path, {
      wanted,
      onEvents: (stream, stored) => events.add(stream, stored),
      onEncrypted: (batch) => events.addEncrypted(batch),
    });
    void journal.close();
    return events;
  }

  /**
   * Writes the segment anew without what is expired. An encrypted batch stays as it is until all of it is: nobody needs its key for
   * that, and none of its events is written in the clear.
   */
  async shrink(
    isAlive: (stream: number) => boolean,
    expired: (stream: number, timestamp: number) => boolean,
  ): Promise<SealedSegment> {
    const summaries = new Map<number, StreamSummary>();
    const payloads: Buffer[] = [];
    const keys = new Set<string>();
    for (const { stream, events, encrypted } of this.read(isAlive).streams()) {
      for (const event of events) {
        if (expired(stream, event.timestamp)) continue;
        const batch = { stream, ingestionTime: event.ingestionTime, first: event.sequence, events: [event] };
        payloads.push(encodeRecord(batch));
        extendStream(summaries, stream, summaryOf(batch));
      }
      for (const { key, payload, summary } of encrypted) {
        if (expired(stream, summary.lastTimestamp)) continue;
        if (!keys.has(key.id)) payloads.push(encodeKeyRecord(key));
        keys.add(key.id);
        payloads.push(payload);
        extendStream(summaries, stream, summary);
      }
    }
    const journal = this.#host.openJournal(this.path, () => undefined);
    await journal.rewrite(payloads);
    await journal.close();
    return SealedSegment.seal(this.#host, this.path, summaries);
  }

  remove(): void {
    rmSync(this.path, { force: true });
    rmSync(indexPath(this.path), { force: true });
  }
}

const indexPath = (path: string) => `${path}.index`;

function readIndex(path: string): Map<number, StreamSummary> | undefined {
  if (!existsSync(indexPath(path))) return undefined;
  try {
    return new Map(JSON.parse(readFileSync(indexPath(path), 'utf8')) as [number, StreamSummary][]);
  } catch {
    return undefined;
  }
}

function writeIndex(path: string, summaries: ReadonlyMap<number, StreamSummary>): void {
  const temporary = `${indexPath(path)}.new`;
  writeFileSync(temporary, JSON.stringify([...summaries]), { mode: 0o600 });
  renameSync(temporary, indexPath(path));
}
