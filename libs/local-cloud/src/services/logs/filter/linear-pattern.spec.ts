import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { regex } from './regex.ts';

const character = fc.constantFrom('a', 'b', '1', '_', ' ', '-', '\n', 'ä');
const texts = fc.array(character, { maxLength: 12 }).map((parts) => parts.join(''));
const atoms = fc.constantFrom(
  'a',
  'b',
  '.',
  '\\d',
  '\\W',
  '\\s',
  '[ab]',
  '[^a1]',
  '[a-b_]',
  '\\x61',
  '\\.',
  '-',
  '[]',
  '[^]',
);
const quantifiers = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '{0,2}', '{2,}', '*?', '+?', '{,2}');
const piece = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(atoms, quantifiers).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.constantFrom('^', '$', '\\b', '\\B', '|') },
);
const bodies = fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));

describe('a regular expression of a filter pattern', () => {
  test('matches what the same expression of the language matches', () => {
    fc.assert(
      fc.property(bodies, texts, (body, text) => {
        expect(regex(body).test(text)).toBe(new RegExp(body).test(text));
      }),
      { numRuns: 3000 },
    );
  });

  test.each(['a.*a.*a.*a.*a.*X', '.*.*.*.*.*.*X', '[a-z]*[a-z]*[a-z]*;', 'a{0,99}a{0,99}a{0,99}X', 'a*X'])(
    'takes a message once, whatever it repeats: %s',
    (body) => {
      const long = 'a'.repeat(20_000);
      expect(regex(body).test(long)).toBe(false);
      expect(regex(body).test(`${long}X;`)).toBe(true);
    },
  );

  test.each([
    ['a{1,100000}', /too long/],
    ['\\1', /not supported/],
    ['\\u0061', /not supported/],
    ['a**', /no regular expression/],
    ['[a', /no regular expression/],
  ])('is refused where it is %s', (body, message) => {
    expect(() => regex(body)).toThrow(message);
  });
});
