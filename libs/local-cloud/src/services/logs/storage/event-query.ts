import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LogStream } from './catalogue.ts';
import type { Unwrap } from './data-key.ts';
import type { EventStore } from './event-store.ts';
import type { LogEvent } from './log-event.ts';
import type { Position } from './position.ts';
import { comparePositions, positionOf } from './position.ts';

export interface EventQuery {
  readonly streams: readonly LogStream[];
  /** Timestamps, both inclusive. */
  readonly from: number;
  readonly to: number;
  /** `forward`: the oldest events first. `backward`: the newest first. */
  readonly direction: 'forward' | 'backward';
  /** Only what lies behind it in that direction. */
  readonly beyond?: Position;
  readonly limit: number;
  /** An event as the reader sees it, which is what `matches` is asked about. */
  readonly show: (event: LogEvent) => LogEvent;
  readonly matches?: (message: string) => boolean;
  /** The reader's way to the data keys of encrypted events; throws what the reader is answered. */
  readonly unwrap: Unwrap;
}

export interface FoundEvent {
  readonly stream: LogStream;
  readonly event: LogEvent;
  readonly position: Position;
}

/** The first `limit` events of a query, in its direction, the streams interleaved by time. Lets others run between segments. Throws what `unwrap` throws. */
export async function findEvents(store: EventStore, query: EventQuery): Promise<FoundEvent[]> {
  const sign = query.direction === 'forward' ? 1 : -1;
  const ids = new Set(query.streams.map(({ id }) => id));
  const segments = [...store.overlapping(ids, query.from, query.to)];
  if (sign < 0) segments.reverse();
  let found: FoundEvent[] = [];
  for (const [at, segment] of segments.entries()) {
    const worst = found.length < query.limit ? undefined : found[found.length - 1];
    const nearest = sign > 0 ? segment.firstTimestamp : segment.lastTimestamp;
    if (worst !== undefined && (nearest - worst.position.timestamp) * sign > 0) continue;
    if (at > 0) await nextTurn();
    const events = segment.events();
    for (const stream of query.streams) {
      collect(found, stream, events.of(stream.id, query.from, query.to, query.unwrap), query, sign);
    }
    found.sort((a, b) => comparePositions(a.position, b.position) * sign);
    if (found.length > query.limit) found = found.slice(0, query.limit);
  }
  return found;
}

function collect(
  found: FoundEvent[],
  stream: LogStream,
  events: readonly LogEvent[],
  query: EventQuery,
  sign: 1 | -1,
): void {
  let taken = 0;
  const start = sign > 0 ? lowerBound(events, query.from) : lowerBound(events, query.to + 1) - 1;
  for (let at = start; at >= 0 && at < events.length && taken < query.limit; at += sign) {
    const stored = events[at] as LogEvent;
    if (sign > 0 ? stored.timestamp > query.to : stored.timestamp < query.from) return;
    const position = positionOf(stream.id, stored);
    if (query.beyond !== undefined && comparePositions(position, query.beyond) * sign <= 0) continue;
    const event = query.show(stored);
    if (query.matches !== undefined && !query.matches(event.message)) continue;
    found.push({ stream, event, position });
    taken += 1;
  }
}

/** Index of the first event at or after `timestamp`. */
function lowerBound(events: readonly LogEvent[], timestamp: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle] as LogEvent).timestamp < timestamp) low = middle + 1;
    else high = middle;
  }
  return low;
}
