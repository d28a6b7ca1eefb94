import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findingsIn, masked } from '../mask.ts';
import { customIdentifier } from './custom.ts';
import { creditCardNumber } from './credit-card-number.ts';
import { passesLuhn } from './luhn.ts';
import { managed } from './managed.ts';
import { testNumbers } from './test-numbers.ts';

const hide = (text: string): string => masked(text, findingsIn(text, managed));
const hideCards = (text: string): string => masked(text, findingsIn(text, [creditCardNumber]));
const stars = (text: string): string => '*'.repeat(text.length);

const prefixes = [
  '4',
  '51',
  '55',
  '2221',
  '2720',
  '34',
  '37',
  '300',
  '305',
  '309',
  '36',
  '38',
  '39',
  '6011',
  '644',
  '65',
];
const prefix = fc.constantFrom(...prefixes, '3528', '3589', '62', '5019');
/** Digits of a card number, all but the last. */
const body = fc
  .tuple(
    prefix,
    fc.integer({ min: 12, max: 18 }),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 18, maxLength: 18 }),
  )
  .map(([first, length, more]) => `${first}${more.join('')}`.slice(0, length));
const checkDigit = (digits: string): number =>
  [...Array(10).keys()].find((digit) => passesLuhn(`${digits}${digit}`)) ?? 0;
const cardNumber = body.map((digits) => `${digits}${checkDigit(digits)}`).filter((digits) => !testNumbers.has(digits));
const noCardNumber = fc
  .tuple(body, fc.integer({ min: 1, max: 9 }))
  .map(([digits, off]) => `${digits}${(checkDigit(digits) + off) % 10}`);
const separators = fc.array(fc.constantFrom('', '', ' ', '-'), { minLength: 18, maxLength: 18 });
const spaced = (digits: string, between: readonly string[]): string =>
  [...digits].map((digit, at) => (at === 0 ? digit : `${between[at - 1]}${digit}`)).join('');
const keyword = fc.constantFrom(
  'card',
  'Card Number',
  'cardNumber',
  'pan',
  'PAN',
  'credit_card',
  'Visa',
  'cc #',
  'mastercard',
  'account-number',
);

