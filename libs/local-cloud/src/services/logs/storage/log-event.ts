/** A stored event. `sequence` counts the events of a stream in the order they came in. */
export interface LogEvent {
  /** Milliseconds since the epoch, as the writer said. */
  readonly timestamp: number;
  readonly message: string;
  /** Milliseconds since the epoch when it came in. */
  readonly ingestionTime: number;
  readonly sequence: number;
}

/** What a writer hands in. */
export interface InputLogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** Events that one stream got in one go. */
export interface LogEventBatch {
  readonly stream: number;
  /** Milliseconds since the epoch. */
  readonly ingestionTime: number;
  /** Sequence number of the first event. */
  readonly first: number;
  readonly events: readonly InputLogEvent[];
}

/** Order within a stream: by time, and by arrival among equals. */
export function compareEvents(a: LogEvent, b: LogEvent): number {
  return a.timestamp - b.timestamp || a.sequence - b.sequence;
}

/**
 * One journal record: a batch as the JSON array
 * `[stream, ingestionTime, firstSequence, timestamp, message, timestamp, message, …]`.
 * The stream comes first so that a reader can skip a record without parsing it.
 */
export function encodeRecord({ stream, ingestionTime, first, events }: LogEventBatch): Buffer {
  const parts: (number | string)[] = [stream, ingestionTime, first];
  for (const { timestamp, message } of events) parts.push(timestamp, message);
  return Buffer.from(JSON.stringify(parts));
}

export function streamOfRecord(payload: Buffer): number {
  return Number(payload.toString('latin1', 1, payload.indexOf(44)));
}

export function decodeRecord(payload: Buffer): LogEvent[] {
  const [, ingestionTime, first, ...rest] = JSON.parse(payload.toString()) as [
    number,
    number,
    number,
    ...(number | string)[],
  ];
  const events: LogEvent[] = [];
  for (let at = 0; at < rest.length; at += 2) {
    const timestamp = rest[at] as number;
    const message = rest[at + 1] as string;
    events.push({ timestamp, message, ingestionTime, sequence: first + at / 2 });
  }
  return events;
}
