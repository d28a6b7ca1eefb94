import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseNumber } from './numeric.ts';

test('numbers read back as written', () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => parseNumber(String(n)) === n));
});

test.each(['', '12abc', '0x10', 'NaN', 'Infinity', '1,2', ' 1', true])('%j is no number', (text) => {
  expect(parseNumber(text)).toBeUndefined();
});
