import type { FoundEvent } from '../storage/event-query.ts';

/** Bytes of events in one answer. */
const PAGE_BYTES = 1_048_576;

/** As many of the events, from the front, as an answer holds; at least one. */
export function fitPage(found: readonly FoundEvent[]): readonly FoundEvent[] {
  let bytes = 0;
  for (const [at, { event }] of found.entries()) {
    bytes += Buffer.byteLength(event.message) + 26;
    if (bytes > PAGE_BYTES && at > 0) return found.slice(0, at);
  }
  return found;
}
