import { describe, expect, test } from '@jest/globals';
import { NumberText, parseExactJson } from '@palisade/shared-types';
import fc from 'fast-check';
import { MAX_MINOR, readAmount, type Amount } from './amount.ts';
import { currencies, fractionDigits } from './currencies.ts';

const USD = { currency: 'USD', fractionDigits: 2 };
const minors = fc.bigInt({ min: 1n, max: MAX_MINOR });
const scale = fc.constantFrom({ currency: 'JPY', fractionDigits: 0 }, USD, { currency: 'KWD', fractionDigits: 3 });

/** What a decimal is, said in another way than by the code under test. */
const decimalOf = (minor: bigint, digits: number): string => {
  const one = 10n ** BigInt(digits);
  return digits === 0 ? String(minor) : `${minor / one}.${String(minor % one).padStart(digits, '0')}`;
};

describe('readAmount', () => {
  test('has the decimal that went in come out, and its minor units, for every amount there is', () => {
    fc.assert(
      fc.property(minors, scale, (minor, money) => {
        const text = decimalOf(minor, money.fractionDigits);
        const expected: Amount = { minor, text };
        expect(readAmount(text, money)).toEqual(expected);
        expect(readAmount(new NumberText(text), money)).toEqual(expected);
        expect(readAmount(parseExactJson(text) as NumberText, money)).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test('makes no difference of zeros that are left out', () => {
    fc.assert(
      fc.property(minors, scale, (minor, money) => {
        const text = decimalOf(minor, money.fractionDigits);
        const shorter = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
        expect(readAmount(shorter, money)).toEqual({ minor, text });
      }),
    );
  });

  test('is exact where a float is not', () => {
    for (const text of ['0.29', '1.005', '8.2', '9999999999.99', '4503599627.37', '1.15', '0.07']) {
      const digits = text.split('.')[1]?.length ?? 0;
      expect(readAmount(new NumberText(text), { currency: 'XXX', fractionDigits: digits })).toEqual({
        minor: BigInt(text.replace('.', '')),
        text,
      });
    }
    // Such as it would be with a float: 28 and 114 cents.
    expect([Math.trunc(0.29 * 100), Math.trunc(1.15 * 100)]).toEqual([28, 114]);
  });

  test.each([
    ['9999999999.99', USD, 999_999_999_999n],
    ['999999999999', { currency: 'JPY', fractionDigits: 0 }, 999_999_999_999n],
    ['0.01', USD, 1n],
    ['0.001', { currency: 'KWD', fractionDigits: 3 }, 1n],
  ])('takes %s as the end of the range', (text, money, minor) => {
    expect(readAmount(text, money)).toEqual({ minor, text });
  });

  test.each([
    ['10000000000.00', USD, 'must be at most 9999999999.99 in USD'],
    ['10000000000', USD, 'must be at most 9999999999.99 in USD'],
    ['1000000000', { currency: 'KWD', fractionDigits: 3 }, 'must be at most 999999999.999 in KWD'],
    ['0', USD, 'must be more than 0'],
    ['0.00', USD, 'must be more than 0'],
    ['1.001', USD, 'must have at most 2 digits behind the point in USD'],
    ['1.000', USD, 'must have at most 2 digits behind the point in USD'],
    ['1.0', { currency: 'JPY', fractionDigits: 0 }, 'must be a whole number in JPY'],
  ])('refuses %s in %j', (text, money, message) => {
    expect(readAmount(text, money)).toBe(message);
    expect(readAmount(new NumberText(text), money)).toBe(message);
  });

  test.each([
    '-1',
    '-0',
    '+1',
    '1e2',
    '1E2',
    '1e+2',
    '100e-2',
    '1e-2',
    '0e0',
    '1e999999999',
    '.5',
    '5.',
    '01',
    '00.5',
    '1_000',
    '1,000.00',
    '1 000',
    ' 1',
    '1 ',
    '1\n',
    '',
    'NaN',
    'Infinity',
    '0x10',
    '١',
    '１',
    '1000000000000',
    '9'.repeat(5_000),
    '1.0000',
    '1.2.3',
  ])('takes no other way to write it: %j', (text) => {
    const message = expect.stringContaining('must be a decimal such as 99.99');
    expect(readAmount(text, USD)).toEqual(message);
    expect(readAmount(new NumberText(text), USD)).toEqual(message);
  });
});

describe('currencies', () => {
  test('are those this runtime knows as well, with as many digits', () => {
    const known = new Set(Intl.supportedValuesOf('currency'));
    // Newer than some runtimes.
    const recent = new Set(['XCG', 'ZWG', 'SLE', 'VED']);
    expect(currencies.filter((code) => !known.has(code) && !recent.has(code))).toEqual([]);
    expect(new Set(currencies).size).toBe(currencies.length);
    // Where what is usual in print (CLDR) differs from ISO 4217.
    const inPrint = new Set(Object.entries(PRINTED_WITHOUT).flatMap(([, codes]) => codes.split(' ')));
    const differing = currencies.filter((code) => {
      const { maximumFractionDigits } = new Intl.NumberFormat('en', {
        style: 'currency',
        currency: code,
      }).resolvedOptions();
      return maximumFractionDigits !== fractionDigits(code);
    });
    expect(differing.filter((code) => !inPrint.has(code))).toEqual([]);
  });

  test.each([
    ['USD', 2],
    ['EUR', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['ISK', 0],
    ['HUF', 2],
    ['TWD', 2],
    ['MGA', 2],
    ['MRU', 2],
    ['KWD', 3],
    ['TND', 3],
  ])('%s has %i digits', (code, digits) => expect(fractionDigits(code)).toBe(digits));

  test.each([
    'XAU',
    'XDR',
    'XTS',
    'XXX',
    'CLF',
    'UYW',
    'USN',
    'HRK',
    'BGN',
    'DEM',
    'BTC',
    'usd',
    '',
    'constructor',
    '__proto__',
  ])('%j is none to pay in', (code) => expect(fractionDigits(code)).toBeUndefined());
});

/** Currencies whose minor unit is in the standard but not on price tags. */
const PRINTED_WITHOUT = {
  0: 'AFN ALL IDR IRR KPW LAK LBP MGA MMK PKR RSD SLE SOS SYP YER COP CRC HUF TWD TZS UZS AMD GYD MNT MUR CZK NOK SEK DKK TRY',
  3: 'IQD',
};
