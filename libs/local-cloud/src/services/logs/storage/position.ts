import type { LogEvent } from './log-event.ts';

/** Where an event stands among all events of a group. Order: time, then stream, then arrival. */
export interface Position {
  readonly timestamp: number;
  readonly stream: number;
  readonly sequence: number;
}

export function positionOf(stream: number, { timestamp, sequence }: LogEvent): Position {
  return { timestamp, stream, sequence };
}

export function comparePositions(a: Position, b: Position): number {
  return a.timestamp - b.timestamp || a.stream - b.stream || a.sequence - b.sequence;
}

/** An event id: 56 digits that sort like the events, as AWS's do. */
export function formatPosition({ timestamp, stream, sequence }: Position): string {
  // One more than the sequence, so that the place before the first event can be written too.
  return `3${digits(timestamp, 15)}${digits(stream, 16)}${digits(sequence + 1, 24)}`;
}

export function parsePosition(text: string): Position | undefined {
  const match = /^3(\d{15})(\d{16})(\d{24})$/.exec(text);
  if (match === null) return undefined;
  return { timestamp: Number(match[1]), stream: Number(match[2]), sequence: Number(match[3]) - 1 };
}

const digits = (value: number, length: number) => String(value).padStart(length, '0');
