import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { toBase32, totpCode, totpStep } from './totp.ts';

describe('codes', () => {
  // RFC 6238, appendix B, the SHA-1 rows: last six of the eight digits.
  const secret = toBase32(Buffer.from('12345678901234567890'));

  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %d s', (seconds, code) => {
    expect(totpCode(secret, totpStep(seconds * 1000))).toBe(code);
  });

  test('change every 30 seconds, and not before', () => {
    expect(totpStep(29_999)).toBe(0);
    expect(totpStep(30_000)).toBe(1);
  });
});

test('base 32 is that of RFC 4648, without padding', () => {
  expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => toBase32(Buffer.from(text)))).toEqual([
    '',
    'MY',
    'MZXQ',
    'MZXW6',
    'MZXW6YQ',
    'MZXW6YTB',
    'MZXW6YTBOI',
  ]);
  expect(toBase32(randomBytes(40))).toMatch(/^[A-Z2-7]{64}$/);
});
