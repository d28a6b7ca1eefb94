import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ContextMap } from './context.ts';
import { compileGlob, matchCompiled, matchGlob } from './glob.ts';
import { parseTemplate } from './variables.ts';

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
    ['?a', '\uffffa', true],
    ['?', '\u{10000}', true],
    ['??', '\u{10000}', false],
    ['${aws:username}', '${aws:username}', true],
    ['a', 'ab', false],
    ['ab', 'a', false],
    ['a*', 'ba', false],
  ])('%j on %j is %j', (p, t, expected) => {
    expect(matchGlob(p, t)).toBe(expected);
  });
});

describe('a pattern is compiled to the cheapest shape that can match it', () => {
  const compile = (text: string) => compileGlob(parseTemplate(text, true));
  test.each([
    ['*', 'any', ''],
    ['**', 'any', ''],
    ['docs', 'literal', 'docs'],
    ['', 'literal', ''],
    ['\0', 'literal', '\0'],
    ['docs*', 'prefix', 'docs'],
    ['docs**', 'prefix', 'docs'],
    ['docs*x', 'general', ''],
    ['*x', 'general', ''],
    ['docs?', 'general', ''],
    ['${aws:username}', 'template', ''],
    ['a${aws:username}*', 'template', ''],
  ])('%j: %s', (text, kind, literal) => {
    expect(compile(text)).toMatchObject({ kind, text: literal });
  });

  test('a template without a context matches nothing, and from an index only the rest counts', () => {
    expect(matchCompiled(compile('${aws:username}'), 'ana', undefined)).toBe(false);
    const context = new ContextMap({ 'aws:username': 'ana' });
    for (const pattern of ['ana', 'a*', '*a', 'a?a', '${aws:username}', '*'])
      expect(matchCompiled(compile(pattern), 'x/ana', context, 2)).toBe(true);
    for (const pattern of ['x/ana', 'x*', '*b', 'a?', '${aws:username}x'])
      expect(matchCompiled(compile(pattern), 'x/ana', context, 2)).toBe(false);
  });
});
