import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import { compareEvents, decodeRecord, encodeRecord, streamOfRecord } from './log-event.ts';
import type { InputLogEvent, LogEvent } from './log-event.ts';
import { openSegmentJournal } from './segment-journal.ts';
import { emptySummary, SealedSegment, summarize, type EventsByStream, type StreamSummary } from './segment.ts';

/** Bytes after which a segment is sealed and a new one begun. */
const SEGMENT_BYTES = 4 * 2 ** 20;
/** Sealed segments kept decoded: whoever pages through a stream reads the same one again. */
const CACHED_SEGMENTS = 2;
/**
 * Milliseconds that services' own deliveries wait for company: this is about disk writes, not about the cloud's time. Readers see the
 * events at once; only a killed process loses what came in since.
 */
const FLUSH_DELAY = 5;
/** How long expired events may stay on disk: rewriting a segment for every expired event would be waste. */
const RECLAIM_DELAY = 24 * 60 * 60 * 1000;

interface Batch {
  readonly stream: number;
  readonly ingestionTime: number;
  readonly first: number;
  readonly events: InputLogEvent[];
}

/**
 * The events of one stack, in segments: the newest lives in memory as well as on disk, the others only on disk. What services deliver
 * within a few milliseconds is written together.
 */
export class EventStore {
  readonly #host: Host;
  readonly #directory: string;
  /** False for streams that have been deleted: their events are skipped and, in time, removed from the disk. */
  readonly #isAlive: (stream: number) => boolean;
  readonly #sealed: SealedSegment[] = [];
  readonly #cache = new Map<SealedSegment, EventsByStream>();
  #number = 0;
  #journal: Journal | undefined;
  #events: EventsByStream = new Map();
  #summaries = new Map<number, StreamSummary>();
  #bytes = 0;
  #unwritten: Batch[] = [];
  /** The youngest unwritten batch of each stream. */
  readonly #youngest = new Map<number, Batch>();
  #flushing: Promise<void> = Promise.resolve();
  #reclaiming: Promise<void> = Promise.resolve();
  #sealing = false;
  readonly #puts = new Set<Promise<unknown>>();

