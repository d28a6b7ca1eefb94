import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NumberText, parseExactJson } from './number-text.ts';

/** Back to floats, to compare with what `JSON.parse` makes of a text. */
const floats = (value: unknown): unknown => {
  if (value instanceof NumberText) return Number(value.text);
  if (Array.isArray(value)) return value.map(floats);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, floats(member)]));
};

describe('parseExactJson', () => {
  test('keeps numbers as they were written, wherever they are', () => {
    expect(parseExactJson('{"a":1.10,"b":[1e2,{"c":-0}],"d":"1.10","e":12345678901234567890.000}')).toEqual({
      a: new NumberText('1.10'),
      b: [new NumberText('1e2'), { c: new NumberText('-0') }],
      d: '1.10',
      e: new NumberText('12345678901234567890.000'),
    });
    expect(parseExactJson(' 0.1 ')).toEqual(new NumberText('0.1'));
  });

  test('is JSON.parse otherwise', () => {
    const json = fc.tuple(fc.json(), fc.constantFrom(undefined, 1, ' ', '\t')).map(([text, indent]) => {
      return JSON.stringify(JSON.parse(text), null, indent);
    });
    fc.assert(
      fc.property(json, (text) => {
        expect(floats(parseExactJson(text))).toEqual(JSON.parse(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test.each(['', '{', '{"a":01}', "{'a':1}", '{"a":1,}', 'NaN', '{"a":.5}', '+1'])(
    'refuses %j as JSON.parse does',
    (text) => {
      expect(() => parseExactJson(text)).toThrow(SyntaxError);
      expect(() => void JSON.parse(text)).toThrow(SyntaxError);
    },
  );

  test.each([
    '{"a":1,"a":1}',
    '{"a":1,"b":{"c":[{"d":1,"d":2}]}}',
    '{"a":1,"\\u0061":2}',
    '{"__proto__":1,"__proto__":2}',
    '{"a":{"b":1},"a":{"b":1}}',
  ])('refuses %s: which of the two counts?', (text) => {
    expect(() => parseExactJson(text)).toThrow('twice');
  });

  test.each(['{"a":"b\\":","c":"\\\\"}', '{"a":{"a":{"a":1}}}', '[{"a":1},{"a":1}]', '{"":":","a":"\\"a\\":1"}'])(
    'is not led astray by %s',
    (text) => {
      expect(floats(parseExactJson(text))).toEqual(JSON.parse(text));
    },
  );
});
