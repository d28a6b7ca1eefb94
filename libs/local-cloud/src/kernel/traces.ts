import { randomBytes } from 'node:crypto';

/** The `X-Amzn-Trace-Id` header, read. Source: X-Ray Developer Guide, "Tracing header". */
export interface TraceHeader {
  /** `1-<8 hex: epoch seconds>-<24 hex>`, the trace id. */
  readonly root: string;
  /** Id of the segment that calls. */
  readonly parent?: string;
  /** Undefined when the caller left the decision to whoever comes first. */
  readonly sampled?: boolean;
}

/** What one service did for one request. Times in milliseconds since the epoch. */
export interface TraceSegment {
  readonly region: string;
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly id: string;
  readonly parentId?: string;
  /** `documents-api/prod`, a function's name. */
  readonly name: string;
  /** `AWS::ApiGateway::Stage`, `AWS::Lambda`, `AWS::Lambda::Function`. */
  readonly origin: string;
  readonly resourceArn?: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly http?: { readonly method?: string; readonly url?: string; readonly status?: number };
  /** The service failed (5xx), the caller did (4xx), or was throttled (429). */
  readonly fault?: boolean;
  readonly error?: boolean;
  readonly throttle?: boolean;
}

/** Where services put what they did for sampled requests and X-Ray finds it; without a listener it is dropped. */
export interface Traces {
  record(segment: TraceSegment): void;
  onSegment(listener: (segment: TraceSegment) => void): void;
}

export function createTraces(): Traces {
  const listeners = new Set<(segment: TraceSegment) => void>();
  return {
    record(segment) {
      for (const listener of listeners) listener(segment);
    },
    onSegment: (listener) => void listeners.add(listener),
  };
}

/** Undefined if there is no header, or none that names a trace. */
export function readTraceHeader(header: string | undefined): TraceHeader | undefined {
  if (header === undefined) return undefined;
  const root = /\bRoot=(1-[0-9a-f]{8}-[0-9a-f]{24})\b/i.exec(header)?.[1];
  if (root === undefined) return undefined;
  const parent = /\bParent=([0-9a-f]{16})\b/i.exec(header)?.[1];
  const sampled = /\bSampled=([01])\b/i.exec(header)?.[1];
  return { root, ...(parent !== undefined && { parent }), ...(sampled !== undefined && { sampled: sampled === '1' }) };
}

export function writeTraceHeader({ root, parent, sampled }: TraceHeader): string {
  return `Root=${root}${parent === undefined ? '' : `;Parent=${parent}`}${sampled === undefined ? '' : `;Sampled=${sampled ? 1 : 0}`}`;
}

export function newTraceId(now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return `1-${seconds}-${randomBytes(12).toString('hex')}`;
}

export const newSegmentId = (): string => randomBytes(8).toString('hex');

/** Share of the requests beyond the first of each second that are sampled. */
const RATE = 0.05;

/**
 * X-Ray's default rule: the first request of each second, and five percent of the others.
 * Source: X-Ray Developer Guide, "Configuring sampling rules".
 */
export class Sampler {
  #second = -1;

  samples(now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second === this.#second) return Math.random() < RATE;
    this.#second = second;
    return true;
  }
}
