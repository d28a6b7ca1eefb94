import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import type { InputLogEvent } from './log-event.ts';
import { OpenSegment, type KeyedBatch } from './open-segment.ts';
import type { SegmentEvents } from './segment-events.ts';
import { SealedSegment } from './segment.ts';
import { emptySummary, extend, summaryOf, type StreamSummary } from './stream-summary.ts';

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

/** Services' own deliveries that have not been written yet. */
interface Delivery extends KeyedBatch {
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
  readonly #cache = new Map<SealedSegment, SegmentEvents>();
  #number = 0;
  #newest: OpenSegment;
  #closed = false;
  #unwritten: Delivery[] = [];
  /** The youngest unwritten batch of each stream. */
  readonly #youngest = new Map<number, Delivery>();
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
    this.#newest = this.#open();
  }

  /** Takes events in without waiting for the disk: what services write about themselves. */
  add(batch: KeyedBatch): void {
    const { stream, ingestionTime, first, events, key } = batch;
    this.#newest.remember(batch, summaryOf(batch));
    const youngest = this.#youngest.get(stream);
    if (
      youngest?.ingestionTime === ingestionTime &&
      youngest.key === key &&
      youngest.first + youngest.events.length === first
    ) {
      youngest.events.push(...events);
      return;
    }
    const begun = { ...batch, events: [...events] };
    if (this.#unwritten.length === 0) setTimeout(() => this.#flush(), FLUSH_DELAY).unref();
    this.#unwritten.push(begun);
    this.#youngest.set(stream, begun);
  }

  /** Takes events in once the disk has them; rejects, changing nothing, when it refuses. */
  async put(batch: KeyedBatch): Promise<void> {
    if (this.#closed) throw new Error('The log store is closed.');
    const segment = this.#newest;
    const summary = summaryOf(batch);
    const written = segment.append(batch, summary).then(() => segment.remember(batch, summary));
    // The segment must not be sealed between the write and its entry in the index.
    this.#puts.add(written);
    try {
      await written;
    } finally {
      this.#puts.delete(written);
      if (this.#newest.bytes >= SEGMENT_BYTES) this.#flush();
    }
  }

  /** What all segments say about a stream together; undefined if it has no events. */
  summary(stream: number): StreamSummary | undefined {
    const total = emptySummary();
    for (const { summaries } of this.#segments()) {
      const summary = summaries.get(stream);
      if (summary !== undefined) extend(total, summary);
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
    if (this.#closed) return;
    this.#closed = true;
    await this.#newest.close();
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #path(number: number): string {
    return join(this.#directory, `${String(number).padStart(8, '0')}.segment`);
  }

  #open(): OpenSegment {
    return new OpenSegment(this.#host, this.#path(this.#number), this.#isAlive);
  }

  *#segments(): Generator<{ summaries: ReadonlyMap<number, StreamSummary>; events: () => SegmentEvents }> {
    for (const segment of this.#sealed) yield { summaries: segment.summaries, events: () => this.#load(segment) };
    const { summaries, events } = this.#newest;
    yield { summaries, events: () => events };
  }

  #load(segment: SealedSegment): SegmentEvents {
    const known = this.#cache.get(segment);
    const events = known ?? segment.read(this.#isAlive);
    this.#cache.delete(segment);
    this.#cache.set(segment, events);
    const oldest = this.#cache.keys().next().value;
    if (this.#cache.size > CACHED_SEGMENTS && oldest !== undefined) this.#cache.delete(oldest);
    return events;
  }

  #flush(): void {
    this.#writeAll();
    if (this.#newest.bytes >= SEGMENT_BYTES && !this.#sealing) {
      this.#sealing = true;
      this.#flushing = this.#flushing.then(() => this.#seal()).finally(() => (this.#sealing = false));
    }
  }

  #writeAll(): void {
    // A closed store takes nothing in any more.
    if (this.#closed) return;
    const batches = this.#unwritten;
    this.#unwritten = [];
    this.#youngest.clear();
    for (const batch of batches) this.#write(batch);
  }

  #write(batch: Delivery): void {
    const { events } = batch;
    const written = this.#newest.append(batch, summaryOf(batch));
    const settled = written.then(
      () => undefined,
      (error: Error) => this.#host.log(`logs: ${events.length} events were not written to disk: ${error.message}`),
    );
    this.#flushing = this.#flushing.then(() => settled);
  }

  async #seal(): Promise<void> {
    while (this.#puts.size > 0) await Promise.allSettled(this.#puts);
    if (this.#newest.summaries.size === 0 || this.#closed) return;
    const full = this.#newest;
    this.#writeAll();
    this.#sealed.push(SealedSegment.seal(this.#host, full.path, full.summaries));
    this.#number += 1;
    this.#newest = this.#open();
    await full.close();
  }

  async #reclaim(cutoff: (stream: number) => number): Promise<void> {
    const expired = (stream: number, timestamp: number) => !this.#isAlive(stream) || timestamp < cutoff(stream);
    const overdue = (stream: number, timestamp: number) => expired(stream, timestamp + RECLAIM_DELAY);
    if ([...this.#newest.summaries].some(([stream, { firstTimestamp }]) => overdue(stream, firstTimestamp)))
      await this.#seal();
    for (const segment of [...this.#sealed]) {
      const streams = [...segment.summaries];
      if (streams.every(([stream, { lastTimestamp }]) => expired(stream, lastTimestamp))) this.#drop(segment);
      else if (streams.some(([stream, { firstTimestamp }]) => overdue(stream, firstTimestamp))) {
        const shrunk = await segment.shrink(this.#isAlive, expired);
        this.#cache.delete(segment);
        this.#sealed[this.#sealed.indexOf(segment)] = shrunk;
      }
    }
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
  /** The events; reads the segment if it is not in memory. */
  readonly events: () => SegmentEvents;
}
