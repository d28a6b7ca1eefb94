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

/** Characters of one trace; what comes after them is dropped. Source: AWS General Reference, "AWS X-Ray endpoints and quotas". */
const TRACE_LENGTH = 500 * 1024;

interface Kept {
  readonly segments: Map<string, StoredSegment>;
  length: number;
}

/** The traces of one region, in memory. */
export class TraceStore {
  readonly #traces = new Map<string, Kept>();

  /** Any caller of an API can put all its requests into one trace: that one fills up, and is no longer told of. */
  add(traceId: string, segment: StoredSegment): void {
    const trace = this.#traces.get(traceId) ?? this.#begin(traceId);
    // A segment may be sent again when it has more to tell.
    const before = trace.segments.get(segment.id)?.document.length ?? 0;
    const length = trace.length - before + segment.document.length;
    if (length > TRACE_LENGTH) return;
    trace.length = length;
    trace.segments.set(segment.id, segment);
  }

  get(traceId: string, now: number): Trace | undefined {
    const segments = [...(this.#traces.get(traceId)?.segments.values() ?? [])];
    return segments.length === 0 || startOf(segments) < now - RETENTION ? undefined : { id: traceId, segments };
  }

  #begin(traceId: string): Kept {
    const trace = { segments: new Map<string, StoredSegment>(), length: 0 };
    this.#traces.set(traceId, trace);
    const oldest = this.#traces.keys().next().value;
    if (this.#traces.size > MOST_TRACES && oldest !== undefined) this.#traces.delete(oldest);
    return trace;
  }

  /** Traces that began between two moments, the newest first. */
  between(from: number, to: number, now: number): readonly Trace[] {
    return [...this.#traces]
      .map(([id, trace]) => [id, [...trace.segments.values()]] as const)
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
