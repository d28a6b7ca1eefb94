import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { NameRule } from '../model.ts';
import { generateId, makeIdentity, nextIdentity } from './identity.ts';
import { checkName, generateName } from './name.ts';

const rule: NameRule = { property: 'bucket', maxLength: 20, pattern: /^[a-z0-9-]+$/, lowerCase: true, automatic: true };

describe('generated names', () => {
  test('are the logical name, a hyphen and seven hex digits, the same every time', () => {
    const issues: string[] = [];
    const name = generateName(rule, 'Documents', 'identity', issues);
    expect(name).toMatch(/^documents-[0-9a-f]{7}$/);
    expect(generateName(rule, 'Documents', 'identity', issues)).toBe(name);
    expect(generateName(rule, 'Documents', 'another', issues)).not.toBe(name);
    expect(issues).toEqual([]);
  });

  test('fit to the last character; one more is an error, not a cut', () => {
    const issues: string[] = [];
    expect(generateName(rule, 'a'.repeat(12), 'identity', issues)).toHaveLength(20);
    expect(issues).toEqual([]);
    expect(generateName(rule, 'a'.repeat(13), 'identity', issues)).toBeUndefined();
    expect(issues).toEqual([`bucket: name '${'a'.repeat(13)}-' plus 7 random chars is longer than maximum length 20`]);
  });

  test('follow the pattern too', () => {
    const issues: string[] = [];
    generateName(rule, 'my_docs', 'identity', issues);
    expect(issues).toEqual([
      expect.stringMatching(/^invalid value for bucket \(must match \^\[a-z0-9-\]\+\$\): my_docs-/),
    ]);
  });
});

test.each<[string, string[]]>([
  ['documents', []],
  ['a'.repeat(21), [`expected length of bucket to be in the range (1 - 20), got ${'a'.repeat(21)}`]],
  ['', ['expected length of bucket to be in the range (1 - 20), got ']],
  ['Documents', ['invalid value for bucket (must match ^[a-z0-9-]+$): Documents']],
])('the given name "%s" is checked', (name, expected) => {
  const issues: string[] = [];
  checkName(rule, name, issues);
  expect(issues).toEqual(expected);
});

describe('identities', () => {
  const inputs = { name: 'a', tags: { x: '1' } };

  test('depend on seed, urn and replace-on inputs, and on nothing else', () => {
    const identity = makeIdentity('seed', 'urn', ['name'], inputs);
    expect(makeIdentity('seed', 'urn', ['name'], { ...inputs, tags: { x: '2' } })).toBe(identity);
    expect(makeIdentity('seed', 'urn', ['name'], { ...inputs, name: 'b' })).not.toBe(identity);
    expect(makeIdentity('seed', 'other', ['name'], inputs)).not.toBe(identity);
    expect(makeIdentity('other', 'urn', ['name'], inputs)).not.toBe(identity);
    expect(nextIdentity(identity)).not.toBe(identity);
  });

  test('make ids of the wanted length and alphabet', () => {
    const alphabet = fc.uniqueArray(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'), { minLength: 1 });
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.integer({ min: 0, max: 80 }),
        alphabet,
        (identity, prefix, length, letters) => {
          const id = generateId(identity, prefix, length, letters.join(''));
          expect(id.startsWith(prefix)).toBe(true);
          expect(id).toHaveLength(prefix.length + length);
          expect([...id.slice(prefix.length)].every((letter) => letters.includes(letter))).toBe(true);
          expect(generateId(identity, prefix, length, letters.join(''))).toBe(id);
        },
      ),
    );
  });

  test('give different prefixes unrelated ids', () => {
    expect(generateId('identity', 'vpc-', 17).slice(4)).not.toBe(generateId('identity', 'rtb-', 17).slice(4));
  });
});
