import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareBytes, sortable } from './order.ts';
import { addNumbers, normaliseNumber, sizeOfNumber, sortableNumber, subtractNumbers } from './number.ts';
import { isEqual, type AttributeValue } from './attribute-value.ts';
import { readValue } from './read-value.ts';
import { sizeOfItem } from './size.ts';

/** Up to 38 digits, with a point and an exponent somewhere. */
const numbers = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 38n - 1n }), fc.integer({ min: -80, max: 80 }))
  .map(([negative, digits, exponent]) => `${negative ? '-' : ''}${digits}e${exponent}`);
const integers = fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n });

describe('numbers', () => {
  test.each([
    ['0', '0'],
    ['-0.00', '0'],
    ['007.50', '7.5'],
    ['1e3', '1000'],
    ['1.5E-3', '0.0015'],
    ['.5', '0.5'],
    ['+3', '3'],
    ['-12345678901234567890123456789012345678', '-12345678901234567890123456789012345678'],
  ])('%s is %s', (text, normal) => expect(normaliseNumber(text)).toBe(normal));

  test.each([
    ['', 'The parameter cannot be converted to a numeric value'],
    ['1,5', 'The parameter cannot be converted to a numeric value: 1,5'],
    [' 1', 'The parameter cannot be converted to a numeric value:  1'],
    ['1e126', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    ['1e-131', 'Number underflow. Attempting to store a number with magnitude smaller than supported range'],
    ['1'.repeat(100_000), 'Attempting to store more than 38 significant digits in a Number'],
    ['1'.repeat(39), 'Attempting to store more than 38 significant digits in a Number'],
  ])('%s is refused', (text, message) => expect(() => normaliseNumber(text)).toThrow(message));

  test('keep their normal form', () => {
    fc.assert(
      fc.property(numbers, (text) => {
        const normal = normaliseNumber(text);
        expect(normaliseNumber(normal)).toBe(normal);
        expect(Number(normal)).toBeCloseTo(Number(text), -Math.ceil(Math.log10(Math.abs(Number(text)) + 1)));
      }),
    );
  });

  test('add and subtract exactly', () => {
    fc.assert(
      fc.property(integers, integers, (a, b) => {
        expect(addNumbers(String(a), String(b))).toBe(String(a + b));
        expect(subtractNumbers(String(a), String(b))).toBe(String(a - b));
      }),
    );
    expect(addNumbers('0.1', '0.2')).toBe('0.3');
    expect(() => addNumbers('1e60', '1')).toThrow('more than 38 significant digits');
  });

  test('sort as they are worth', () => {
    fc.assert(
      fc.property(integers, integers, (a, b) => {
        const order = compareBytes(sortableNumber(String(a)), sortableNumber(String(b)));
        expect(Math.sign(order)).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
    const sorted = [
      '-1e10',
      '-15',
      '-1.5',
      '-1.05',
      '-1',
      '-0.5',
      '-1e-9',
      '0',
      '1e-9',
      '0.5',
      '1',
      '1.05',
      '1.5',
      '15',
      '1e10',
    ];
    const texts = sorted.map((text) => sortableNumber(normaliseNumber(text)));
    expect(texts.toSorted(compareBytes)).toEqual(texts);
  });

  test('count one byte for two digits, and one', () => {
    expect(['0', '1', '-1', '12', '123', '1000', '1.5'].map((text) => sizeOfNumber(text))).toEqual([
      2, 2, 3, 2, 3, 2, 2,
    ]);
  });
});

test('strings sort by their UTF-8 bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

test('binary values sort as unsigned bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      const text = (bytes: Uint8Array): string => sortable({ B: Buffer.from(bytes).toString('base64') }) ?? '';
      expect(Math.sign(compareBytes(text(a), text(b)))).toBe(Buffer.compare(a, b));
    }),
  );
});

describe('values', () => {
  const scalars = fc.oneof(
    fc.string().map((S): AttributeValue => ({ S })),
    fc.integer().map((n): AttributeValue => ({ N: String(n) })),
    fc.boolean().map((BOOL): AttributeValue => ({ BOOL })),
    fc.uniqueArray(fc.string(), { minLength: 1 }).map((SS): AttributeValue => ({ SS })),
  );
  const values = fc.letrec<{ value: AttributeValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      scalars,
      fc.array(tie('value'), { maxLength: 4 }).map((L): AttributeValue => ({ L })),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }).map((M): AttributeValue => ({ M: { ...M } })),
    ),
  })).value;

  test('are read as they are, and equal themselves only', () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const read = readValue(JSON.parse(JSON.stringify(one)) as never);
        expect(isEqual(read, one)).toBe(true);
        expect(isEqual(one, other)).toBe(isEqual(other, one));
        if (!('SS' in one)) expect(JSON.stringify(read)).toBe(JSON.stringify(one));
      }),
    );
  });

  test.each([
    [{}, 'Supplied AttributeValue is empty'],
    [{ S: 'x', N: '1' }, 'has more than one datatypes set'],
    [{ S: 1 }, 'NUMBER_VALUE cannot be converted to String'],
    [{ NULL: false }, 'Null attribute value types must have the value of true'],
    [{ SS: ['a', 'a'] }, 'Input collection [a, a] contains duplicates.'],
    [{ NS: ['1', '1.0'] }, 'Input collection contains duplicates'],
    [{ B: '?' }, 'not valid base64'],
  ])('%j is refused', (value, message) => expect(() => readValue(value)).toThrow(message));

  test('lie at most 32 levels deep', () => {
    const nested = (levels: number): AttributeValue => (levels === 0 ? { S: 'x' } : { L: [nested(levels - 1)] });
    expect(() => readValue(nested(32) as never)).not.toThrow();
    expect(() => readValue(nested(33) as never)).toThrow('Nesting Levels have exceeded supported limits');
  });

  test('have the sizes DynamoDB counts', () => {
    expect(sizeOfItem({ id: { S: 'äb' }, n: { N: '123' } })).toBe(2 + 3 + 1 + 3);
    expect(sizeOfItem({ l: { L: [{ S: 'a' }, { BOOL: true }] } })).toBe(1 + 3 + 2 + 2);
    expect(sizeOfItem({ m: { M: { k: { NULL: true } } } })).toBe(1 + 3 + 1 + 1 + 1);
    expect(sizeOfItem({ b: { B: 'AAAA' }, s: { SS: ['a', 'bc'] } })).toBe(1 + 3 + 1 + 3);
  });
});
