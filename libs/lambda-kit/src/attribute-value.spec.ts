import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attributes, attributeValue, plain, type Storable } from './attribute-value.ts';

describe('attributes', () => {
  test('are spelt as DynamoDB spells them, without what is undefined', () => {
    expect(attributes({ s: 'a', n: 1.5, b: false, z: null, l: ['a', 1], m: { x: '' }, u: undefined })).toEqual({
      s: { S: 'a' },
      n: { N: '1.5' },
      b: { BOOL: false },
      z: { NULL: true },
      l: { L: [{ S: 'a' }, { N: '1' }] },
      m: { M: { x: { S: '' } } },
    });
  });

  test.each([NaN, Infinity, -Infinity])('cannot hold %d', (value) => {
    expect(() => attributeValue(value)).toThrow('finite');
  });

  test('give back what was put in', () => {
    const { storable } = fc.letrec<{ storable: Storable }>((tie) => ({
      storable: fc.oneof(
        { depthSize: 'small' },
        fc.string({ unit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('storable')),
        fc.dictionary(fc.string(), tie('storable'), { noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), storable, { noNullPrototype: true }), (item) => {
        expect(plain(attributes(item))).toEqual(item);
      }),
    );
  });
});

test.each([
  ['B', { B: new Uint8Array(1) }],
  ['SS', { SS: ['a'] }],
  ['nothing', {}],
])('plain refuses %s by name', (type, value) =>
  expect(() => plain({ secret: value })).toThrow(`Attribute secret is of type ${type}`),
);
