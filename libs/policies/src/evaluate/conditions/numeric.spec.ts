import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseNumber } from './numeric.ts';

test('numbers read back as written', () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => parseNumber(String(n)) === n));
});

test.each([
  ['.25', 0.25],
  ['2.', 2],
  ['+1.5', 1.5],
  ['-3', -3],
  ['1e5', 1e5],
  ['1e+05', 1e5],
  ['25E-2', 0.25],
  [7, 7],
])('%j is %d', (text, expected) => {
  expect(parseNumber(text)).toBe(expected);
});

test.each(['', '.', 'e5', '1e', 'x1', '12abc', '0x10', 'NaN', 'Infinity', '1,2', ' 1', true])(
  '%j is no number',
  (text) => {
    expect(parseNumber(text)).toBeUndefined();
  },
);
