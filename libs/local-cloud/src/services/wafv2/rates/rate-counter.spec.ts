import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RateCounter } from './rate-counter.ts';

const STEP = 10_000;

describe('a counter of rates', () => {
  test('says what counting every request of the window would say', () => {
    const event = fc.record({
      key: fc.constantFrom('a', 'b'),
      after: fc.constantFrom(0, 1, 3000, 9999, 10_000, 25_000, 70_000, 400_000),
    });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 40 }),
        fc.constantFrom(60, 120, 300),
        fc.integer({ min: 1, max: 5 }),
        (events, window, limit) => {
          const counter = new RateCounter(limit, window);
          const seen: { key: string; step: number }[] = [];
          let now = 1_700_000_003_000;
          for (const { after, key } of events) {
            now += after;
            const step = Math.floor(now / STEP);
            seen.push({ key, step });
            const within = seen.filter((each) => each.key === key && each.step > step - (window * 1000) / STEP);
            expect(counter.count(key, now)).toBe(within.length > limit);
          }
        },
      ),
    );
  });

  test('lets a key go once it has kept quiet', () => {
    const counter = new RateCounter(2, 60);
    const over = [0, 1, 2].map((at) => counter.count('k', at));
    expect(over).toEqual([false, false, true]);
    expect(counter.limited(59_999)).toEqual(['k']);
    expect(counter.limited(60_000)).toEqual([]);
    expect(counter.count('k', 60_000)).toBe(false);
  });

  test('does not grow without end: what came last and what has a high rate stays', () => {
    const counter = new RateCounter(1, 60);
    for (const key of ['once', 'busy', 'busy', 'again']) counter.count(key, 0);
    for (let at = 0; at < 9_997; at++) counter.count(`k${at}`, 0);
    counter.count('again', 0);
    for (let at = 0; at < 30_000; at++) {
      counter.count(`x${at}`, 0);
      if (at % 5_000 === 0) counter.count('again', 0);
    }
    expect(counter.limited(0)).toEqual(['busy', 'again']);
    expect(counter.count('once', 0)).toBe(false);
  });

  test('long keys are told apart, and not kept as they are', () => {
    const counter = new RateCounter(1, 60);
    const long = 'x'.repeat(10_000);
    expect(['a', 'b', 'a'].map((end) => counter.count(long + end, 0))).toEqual([false, false, true]);
    expect(counter.limited(0).map(({ length }) => length)).toEqual([64]);
  });

  test('a clock that is set back keeps no key longer than a window', () => {
    const counter = new RateCounter(2, 60);
    const hour = 3_600_000;
    for (const at of [0, 1, 2]) counter.count('k', 2 * hour + at);
    expect(counter.count('k', hour)).toBe(true);
    expect(counter.limited(hour + 60_000)).toEqual([]);
    expect(counter.count('k', hour + 60_000)).toBe(false);
  });
});
