import type { Unwrap, WrappedKey } from './data-key.ts';
import { decryptRecord, type EncryptedBatch } from './encrypted-record.ts';
import { compareEvents, type LogEvent } from './log-event.ts';
import type { StreamSummary } from './stream-summary.ts';

interface StreamEvents {
  readonly events: LogEvent[];
  /** Whether `events` are in order. */
  sorted: boolean;
  /** Batches that nobody has opened since they were read from the disk. */
  encrypted: EncryptedBatch[];
  /** Times of the events under each data key, opened or not: who wants to see those must be able to use it. */
  readonly keys: Map<WrappedKey, { first: number; last: number }>;
}

/**
 * The events of one segment in memory. Those of an encrypted log group are opened when somebody first asks for them; everybody who asks
 * must be able to open the data keys himself, whether the events have been opened already or not.
 */
export class SegmentEvents {
  readonly #streams = new Map<number, StreamEvents>();
  /** Told of a batch that its own key does not open. */
  readonly #onDamage: (batch: EncryptedBatch) => void;

  constructor(onDamage: (batch: EncryptedBatch) => void) {
    this.#onDamage = onDamage;
  }

  add(stream: number, events: readonly LogEvent[]): void {
    insert(this.#stream(stream), events);
  }

  /** Events that are encrypted on disk and known already: they have just come in. */
  addOpened(stream: number, events: readonly LogEvent[], key: WrappedKey, summary: StreamSummary): void {
    const known = this.#stream(stream);
    insert(known, events);
    cover(known, key, summary);
  }

  addEncrypted(batch: EncryptedBatch): void {
    const known = this.#stream(batch.stream);
    known.encrypted.push(batch);
    cover(known, batch.key, batch.summary);
  }

  /**
   * Events of a stream in order, those between `from` and `to` (inclusive) at least. Opens the data keys of that time with `unwrap` and
   * throws what that throws.
   */
  of(stream: number, from: number, to: number, unwrap: Unwrap): readonly LogEvent[] {
    const known = this.#streams.get(stream);
    if (known === undefined) return [];
    const secrets = new Map<WrappedKey, ReturnType<Unwrap>>();
    for (const [key, { first, last }] of known.keys) {
      if (first <= to && last >= from) secrets.set(key, unwrap(key));
    }
    const closed: EncryptedBatch[] = [];
    for (const batch of known.encrypted) {
      const secret = secrets.get(batch.key);
      if (secret === undefined) closed.push(batch);
      else this.#open(known, batch, secret);
    }
    known.encrypted = closed;
    if (!known.sorted) known.events.sort(compareEvents);
    known.sorted = true;
    return known.events;
  }

  /** Everything as it is, opened or not: for rewriting a segment. */
  *streams(): Generator<{
    stream: number;
    events: readonly LogEvent[];
    encrypted: readonly EncryptedBatch[];
  }> {
    for (const [stream, { events, encrypted }] of this.#streams) yield { stream, events, encrypted };
  }

  #stream(stream: number): StreamEvents {
    let known = this.#streams.get(stream);
    if (known === undefined) {
      known = { events: [], sorted: true, encrypted: [], keys: new Map() };
      this.#streams.set(stream, known);
    }
    return known;
  }

  #open(known: StreamEvents, batch: EncryptedBatch, secret: ReturnType<Unwrap>): void {
    let events: LogEvent[];
    try {
      events = decryptRecord(batch, secret);
    } catch {
      return this.#onDamage(batch);
    }
    insert(known, events);
  }
}

function cover({ keys }: StreamEvents, key: WrappedKey, { firstTimestamp, lastTimestamp }: StreamSummary): void {
  const span = keys.get(key);
  if (span === undefined) {
    keys.set(key, { first: firstTimestamp, last: lastTimestamp });
    return;
  }
  if (firstTimestamp < span.first) span.first = firstTimestamp;
  if (lastTimestamp > span.last) span.last = lastTimestamp;
}

function insert(known: StreamEvents, events: readonly LogEvent[]): void {
  for (const event of events) {
    const last = known.events[known.events.length - 1];
    if (last !== undefined && compareEvents(last, event) > 0) known.sorted = false;
    known.events.push(event);
  }
}
