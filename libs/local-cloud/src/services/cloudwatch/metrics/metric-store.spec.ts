import { describe, expect, test } from '@jest/globals';
import { ManualClock } from '../../../kernel/clock.ts';
import type { MetricSample } from '../../../kernel/metrics.ts';
import { MetricStore } from './metric-store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = Date.UTC(2026, 0, 1, 12);
const metric = { region: 'us-east-1', namespace: 'AWS/Lambda', name: 'Errors', dimensions: { FunctionName: 'f' } };
const dimensions = [{}, { FunctionName: 'f' }];
const sample = (more: Partial<MetricSample> = {}): MetricSample => ({
  ...metric,
  dimensions,
  value: 1,
  unit: 'Count',
  timestamp: at,
  ...more,
});

const sums = (store: MetricStore, identity = metric, end = at + HOUR): readonly number[] =>
  [...store.periods(identity, { start: at - HOUR, end, period: MINUTE }).values()].map(({ sum }) => sum);

test('a sample counts for each of its combinations of dimensions, whatever their order', () => {
  const store = new MetricStore(new ManualClock(at));
  store.record(sample({ dimensions: [{ a: '1', b: '2' }, { a: '1' }] }));
  store.record(sample({ dimensions: [{ b: '2', a: '1' }] }));
  expect(sums(store, { ...metric, dimensions: { b: '2', a: '1' } as never })).toEqual([2]);
  expect(sums(store, { ...metric, dimensions: { a: '1' } as never })).toEqual([1]);
  expect(sums(store)).toEqual([]);
});

test('one list of dimensions may serve several namespaces, regions and names', () => {
  const store = new MetricStore(new ManualClock(at));
  for (const more of [{}, { namespace: 'Other' }, {}, { region: 'eu-west-1' }, { name: 'Duration' }, {}])
    store.record(sample(more));
  expect(sums(store)).toEqual([3]);
  expect(sums(store, { ...metric, namespace: 'Other' })).toEqual([1]);
  expect(sums(store, { ...metric, region: 'eu-west-1' })).toEqual([1]);
  expect(sums(store, { ...metric, name: 'Duration' })).toEqual([1]);
});

test('samples may come late and in any order', () => {
  const store = new MetricStore(new ManualClock(at));
  for (const minutes of [5, 1, 3, 1, 5, 0]) store.record(sample({ timestamp: at + minutes * MINUTE + minutes }));
  expect(sums(store)).toEqual([1, 2, 1, 2]);
});

describe('memory', () => {
  test('what expired goes, and what comes after that counts anew', () => {
    const clock = new ManualClock(at);
    const store = new MetricStore(clock);
    store.record(sample());
    clock.advance(16 * 24 * HOUR);
    store.sweep();
    expect(store.in('us-east-1')).toEqual([]);
    store.record(sample({ timestamp: clock.now() }));
    expect(sums(store, metric, clock.now() + 1)).toEqual([1]);
  });

  test('too much makes the oldest go', () => {
    const store = new MetricStore(new ManualClock(at), 100);
    for (let minute = 0; minute < 500; minute++)
      store.record(sample({ timestamp: at + minute * MINUTE, dimensions: [{}] }));
    const kept = store.in('us-east-1').flatMap((series) => series.buckets(60));
    expect(kept.length).toBeLessThanOrEqual(101);
    expect(kept.length).toBeGreaterThan(80);
    expect(kept.at(-1)?.start).toBe(at + 499 * MINUTE);
    expect(kept[0]?.start).toBe(at + (500 - kept.length) * MINUTE);
  });
});

test('what is not saved is taken once, and given back when the disk refuses', () => {
  const store = new MetricStore(new ManualClock(at));
  store.record(sample());
  store.record(sample());
  const taken = store.takeUnsaved();
  expect(taken).toHaveLength(2);
  expect(store.takeUnsaved()).toEqual([]);
  store.record(sample());
  store.giveBack(taken);
  expect(store.takeUnsaved()).toHaveLength(2);
});
