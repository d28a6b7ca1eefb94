import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDate } from './date.ts';

describe('dates', () => {
  test('an instant reads the same as ISO 8601 and as epoch seconds', () => {
    const instants = fc.integer({ min: 10_000, max: 4_102_444_800 });
    fc.assert(
      fc.property(instants, (seconds) => {
        expect(parseDate(new Date(seconds * 1000).toISOString())).toBe(seconds * 1000);
        expect(parseDate(String(seconds))).toBe(seconds * 1000);
        expect(parseDate(seconds)).toBe(seconds * 1000);
      }),
    );
  });

  test.each([
    ['2026', '2026-01-01T00:00:00Z'],
    ['2026-06', '2026-06-01T00:00:00Z'],
    ['2026-06-01', '2026-06-01T00:00:00Z'],
    ['2026-06-01T10:30Z', '2026-06-01T10:30:00Z'],
    ['2026-06-01T10:30:00+02:00', '2026-06-01T08:30:00Z'],
    ['2026-06-01T10:30:00.25Z', '2026-06-01T10:30:00.250Z'],
    [2026, '1970-01-01T00:33:46.000Z'],
    ['1767225600.25', '2026-01-01T00:00:00.250Z'],
    ['-1', '1969-12-31T23:59:59.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(parseDate(text)).toBe(Date.parse(iso));
  });

  test.each([
    '',
    true,
    'on 2026-06-01',
    '2026-06-01 and later',
    '1.',
    'x1',
    '12x',
    'yesterday',
    '2026-02-30',
    '2026-13',
    '2026-06-01T10:30',
    '2026-06-01T25:00:00Z',
    '1.2.3',
  ])('%j is no date', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });
});
