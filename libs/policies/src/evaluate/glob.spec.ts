import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchGlob } from './glob.ts';

/** The definition, character by character and without any cleverness. */
function naive(pattern: readonly string[], value: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return value.length === 0;
  if (first === '*') return naive(rest, value) || (value.length > 0 && naive(pattern, value.slice(1)));
  return value.length > 0 && (first === '?' || first === value[0]) && naive(rest, value.slice(1));
}

const alphabet = fc.constantFrom('a', 'b', '/', '\n', '.', '😀');
const text = fc.array(alphabet, { maxLength: 8 });
const pattern = fc.array(fc.oneof(alphabet, fc.constantFrom('*', '?')), { maxLength: 8 });

describe('matchGlob', () => {
  test('agrees with the definition', () => {
    fc.assert(
      fc.property(pattern, text, (p, t) => matchGlob(p.join(''), t.join('')) === naive(p, t)),
      { numRuns: 5000 },
    );
  });

  test('a text without wildcards matches itself and nothing else', () => {
    fc.assert(fc.property(text, text, (a, b) => matchGlob(a.join(''), b.join('')) === (a.join('') === b.join(''))));
  });

  test('stays quick where a naive matcher explodes', () => {
    const started = performance.now();
    expect(matchGlob('*a'.repeat(50) + 'b', 'a'.repeat(5000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test.each([
    ['*', '', true],
    ['?', '', false],
    ['a.c', 'abc', false],
    ['in/*', 'in/a\nb', true],
    ['[a]*', 'a', false],
    ['a**b', 'ab', true],
    ['A', 'a', false],
  ])('%j on %j is %j', (p, t, expected) => {
    expect(matchGlob(p, t)).toBe(expected);
  });
});
