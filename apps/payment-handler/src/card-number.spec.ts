import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasCardNumber } from './card-number.ts';
import { cardNumber, TEST_CARDS, withCheckDigit, written } from './testing/card-numbers.ts';

const CARD = '4111111111111111';
const runs = { numRuns: 2_000 };

describe('a card number is found', () => {
  test.each(TEST_CARDS)('%s', (card) => {
    expect(hasCardNumber(card)).toBe(true);
    expect(hasCardNumber(card.replace(/(.{4})/g, '$1 ').trim())).toBe(true);
  });

  test('of every network and length, and no longer so with another check digit', () => {
    fc.assert(
      fc.property(cardNumber, fc.integer({ min: 1, max: 9 }), (card, more) => {
        expect(hasCardNumber(card)).toBe(true);
        const last = (Number(card.at(-1)) + more) % 10;
        expect(hasCardNumber(card.slice(0, -1) + last)).toBe(false);
      }),
      runs,
    );
  });

  test('in whatever groups, with text before and after', () => {
    const around = fc.string().map((text) => text.replaceAll(/[0-9a-f]/gi, 'x'));
    fc.assert(
      fc.property(
        cardNumber.chain((card) => fc.tuple(fc.constant(card), written(card))),
        around,
        around,
        ([card, text], before, after) => {
          expect(hasCardNumber(`${before}|${text}|${after}`)).toBe(true);
          expect(hasCardNumber(`${before}x${card}x${after}`)).toBe(true);
        },
      ),
      runs,
    );
  });

  test.each([
    `card${CARD}x`,
    `tx-${CARD}`,
    `{"pan":"${CARD}"}`,
    `;${CARD}=26121010000000000?`,
    `%B${CARD}^DOE/JOHN^2612`,
    `${CARD} 12/26 123`,
    `12/26 ${CARD}`,
    `2026-11-24 ${CARD}`,
    `${CARD}.00`,
    `-${CARD}`,
    `+${CARD}`,
    `1 2 ${CARD} 3`,
    `${CARD},5555555555554444`,
    '4111.1111.1111.1111',
    '4111_1111_1111_1111',
    '4111/1111/1111/1111',
    '3782 822463 10005',
    '3782.822463.10005',
    '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1',
    '4111\u00ad1111\u00ad1111\u00ad1111',
    '4111\n1111\n1111\n1111',
    '4111    1111    1111    1111',
    '4111         1111         1111         1111',
    [...CARD].join('\u200b'.repeat(12)),
    [...CARD].join('\u0301'.repeat(12)),
    '４１１１ １１１１ １１１１ １１１１',
    '٤١١١١١١١١١١١١١١١',
    '४१११११११११११११११',
    '𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏',
    '4\ufe0f\u20e31\ufe0f\u20e311111111111111',
    `22d37064-062d-4454-a981-08fe39751174 ${CARD}`,
    `22d37064-062d-4454-a981-08fe39751174-${CARD}`,
    `41111111-1111-1111-9999-999999999999 ${CARD}`,
    `${'0'.repeat(20)} ${CARD}`,
    `deadbeef${CARD}cafe`,
    'a378282246310005',
    `a${CARD}1234567890123456`.slice(0, 17),
    `${'1'.repeat(16)} ${CARD}`,
    `${'1'.repeat(32)} ${CARD}`,
  ])('in %s', (text) => expect(hasCardNumber(text)).toBe(true));

  test('in the digits of every script', () => {
    const decimals = Array.from({ length: 0x110000 }, (_, code) => code).filter(
      (code) => (code < 0xd800 || code > 0xdfff) && /\p{Nd}/u.test(String.fromCodePoint(code)),
    );
    for (let at = 0; at < decimals.length; at += 10) {
      const digits = decimals.slice(at, at + 10).map((code) => String.fromCodePoint(code));
      expect([digits[0], hasCardNumber([...CARD].map((digit) => digits[Number(digit)]).join(''))]).toEqual([
        digits[0],
        true,
      ]);
    }
  });

  test('behind many other digits', () => expect(hasCardNumber(`${'1-'.repeat(4_000)}${CARD}`)).toBe(true));
});

