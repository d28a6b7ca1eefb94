import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dateOf, dayOf, periodStart } from './quota.ts';

const day = (date: string) => dayOf(Date.parse(`${date}T00:00:00Z`));

test.each<['DAY' | 'WEEK' | 'MONTH', offset: number, at: string, start: string]>([
  ['DAY', 0, '2026-03-01', '2026-03-01'],
  ['WEEK', 0, '2026-03-01', '2026-03-01'],
  ['WEEK', 0, '2026-03-07', '2026-03-01'],
  ['WEEK', 1, '2026-03-01', '2026-02-23'],
  ['WEEK', 1, '2026-03-02', '2026-03-02'],
  ['WEEK', 6, '2026-03-06', '2026-02-28'],
  ['MONTH', 0, '2026-03-31', '2026-03-01'],
  ['MONTH', 27, '2026-03-27', '2026-02-28'],
  ['MONTH', 27, '2026-03-28', '2026-03-28'],
  ['MONTH', 14, '2026-01-10', '2025-12-15'],
])('a %s with offset %i that holds %s began on %s', (period, offset, at, start) => {
  expect(dateOf(periodStart(day(at), { period, offset }))).toBe(start);
});

test('every day is in one period, which begins on one of its days', () => {
  const quota = fc.oneof(
    fc.record({ period: fc.constant('DAY' as const), offset: fc.constant(0) }),
    fc.record({ period: fc.constant('WEEK' as const), offset: fc.integer({ min: 0, max: 6 }) }),
    fc.record({ period: fc.constant('MONTH' as const), offset: fc.integer({ min: 0, max: 27 }) }),
  );
  const longest = { DAY: 1, WEEK: 7, MONTH: 31 };
  fc.assert(
    fc.property(quota, fc.integer({ min: 0, max: 40_000 }), (settings, at) => {
      const start = periodStart(at, settings);
      expect(start).toBeLessThanOrEqual(at);
      expect(at - start).toBeLessThan(longest[settings.period]);
      expect(periodStart(start, settings)).toBe(start);
      expect([at + 1, start]).toContain(periodStart(at + 1, settings));
    }),
  );
});
