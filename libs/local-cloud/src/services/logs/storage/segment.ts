import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Host } from '../../../kernel/host.ts';
import { openSegmentJournal } from './segment-journal.ts';
import { compareEvents, decodeRecord, streamOfRecord, type LogEvent } from './log-event.ts';

/** What is known of a stream's events in one segment without reading them. */
export interface StreamSummary {
  count: number;
  /** UTF-8 bytes of the messages and 26 for each event. */
  bytes: number;
  firstTimestamp: number;
  lastTimestamp: number;
  lastIngestionTime: number;
  lastSequence: number;
}

export type EventsByStream = Map<number, LogEvent[]>;

export function summarize(summaries: Map<number, StreamSummary>, stream: number, events: readonly LogEvent[]): void {
  let summary = summaries.get(stream);
  if (summary === undefined) {
    summary = emptySummary();
    summaries.set(stream, summary);
  }
  summary.count += events.length;
  for (const { timestamp, message, ingestionTime, sequence } of events) {
    summary.bytes += Buffer.byteLength(message) + 26;
    if (timestamp < summary.firstTimestamp) summary.firstTimestamp = timestamp;
    if (timestamp > summary.lastTimestamp) summary.lastTimestamp = timestamp;
    if (ingestionTime > summary.lastIngestionTime) summary.lastIngestionTime = ingestionTime;
    if (sequence > summary.lastSequence) summary.lastSequence = sequence;
  }
}

export const emptySummary = (): StreamSummary => ({
  count: 0,
  bytes: 0,
  firstTimestamp: Infinity,
  lastTimestamp: -Infinity,
  lastIngestionTime: -Infinity,
  lastSequence: -1,
});

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
    const unindexed = new SealedSegment(host, path, summaries);
    for (const [stream, events] of unindexed.read()) summarize(summaries, stream, events);
    writeIndex(path, summaries);
    return unindexed;
  }

  static seal(host: Host, path: string, summaries: ReadonlyMap<number, StreamSummary>): SealedSegment {
    writeIndex(path, summaries);
    return new SealedSegment(host, path, summaries);
  }

  /** Events of the streams `wanted` picks, each stream in order. Reads the file anew. */
  read(wanted: (stream: number) => boolean = () => true): EventsByStream {
    const events: EventsByStream = new Map();
    const journal = openSegmentJournal(this.#host, this.path, (payload) => {
      const stream = streamOfRecord(payload);
      if (!wanted(stream)) return;
      const known = events.get(stream);
      if (known === undefined) events.set(stream, decodeRecord(payload));
      else known.push(...decodeRecord(payload));
    });
    void journal.close();
    for (const list of events.values()) list.sort(compareEvents);
    return events;
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