  constructor(host: Host, directory: string, isAlive: (stream: number) => boolean) {
    this.#host = host;
    this.#directory = directory;
    this.#isAlive = isAlive;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const numbers = readdirSync(directory)
      .flatMap((name) => /^(\d+)\.segment$/.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
    this.#number = numbers.pop() ?? 1;
    for (const number of numbers) this.#sealed.push(SealedSegment.open(host, this.#path(number)));
    this.#open();
  }

  /** Takes events in without waiting for the disk: what services write about themselves. */
  add(stream: number, ingestionTime: number, first: number, events: readonly InputLogEvent[]): void {
    this.#remember(stream, ingestionTime, first, events);
    const batch = this.#youngest.get(stream);
    if (batch?.ingestionTime === ingestionTime && batch.first + batch.events.length === first) {
      batch.events.push(...events);
      return;
    }
    const begun = { stream, ingestionTime, first, events: [...events] };
    if (this.#unwritten.length === 0) setTimeout(() => this.#flush(), FLUSH_DELAY).unref();
    this.#unwritten.push(begun);
    this.#youngest.set(stream, begun);
  }

  /** Takes events in once the disk has them; rejects, changing nothing, when it refuses. */
  async put(stream: number, ingestionTime: number, first: number, events: readonly InputLogEvent[]): Promise<void> {
    const written = this.#journalInUse()
      .append(encodeRecord(stream, ingestionTime, first, events))
      .then(() => this.#remember(stream, ingestionTime, first, events));
    // The segment must not be sealed between the write and its entry in the index.
    this.#puts.add(written);
    try {
      await written;
    } finally {
      this.#puts.delete(written);
      if (this.#bytes >= SEGMENT_BYTES) this.#flush();
    }
  }

  /** What all segments say about a stream together; undefined if it has no events. */
  summary(stream: number): StreamSummary | undefined {
    const total = emptySummary();
    for (const { summaries } of this.#segments()) {
      const summary = summaries.get(stream);
      if (summary === undefined) continue;
      total.count += summary.count;
      total.bytes += summary.bytes;
      total.firstTimestamp = Math.min(total.firstTimestamp, summary.firstTimestamp);
      total.lastTimestamp = Math.max(total.lastTimestamp, summary.lastTimestamp);
      total.lastIngestionTime = Math.max(total.lastIngestionTime, summary.lastIngestionTime);
      total.lastSequence = Math.max(total.lastSequence, summary.lastSequence);
    }
    return total.count === 0 ? undefined : total;
  }

  /** Segments with events of the wanted streams between `from` and `to` (inclusive), oldest segment first. */
  *overlapping(streams: ReadonlySet<number>, from: number, to: number): Generator<SegmentView> {
    for (const segment of this.#segments()) {
      let firstTimestamp = Infinity;
      let lastTimestamp = -Infinity;
      for (const [stream, summary] of segment.summaries) {
        if (!streams.has(stream)) continue;
        firstTimestamp = Math.min(firstTimestamp, summary.firstTimestamp);
        lastTimestamp = Math.max(lastTimestamp, summary.lastTimestamp);
      }
      if (firstTimestamp > to || lastTimestamp < from) continue;
      yield { firstTimestamp, lastTimestamp, events: segment.events };
    }
  }

  /** Removes from the disk what is older than `cutoff(stream)` or belongs to deleted streams. */
  reclaim(cutoff: (stream: number) => number): Promise<void> {
    this.#reclaiming = this.#reclaiming.then(() => this.#reclaim(cutoff));
    return this.#reclaiming;
  }

  /** Waits until everything taken in so far is on disk. */
  async flush(): Promise<void> {
    this.#flush();
    await this.#flushing;
  }

  async close(): Promise<void> {
    await this.#reclaiming;
    await this.flush();
    await this.#journal?.close();
    this.#journal = undefined;
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #path(number: number): string {
    return join(this.#directory, `${String(number).padStart(8, '0')}.segment`);
  }

  #open(): void {
    this.#bytes = 0;
    this.#events = new Map();
    this.#summaries = new Map();
    this.#journal = openSegmentJournal(this.#host, this.#path(this.#number), (payload) => {
      const stream = streamOfRecord(payload);
      if (!this.#isAlive(stream)) return;
      const events = decodeRecord(payload);
      insert(this.#events, stream, events);
      summarize(this.#summaries, stream, events);
      this.#bytes += payload.length;
    });
  }

  #journalInUse(): Journal {
    if (this.#journal === undefined) throw new Error('The log store is closed.');
    return this.#journal;
  }

  *#segments(): Generator<{ summaries: ReadonlyMap<number, StreamSummary>; events: () => EventsByStream }> {
    for (const segment of this.#sealed) yield { summaries: segment.summaries, events: () => this.#load(segment) };
    const events = this.#events;
    yield { summaries: this.#summaries, events: () => events };
  }

  #load(segment: SealedSegment): EventsByStream {
    const known = this.#cache.get(segment);
    const events = known ?? segment.read(this.#isAlive);
    this.#cache.delete(segment);
    this.#cache.set(segment, events);
    const oldest = this.#cache.keys().next().value;
    if (this.#cache.size > CACHED_SEGMENTS && oldest !== undefined) this.#cache.delete(oldest);
    return events;
  }

  #remember(stream: number, ingestionTime: number, first: number, events: readonly InputLogEvent[]): void {
    const stored: LogEvent[] = [];
    for (const [at, { timestamp, message }] of events.entries()) {
      stored.push({ timestamp, message, ingestionTime, sequence: first + at });
      this.#bytes += message.length + 32;
    }
    insert(this.#events, stream, stored);
    summarize(this.#summaries, stream, stored);
  }

  #flush(): void {
    this.#writeAll();
    if (this.#bytes >= SEGMENT_BYTES && !this.#sealing) {
      this.#sealing = true;
      this.#flushing = this.#flushing.then(() => this.#seal()).finally(() => (this.#sealing = false));
    }
  }

  #writeAll(): void {
    // A closed store takes nothing in any more.
    if (this.#journal === undefined) return;
    const batches = this.#unwritten;
    this.#unwritten = [];
    this.#youngest.clear();
    for (const batch of batches) this.#write(batch);
  }

  #write({ stream, ingestionTime, first, events }: Batch): void {
    const written = this.#journalInUse().append(encodeRecord(stream, ingestionTime, first, events));
    const settled = written.then(
      () => undefined,
      (error: Error) => this.#host.log(`logs: ${events.length} events were not written to disk: ${error.message}`),
    );
    this.#flushing = this.#flushing.then(() => settled);
  }

  async #seal(): Promise<void> {
    while (this.#puts.size > 0) await Promise.allSettled(this.#puts);
    if (this.#summaries.size === 0 || this.#journal === undefined) return;
    const journal = this.#journal;
    this.#writeAll();
    this.#sealed.push(SealedSegment.seal(this.#host, this.#path(this.#number), this.#summaries));
    this.#number += 1;
    this.#open();
    await journal.close();
  }

  async #reclaim(cutoff: (stream: number) => number): Promise<void> {
    const expired = (stream: number, timestamp: number) => !this.#isAlive(stream) || timestamp < cutoff(stream);
    const overdue = (stream: number, timestamp: number) => expired(stream, timestamp + RECLAIM_DELAY);
    if ([...this.#summaries].some(([stream, { firstTimestamp }]) => overdue(stream, firstTimestamp)))
      await this.#seal();
    for (const segment of [...this.#sealed]) {
      const streams = [...segment.summaries];
      if (streams.every(([stream, { lastTimestamp }]) => expired(stream, lastTimestamp))) this.#drop(segment);
      else if (streams.some(([stream, { firstTimestamp }]) => overdue(stream, firstTimestamp))) {
        await this.#shrink(segment, expired);
      }
    }
  }

  async #shrink(segment: SealedSegment, expired: (stream: number, timestamp: number) => boolean): Promise<void> {
    const summaries = new Map<number, StreamSummary>();
    const payloads: Buffer[] = [];
    for (const [stream, events] of segment.read(this.#isAlive)) {
      const kept = events.filter(({ timestamp }) => !expired(stream, timestamp));
      if (kept.length > 0) summarize(summaries, stream, kept);
      for (const event of kept) payloads.push(encodeRecord(stream, event.ingestionTime, event.sequence, [event]));
    }
    const journal = this.#host.openJournal(segment.path, () => undefined);
    await journal.rewrite(payloads);
    await journal.close();
    this.#cache.delete(segment);
    this.#sealed[this.#sealed.indexOf(segment)] = SealedSegment.seal(this.#host, segment.path, summaries);
  }

  #drop(segment: SealedSegment): void {
    this.#cache.delete(segment);
    this.#sealed.splice(this.#sealed.indexOf(segment), 1);
    segment.remove();
  }
}

export interface SegmentView {
  readonly firstTimestamp: number;
  readonly lastTimestamp: number;
  /** Every stream's events in order; reads the segment if it is not in memory. */
  readonly events: () => EventsByStream;
}

/** Appends in order; events that come late go to their place. */
function insert(all: EventsByStream, stream: number, events: readonly LogEvent[]): void {
  const known = all.get(stream);
  if (known === undefined) {
    all.set(stream, [...events].sort(compareEvents));
    return;
  }
  for (const event of events) {
    let at = known.length;
    while (at > 0 && compareEvents(known[at - 1] as LogEvent, event) > 0) at--;
    if (at === known.length) known.push(event);
    else known.splice(at, 0, event);
  }
}
