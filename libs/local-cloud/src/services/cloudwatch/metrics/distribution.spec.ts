import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Distribution } from './distribution.ts';
import { statisticNamed } from './statistic.ts';

const of = (...values: readonly number[]): Distribution => {
  const distribution = new Distribution();
  for (const value of values) distribution.add(value);
  return distribution;
};
const statistic = (name: string, distribution: Distribution): unknown => {
  const found = statisticNamed(name);
  return typeof found === 'function' ? found(distribution) : found;
};
const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });

test('basic statistics are those of the values', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) => {
      const distribution = of(...values);
      expect(distribution.count).toBe(values.length);
      expect(statistic('Minimum', distribution)).toBe(Math.min(...values));
      expect(statistic('Maximum', distribution)).toBe(Math.max(...values));
      expect(statistic('Sum', distribution)).toBe(values.reduce((sum, each) => sum + each, 0));
    }),
  );
});

test('a percentile is a value that as many do not exceed, exactly while there are few, else to about one percent', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(value, fc.integer({ min: 0, max: 20 })), { minLength: 1, maxLength: 400 }),
      fc.integer({ min: 1, max: 100 }),
      (values, percent) => {
        const sorted = values.toSorted((a, b) => a - b);
        const expected = sorted[Math.ceil((percent / 100) * sorted.length - 1e-9) - 1] as number;
        const found = of(...values).percentile(percent) as number;
        if (new Set(values).size <= 100) expect(found === expected).toBe(true);
        else expect(Math.abs(found - expected)).toBeLessThanOrEqual(Math.abs(expected) * 0.0101 + 1e-9);
      },
    ),
  );
});

test('merging, and writing and reading, change nothing', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), fc.array(value), (some, others) => {
      const merged = of(...some);
      merged.merge(of(...others));
      const read = Distribution.fromRecord(
        JSON.parse(JSON.stringify(merged.toRecord())) as ReturnType<Distribution['toRecord']>,
      );
      for (const percent of [1, 50, 99.9]) expect(read.percentile(percent)).toBe(merged.percentile(percent));
      expect([read.count, read.sum, read.minimum, read.maximum]).toEqual([
        merged.count,
        merged.sum,
        merged.minimum,
        merged.maximum,
      ]);
    }),
  );
});

test('a negative zero is zero', () => {
  expect([of(-0).percentile(50), of(-0).minimum, of(-0).maximum]).toEqual([0, 0, 0]);
});

test('it stays small, however many values come', () => {
  const distribution = new Distribution();
  for (let at = 0; at < 200_000; at++) distribution.add(Math.sin(at) * 10 ** (at % 9));
  expect(JSON.stringify(distribution.toRecord()).length).toBeLessThan(200_000);
});

test('of a statistic set nobody knows the percentiles, unless all its values are one', () => {
  const set = { sampleCount: 2, sum: 6, minimum: 3, maximum: 3 };
  const distribution = new Distribution();
  distribution.addSet(set);
  expect(distribution.percentile(50)).toBe(3);
  distribution.addSet({ ...set, maximum: 4, sum: 7 });
  expect(distribution.percentile(50)).toBeUndefined();
});

describe('names of statistics', () => {
  test.each([
    ['p0', 1],
    ['p50', 2],
    ['p99.99', 3],
    ['p100', 3],
    ['Average', 2],
    ['tm90', 'unsupported'],
    ['IQM', 'unsupported'],
    ['PR(:300)', 'unsupported'],
    ['p101', undefined],
    ['p', undefined],
    ['Median', undefined],
    ['toString', undefined],
  ])('%s', (name, expected) => {
    expect(statistic(name, of(1, 2, 3))).toBe(expected);
  });
});
