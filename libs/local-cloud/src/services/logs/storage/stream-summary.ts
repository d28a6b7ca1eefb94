import type { LogEvent, LogEventBatch } from './log-event.ts';

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

export const emptySummary = (): StreamSummary => ({
  count: 0,
  bytes: 0,
  firstTimestamp: Infinity,
  lastTimestamp: -Infinity,
  lastIngestionTime: -Infinity,
  lastSequence: -1,
});

export function summaryOf({ ingestionTime, first, events }: Omit<LogEventBatch, 'stream'>): StreamSummary {
  const summary = emptySummary();
  summary.count = events.length;
  summary.lastIngestionTime = ingestionTime;
  summary.lastSequence = first + events.length - 1;
  for (const { timestamp, message } of events) {
    summary.bytes += Buffer.byteLength(message) + 26;
    if (timestamp < summary.firstTimestamp) summary.firstTimestamp = timestamp;
    if (timestamp > summary.lastTimestamp) summary.lastTimestamp = timestamp;
  }
  return summary;
}

/** Of the events of one record. */
export function summaryOfStored(events: readonly LogEvent[]): StreamSummary {
  const { ingestionTime = 0, sequence = 0 } = events[0] ?? {};
  return summaryOf({ ingestionTime, first: sequence, events });
}

/** Counts `part` into `total`. */
export function extend(total: StreamSummary, part: StreamSummary): void {
  total.count += part.count;
  total.bytes += part.bytes;
  total.firstTimestamp = Math.min(total.firstTimestamp, part.firstTimestamp);
  total.lastTimestamp = Math.max(total.lastTimestamp, part.lastTimestamp);
  total.lastIngestionTime = Math.max(total.lastIngestionTime, part.lastIngestionTime);
  total.lastSequence = Math.max(total.lastSequence, part.lastSequence);
}

export function extendStream(summaries: Map<number, StreamSummary>, stream: number, part: StreamSummary): void {
  const known = summaries.get(stream);
  if (known === undefined) summaries.set(stream, { ...part });
  else extend(known, part);
}
