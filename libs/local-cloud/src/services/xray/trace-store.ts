import type { TraceSegment } from '../../kernel/traces.ts';

/** A segment as X-Ray keeps it: what a service reported, or a document that function code sent. */
export interface StoredSegment {
  readonly id: string;
  readonly parentId?: string;
  /** The segment document, JSON. */
  readonly document: string;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly endTime: number;
  readonly name: string;
  readonly http?: TraceSegment['http'];
  readonly fault: boolean;
  readonly error: boolean;
  readonly throttle: boolean;
}

export interface Trace {
  readonly id: string;
  readonly segments: readonly StoredSegment[];
}

/** X-Ray keeps traces for thirty days. */
const RETENTION = 30 * 86_400_000;
/** Of each region; older ones give way. */
const MOST_TRACES = 5000;

/** The traces of one region, in memory. */
export class TraceStore {
  readonly #traces = new Map<string, StoredSegment[]>();

  add(traceId: string, segment: StoredSegment): void {
    const known = this.#traces.get(traceId);
    if (known === undefined) {
      this.#traces.set(traceId, [segment]);
      const oldest = this.#traces.keys().next().value;
      if (this.#traces.size > MOST_TRACES && oldest !== undefined) this.#traces.delete(oldest);
      return;
    }
    // A segment may be sent again when it has more to tell.
    const before = known.findIndex(({ id }) => id === segment.id);
    if (before === -1) known.push(segment);
    else known[before] = segment;
  }

  get(traceId: string, now: number): Trace | undefined {
    const segments = this.#traces.get(traceId);
    return segments === undefined || startOf(segments) < now - RETENTION ? undefined : { id: traceId, segments };
  }

  /** Traces that began between two moments, the newest first. */
  between(from: number, to: number, now: number): readonly Trace[] {
    return [...this.#traces]
      .filter(([, segments]) => {
        const start = startOf(segments);
        return start >= Math.max(from, now - RETENTION) && start <= to;
      })
      .map(([id, segments]) => ({ id, segments }))
      .toSorted((a, b) => startOf(b.segments) - startOf(a.segments));
  }
}

/** The segment everything else in a trace hangs on: none of the others called it. */
export function entryOf(segments: readonly StoredSegment[]): StoredSegment | undefined {
  const ids = new Set(segments.map(({ id }) => id));
  return segments.find(({ parentId }) => parentId === undefined || !ids.has(parentId)) ?? segments[0];
}

export function startOf(segments: readonly StoredSegment[]): number {
  return Math.min(...segments.map(({ startTime }) => startTime));
}

export function endOf(segments: readonly StoredSegment[]): number {
  return Math.max(...segments.map(({ endTime }) => endTime));
}