describe('a card number', () => {
  test('is masked in every spacing, behind a keyword and before one, whatever stands around it', () => {
    const noise = fc.stringMatching(/^[a-z{}":,.\d ]{0,40}$/).map((text) => `${text};`);
    fc.assert(
      fc.property(
        cardNumber,
        separators,
        keyword,
        noise,
        noise,
        fc.boolean(),
        (digits, between, word, before, behind, first) => {
          const number = spaced(digits, between);
          const [left, right] = first
            ? [`${before}"${word}": "`, `",${behind}`]
            : [`${before} `, ` (${word})${behind}`];
          const shown = hideCards(`${left}${number}${right}`);
          expect(shown).toHaveLength(left.length + number.length + right.length);
          expect(shown.slice(left.length, left.length + number.length)).toBe(stars(number));
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('that fails the check formula is none', () => {
    fc.assert(
      fc.property(noCardNumber, keyword, (digits, word) => {
        expect(hideCards(`${word}: ${digits}`)).toBe(`${word}: ${digits}`);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['no keyword near it', 'reference 4539578763621486'],
    ['its keyword too far away', `card ${'.'.repeat(30)}4539578763621486`],
    ['a keyword that is part of a longer word', 'discard: 4539578763621486, company 4539578763621486'],
    ['a prefix of no issuer', 'card 9539578763621481'],
    ['a digit too few', 'card 453957876362'],
    ['a digit too many', 'card 45395787636214860000'],
    ['a number reserved for tests', 'card 4111111111111111, 4111-1111-1111-1111, 5555 5555 5555 4444'],
    ['letters that touch it', 'card x4539578763621486, 4539578763621486y'],
    ['two spaces in it', 'card 4539  5787  6362  1486'],
  ])('is not found with %s', (_what, text) => {
    expect(hideCards(text)).toBe(text);
  });

  test('is found thirty characters from its keyword, on both sides', () => {
    const number = '4539578763621486';
    const gap = '.'.repeat(30);
    expect(hideCards(`card${gap}${number}`)).toBe(`card${gap}${stars(number)}`);
    expect(hideCards(`${number}${gap}card`)).toBe(`${stars(number)}${gap}card`);
    expect(hideCards(`${number}${gap}.card`)).toBe(`${number}${gap}.card`);
  });
});

test.each([
  ['cvv: 123', 'cvv: ***'],
  ['{"cardSecurityCode":"1234"}', '{"cardSecurityCode":"****"}'],
  ['status 123', 'status 123'],
  ['cvv 12345', 'cvv 12345'],
  ['expires, exp date 09/27', 'expires, exp date *****'],
  ['expiry=12/2027', 'expiry=*******'],
  ['on 12/2027', 'on 12/2027'],
  ['expiry 13/27, on 2026-11-24', 'expiry 13/27, on 2026-11-24'],
  ['to jane.doe+x@mail.example.com, please', 'to ***************************, please'],
  ['a@b, x@y.z, @example.com, user@-x.com', 'a@b, x@y.z, @example.com, user@-x.com'],
  [
    `aws_secret_access_key = ${'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'}`,
    `aws_secret_access_key = ${'*'.repeat(40)}`,
  ],
  [`digest = ${'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'}`, `digest = ${'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'}`],
  [`secret key: ${'A'.repeat(41)}`, `secret key: ${'A'.repeat(41)}`],
])('%s', (text, shown) => {
  expect(hide(text)).toBe(shown);
});

describe('a custom data identifier', () => {
  const hideBy = (regex: string, text: string): string =>
    masked(text, findingsIn(text, [customIdentifier('X', regex)]));

  test.each([
    ['EmployeeID-\\d{9}', 'of EmployeeID-123456789!', 'of ********************!'],
    ['EmployeeID-\\d{9}', 'of EmployeeID-12345678!', 'of EmployeeID-12345678!'],
    ['^id=[a-z]+', 'id=abc id=abc', '****** id=abc'],
    ['a*', 'baab', 'b**b'],
    ['aa|aab', 'aab aa', '*** **'],
  ])('%s in %s', (regex, text, shown) => {
    expect(hideBy(regex, text)).toBe(shown);
  });

  test('masks at least what an engine finds, and only what matches', () => {
    const piece = fc.constantFrom('a', 'b', '\\d', '.', '[ab]', 'a*', 'b+', 'a?', '\\d{2}', '[^a]{1,2}');
    const regexes = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
    const texts = fc.stringMatching(/^[ab1-]{0,12}$/);
    fc.assert(
      fc.property(regexes, texts, (regex, text) => {
        const { find } = customIdentifier('X', regex);
        const spans = find(text);
        const covered = (at: number) => spans.some(({ start, end }) => start <= at && at < end);
        for (const { 0: found, index } of text.matchAll(new RegExp(regex, 'g')))
          for (let at = index; at < index + found.length; at++) expect(covered(at)).toBe(true);
        const whole = new RegExp(`^(?:${regex})$`);
        const parts = [...text].flatMap((_, start) => [...text].map((__, end) => ({ start, end: end + 1 })));
        for (const at of text.length === 0 ? [] : [...text].keys()) {
          const matched = parts.some(({ start, end }) => start <= at && at < end && whole.test(text.slice(start, end)));
          expect(covered(at)).toBe(matched);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each(['a(b)', 'x'.repeat(201), '[a', 'a!'])('is refused: %s', (regex) => {
    expect(() => customIdentifier('X', regex)).toThrow(/the regular expression of 'X'/);
  });
});

test('a long text takes time in proportion to it', () => {
  const hostile = [
    '4 '.repeat(50_000),
    '4'.repeat(100_000),
    'card 4539 5787 '.repeat(6_000),
    'cvv 123 '.repeat(12_000),
    '@a.'.repeat(30_000),
    `${'a'.repeat(80_000)}@`,
    'secret key '.repeat(8_000),
  ];
  const detectors = [...managed, customIdentifier('X', '[a-z]*[a-z]*[a-z]*;')];
  const timeOf = (text: string): number => {
    const started = performance.now();
    findingsIn(text, detectors);
    return performance.now() - started;
  };
  for (const text of hostile) {
    timeOf(text);
    const part = Math.min(...[1, 2, 3].map(() => timeOf(text.slice(0, text.length / 16))));
    const whole = Math.min(...[1, 2, 3].map(() => timeOf(text)));
    // Sixteen times the text: some sixteen times the time, on a busy machine more, and nowhere near 256 times.
    expect(whole).toBeLessThan(part * 100 + 500);
  }
}, 60_000);
