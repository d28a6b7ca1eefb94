import type { TraceSegment } from '../../kernel/traces.ts';
import type { StoredSegment } from './trace-store.ts';

/** Source: X-Ray Developer Guide, "AWS X-Ray segment documents". */
export function segmentOf(segment: TraceSegment): StoredSegment {
  const { endTime, error, fault, http, id, name, origin, parentId, resourceArn, startTime, throttle, traceId } =
    segment;
  const document = {
    id,
    name,
    trace_id: traceId,
    start_time: startTime / 1000,
    end_time: endTime / 1000,
    ...(parentId !== undefined && { parent_id: parentId }),
    origin,
    ...(resourceArn !== undefined && { resource_arn: resourceArn }),
    ...(http !== undefined && {
      http: {
        ...((http.method !== undefined || http.url !== undefined) && {
          request: { ...(http.method && { method: http.method }), ...(http.url && { url: http.url }) },
        }),
        ...(http.status !== undefined && { response: { status: http.status } }),
      },
    }),
    ...(fault === true && { fault }),
    ...(error === true && { error }),
    ...(throttle === true && { throttle }),
  };
  return {
    id,
    ...(parentId !== undefined && { parentId }),
    name,
    startTime,
    endTime,
    document: JSON.stringify(document),
    ...(http && { http }),
    fault: fault === true,
    error: error === true,
    throttle: throttle === true,
  };
}

/** Bytes of a document. Source: AWS X-Ray Developer Guide, "AWS X-Ray segment documents". */
const DOCUMENT_BYTES = 64 * 1024;

export interface SentSegment {
  readonly traceId: string;
  readonly segment: StoredSegment;
}

/** Reads a document that function code has sent; text says what is wrong with it. */
export function readSegmentDocument(text: string): SentSegment | string {
  if (Buffer.byteLength(text) > DOCUMENT_BYTES) return 'DocumentTooLarge';
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return 'ParseError';
  }
  if (typeof document !== 'object' || document === null) return 'ParseError';
  const {
    end_time: end,
    error,
    fault,
    id,
    in_progress: open,
    name,
    parent_id: parentId,
    start_time: start,
    throttle,
    trace_id: traceId,
  } = document as Record<string, unknown>;
  if (typeof id !== 'string' || !/^[0-9a-f]{16}$/i.test(id)) return 'InvalidId';
  if (typeof traceId !== 'string' || !/^1-[0-9a-f]{8}-[0-9a-f]{24}$/i.test(traceId)) return 'InvalidTraceId';
  if (typeof name !== 'string' || name === '') return 'MissingName';
  if (typeof start !== 'number' || (typeof end !== 'number' && open !== true)) return 'InvalidTime';
  return {
    traceId,
    segment: {
      id,
      ...(typeof parentId === 'string' && { parentId }),
      name,
      document: text,
      startTime: start * 1000,
      endTime: (typeof end === 'number' ? end : start) * 1000,
      fault: fault === true,
      error: error === true,
      throttle: throttle === true,
    },
  };
}
