import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileRegex, regexProblem } from './regex.ts';

/** Patterns over few characters, which both engines read alike; short, for one of them is slow with what nests. */
const { pattern } = fc.letrec<{ pattern: string; atom: string; quantified: string; sequence: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constantFrom(
      'a',
      'b',
      'A',
      '_',
      '-',
      ' ',
      '.',
      '\\n',
      '\\w',
      '\\W',
      '\\d',
      '\\s',
      '[ab]',
      '[^a]',
      '[a-c_]',
      '\\b',
      '\\B',
      '^',
    ),
    tie('pattern').map((inner) => `(?:${inner})`),
    tie('pattern').map((inner) => `(${inner})`),
  ),
  quantified: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '{2,}', '*?'))
    .map(([atom, quantifier]) => (/^(\\[bB]|\^)$/.test(atom) ? atom : atom + quantifier)),
  sequence: fc.array(tie('quantified'), { maxLength: 4 }).map((parts) => parts.join('')),
  pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((branches) => branches.join('|')),
}));
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', '_', '-', ' ', '\n', '1'), maxLength: 8 });

/** JavaScript's engine goes back and forth: with more of them, one inside the other, it may take hours for eight characters. */
const repetitions = (source: string): number => source.match(/[*+}]|[^(]\?/g)?.length ?? 0;

describe('a regular expression', () => {
  test('matches what JavaScript’s engine matches', () => {
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        fc.pre(source !== '' && repetitions(source) <= 4);
        expect(compileRegex(source).test(subject)).toBe(new RegExp(source).test(subject));
        expect(compileRegex(`(?i)${source}`).test(subject)).toBe(new RegExp(source, 'i').test(subject));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['(a+)+$', `${'a'.repeat(50_000)}b`],
    ['(.*a){12}c', 'a'.repeat(50_000)],
    ['.*.*.*.*x', 'y'.repeat(50_000)],
    ['(?:a|aa)*b', 'a'.repeat(50_000)],
    ['[ab]*a[ab]{40}c', 'ab'.repeat(25_000)],
  ])('%s takes time linear in the text', (source, subject) => {
    const regex = compileRegex(source);
    const started = process.hrtime.bigint();
    expect(regex.test(subject)).toBe(false);
    // A backtracking engine takes longer than the universe is old.
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(5000);
  });

  test.each<[string, string, boolean]>([
    ['a$', 'a\n', true],
    ['a$', 'a\nb', false],
    ['(?m)a$', 'a\nb', true],
    ['a\\z', 'a\n', false],
    ['^b', 'a\nb', false],
    ['(?m)^b', 'a\nb', true],
    ['(?i)select\\s+from', 'SeLeCT \t FROM', true],
    ['select', 'SELECT', false],
    ['a(?i)b|c', 'C', true],
    ['(?i:[a-c_])|a', 'A', true],
    ['(?i:b)a', 'BA', false],
    ['a.c', 'a\nc', false],
    ['(?s)a.c', 'a\nc', true],
    ['[[:alpha:]]{3}\\x2e[^]]', 'abc.d', true],
    ['\\Qa.b\\E+', 'a.bb', true],
    ['\\Qa.b\\E', 'axb', false],
    ['a{,3}', 'a{,3}', true],
    ['\\$\\{jndi:', '${jndi:ldap', true],
    ['\\h\\v', '\t\n', true],
    ['(?<name>x)(?#note)y', 'xy', true],
    ['é', Buffer.from('café').toString('latin1'), true],
    ['é', 'caf\u00e9', false],
    ['$', '', true],
    ['$', 'ab', true],
  ])('%s on %j: %s', (source, subject, expected) => {
    expect(compileRegex(source).test(subject)).toBe(expected);
  });

  test.each<[string, RegExp]>([
    ['(a)\\1', /\\1 is not supported/],
    ['(?=a)', /takes no lookahead/],
    ['(?<!a)b', /takes no lookahead or lookbehind/],
    ['(?>a)', /atomic groups/],
    ['a++', /possessive/],
    ['(*FAIL)', /backtracking verbs/],
    ['(?1)', /conditions, recursion/],
    ['\\C', /\\C is not supported/],
    ['\\R', /\\R is not supported/],
    ['\\K', /\\K is not supported/],
    ['(?x)a', /option x/],
    ['(a', /no closing/],
    ['a)', /no opening/],
    ['[a', /no end/],
    ['[b-a]', /out of order/],
    ['a{3,2}', /out of order/],
    ['a{2000}', /too large/],
    ['(a{900}){900}', /too large/],
    ['*a', /nothing to repeat/],
    ['a\\', /nothing after it/],
    ['', /empty/],
    ['a'.repeat(513), /513 of at most 512/],
  ])('refuses pattern %#', (source, problem) => {
    expect(regexProblem(source)).toMatch(problem);
  });
});