describe('no card number is', () => {
  const never = (text: string) => expect([text, hasCardNumber(text)]).toEqual([text, false]);

  test('a UUID', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        never(uuid);
        never(uuid.toUpperCase());
        never(`tx-${uuid}`);
        never(uuid.replaceAll('-', ''));
      }),
      { numRuns: 10_000 },
    );
  });

  test('an id in hex', () => {
    const digits = fc.constantFrom(...'0123456789abcdef');
    const id = fc
      .constantFrom(16, 24, 32, 40, 64, 96, 128)
      .chain((length) => fc.array(digits, { minLength: length, maxLength: length }))
      .map((all) => all.join(''))
      .filter((text) => /[a-f].*[a-f]/.test(text));
    fc.assert(
      fc.property(id, id, (one, other) => {
        never(one);
        never(`00-${one}-${other.toUpperCase()}-01`);
      }),
      { numRuns: 10_000 },
    );
  });

  test('a digest in hex', () => {
    const digest = fc.tuple(fc.constantFrom('md5', 'sha1', 'sha256', 'sha384', 'sha512'), fc.string());
    fc.assert(
      fc.property(digest, ([algorithm, text]) => never(createHash(algorithm).update(text).digest('hex'))),
      { numRuns: 10_000 },
    );
  });

  const times = (from: string, to: string) => fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true });

  test('a time in words', () => {
    fc.assert(
      fc.property(times('1970-01-01', '2099-12-31'), (date) => {
        const iso = date.toISOString();
        const [day = '', clock = ''] = iso.split('T');
        never(iso);
        never(`${day} ${clock}`);
        never(`${day}-${clock.replaceAll(':', '-')}`);
        never(iso.replaceAll(/[^0-9]/g, '').slice(0, 14));
        never(date.toUTCString());
        never(String(date));
      }),
      runs,
    );
  });

  test('a time in seconds, milli-, micro- or nanoseconds, until 2033', () => {
    fc.assert(
      fc.property(times('2001-09-10', '2033-05-18'), fc.nat(999_999), (date, rest) => {
        const milliseconds = String(date.getTime());
        never(milliseconds.slice(0, 10));
        never(milliseconds);
        never(milliseconds + String(rest % 1_000).padStart(3, '0'));
        never(milliseconds + String(rest).padStart(6, '0'));
      }),
      runs,
    );
  });

  test('an amount, an address or a short id', () => {
    const amount = fc
      .bigInt({ min: 1n, max: 999_999_999_999n })
      .map((minor) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`);
    const short = fc.stringMatching(/^[a-z]{1,4}-\d{1,12}$/);
    fc.assert(fc.property(fc.oneof(amount, short, fc.ipV4(), fc.ipV6()), never), runs);
  });

  test.each([
    '',
    'tx-001',
    'cust-123',
    '99.99',
    'order-2026-11-24-000123',
    '+49 1511 2345678',
    '+4915112345678',
    '192.168.100.200, 10.0.0.1',
    'GA1.2.4567890121.732454697',
    'Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0',
    'Root=1-67891233-abcdef012345678912345678',
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    '0000000000000000',
    '1234567890123456',
    '4111 1111 1111 111',
    '41111111111111112222222222222222',
    '4111 a 1111 a 1111 a 1111',
  ])('in %j', (text) => never(text));

  test('in other digits than those of a network', () => {
    const others = fc.tuple(
      fc.constantFrom('1', '7', '0', '90'),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 13, maxLength: 16 }),
    );
    fc.assert(
      fc.property(others, ([prefix, digits]) => never(withCheckDigit(prefix + digits.join('')))),
      runs,
    );
  });
});

test.each(['1', '1-', '1 ', '4.', 'a1', '0-a', '-', '\u200b', 'é1', '11111111-1111-'])(
  'the search takes time in proportion to the input, also of %j over and over',
  (piece) => {
    const text = piece.repeat(40_000 / piece.length);
    const started = performance.now();
    hasCardNumber(text);
    expect(performance.now() - started).toBeLessThan(5_000);
  },
);
