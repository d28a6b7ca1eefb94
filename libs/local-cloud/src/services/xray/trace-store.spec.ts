import { describe, expect, test } from '@jest/globals';
import { newSegmentId, newTraceId } from '../../kernel/traces.ts';
import { readSegmentDocument } from './segment-document.ts';
import { TraceStore, type StoredSegment } from './trace-store.ts';

const NOW = 1_700_000_000_000;
const segment = (document: string, id = newSegmentId()): StoredSegment => ({
  id,
  name: 'api',
  document,
  startTime: NOW,
  endTime: NOW + 1,
  fault: false,
  error: false,
  throttle: false,
});

describe('what traces may take', () => {
  test('one trace holds 500 KB, whoever sends into it', () => {
    const store = new TraceStore();
    const [full, other] = [newTraceId(NOW), newTraceId(NOW)];
    const document = 'x'.repeat(10 * 1024);
    for (let at = 0; at < 1000; at++) store.add(full, segment(document));
    store.add(other, segment(document));
    expect(store.get(full, NOW)?.segments).toHaveLength(50);
    expect(store.get(other, NOW)?.segments).toHaveLength(1);
    expect(store.between(NOW, NOW, NOW).map(({ segments }) => segments.length)).toEqual([50, 1]);
  });

  test('a segment that is sent again takes the place of the first', () => {
    const store = new TraceStore();
    const traceId = newTraceId(NOW);
    const id = newSegmentId();
    for (let at = 0; at < 100; at++) store.add(traceId, segment('x'.repeat(10 * 1024), id));
    store.add(traceId, segment('last', id));
    expect(store.get(traceId, NOW)?.segments.map(({ document }) => document)).toEqual(['last']);
  });

  test('a document takes 64 KB', () => {
    const sent = (name: string): string =>
      JSON.stringify({ id: newSegmentId(), trace_id: newTraceId(NOW), name, start_time: 1, end_time: 2 });
    expect(readSegmentDocument(sent('x'.repeat(65_536)))).toBe('DocumentTooLarge');
    expect(readSegmentDocument(sent('x'.repeat(60_000)))).toMatchObject({ segment: { startTime: 1000 } });
  });
});
