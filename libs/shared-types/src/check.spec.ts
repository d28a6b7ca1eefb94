import { describe, expect, test } from '@jest/globals';
import AjvDraft04 from 'ajv-draft-04';
import fc from 'fast-check';
import { check } from './check.ts';
import { documentRequestModel } from './document.ts';
import type { Schema } from './schema.ts';

const text = { type: 'string', minLength: 2, maxLength: 3 } as const;
const thing = {
  type: 'object',
  properties: {
    name: text,
    kind: { type: 'string', enum: ['a', 'b'] },
    labels: { type: 'object', additionalProperties: text },
  },
  required: ['name'],
  additionalProperties: false,
} as const satisfies Schema;

const faults = (schema: Schema, value: unknown) => {
  const result = check(schema, value);
  return result.ok ? [] : result.errors.map(({ field, message }) => `${field}: ${message}`);
};

describe('check', () => {
  test('gives back what fits', () => {
    const value = { name: 'abc', kind: 'a', labels: { x: 'yy' } };
    expect(check(thing, value)).toEqual({ ok: true, value });
    expect(check(thing, { name: 'ab' }).ok).toBe(true);
  });

  test.each<[unknown, string[]]>([
    [42, [': must be an object, not a number']],
    [null, [': must be an object, not null']],
    [[], [': must be an object, not an array']],
    ['text', [': must be an object, not a string']],
    [{}, ['name: is required']],
    [{ name: null }, ['name: must be a string, not null']],
    [{ name: {} }, ['name: must be a string, not an object']],
    [{ name: ['ab'] }, ['name: must be a string, not an array']],
    [{ name: 'a' }, ['name: must have at least 2 characters']],
    [{ name: 'abcd' }, ['name: must have at most 3 characters']],
    [{ name: 'ab', kind: 'c' }, ['kind: must be one of: a, b']],
    [{ name: 'ab', labels: { x: 1 } }, ['labels.x: must be a string, not a number']],
    [{ name: 'ab', labels: [] }, ['labels: must be an object, not an array']],
    [{ name: 'ab', extra: 1 }, ['extra: is not a known field']],
    [
      { extra: 1, kind: 2 },
      ['name: is required', 'extra: is not a known field', 'kind: must be a string, not a number'],
    ],
  ])('refuses %j naming every field at fault', (value, expected) => {
    expect(faults(thing, value)).toEqual(expected);
  });

  test('counts code points, not UTF-16 units', () => {
    expect(faults(text, '😀')).toEqual([': must have at least 2 characters']);
    expect(faults(text, '😀😀😀')).toEqual([]);
    expect(faults(text, '😀😀😀😀')).toEqual([': must have at most 3 characters']);
  });

  test('is not fooled by names every object inherits', () => {
    expect(faults(thing, JSON.parse('{"name":"ab","__proto__":{"kind":"a"}}'))).toEqual([
      '__proto__: is not a known field',
    ]);
    expect(faults(thing, { name: 'ab', constructor: 1, toString: 2 })).toHaveLength(2);
    expect(faults(thing, Object.create({ name: 'ab' }))).toEqual(['name: is required']);
  });

  test.each<[unknown, string[]]>([
    [1, []],
    [100, []],
    [1.0, []],
    [0, [': must be a whole number from 1 to 100']],
    [101, [': must be a whole number from 1 to 100']],
    [1.5, [': must be a whole number from 1 to 100']],
    ['1', [': must be a whole number, not a string']],
    [null, [': must be a whole number, not null']],
  ])('takes %j for a whole number or says %j', (value, expected) => {
    const schema = { type: 'integer', minimum: 1, maximum: 100 } as const;
    expect(faults(schema, value)).toEqual(expected);
    expect(new AjvDraft04.default({ logger: false }).validate(schema, value)).toBe(expected.length === 0);
  });

  test('bounds what it says about hostile input', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`f${i}`, 1]));
    expect(faults(thing, { name: 'ab', ...many })).toHaveLength(20);
    const [fault = ''] = faults(thing, { name: 'ab', ['x'.repeat(5000)]: 1 });
    expect(fault.length).toBeLessThan(100);
  });

  test('never quotes a value', () => {
    expect(JSON.stringify(faults(thing, { name: 'CANARY', kind: 'CANARY', labels: { x: 'CANARY' } }))).not.toContain(
      'CANARY',
    );
  });
});

describe('check agrees with a JSON Schema draft-04 validator', () => {
  const fileName = fc.oneof(
    fc.constantFrom(
      'a.txt',
      '.',
      '..',
      '...',
      '',
      'a/b',
      'a\\b',
      'a\nb',
      'a\u007f',
      'ä😀.pdf',
      'x'.repeat(255),
      'x'.repeat(256),
      '😀'.repeat(255),
    ),
    fc.string({ unit: 'binary' }),
  );
  const contentType = fc.oneof(
    fc.constantFrom(
      'text/plain',
      'text/csv; charset=utf-8',
      'text/csv;charset="utf 8"',
      'text',
      '/',
      'a/b;',
      'a/b; c',
      'a/b; c="',
      'image/svg+xml',
      'a/b ',
    ),
    fc.stringMatching(/^[a-z+]{1,4}\/[a-z.]{1,4}( ?; ?[a-z]+=[a-z"]+)*$/),
    fc.string(),
  );
  const anything = fc.oneof(
    fc.anything(),
    fc.json().map((json) => JSON.parse(json) as unknown),
  );
  const optional = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 8, arbitrary }, { weight: 1, arbitrary: anything });
  const nearlyRequest = fc.record(
    {
      fileName: optional(fileName),
      contentType: optional(contentType),
      content: optional(fc.string()),
      encoding: optional(fc.constantFrom('utf8', 'base64', 'hex', '')),
      metadata: optional(fc.dictionary(fc.string(), optional(fc.string()))),
      surplus: anything,
    },
    { requiredKeys: [] },
  );
  const fitting = fc.record(
    {
      fileName: fc.constantFrom('a.txt', 'ä😀.pdf', '😀'.repeat(255)),
      contentType: fc.constantFrom('text/plain', 'text/csv; charset=utf-8'),
      content: fc.string({ minLength: 1 }),
      encoding: fc.constantFrom('utf8', 'base64'),
      metadata: fc.dictionary(fc.string(), fc.string()),
    },
    { requiredKeys: ['fileName', 'contentType', 'content'] },
  );
  const accepts = new AjvDraft04.default({ logger: false }).compile(documentRequestModel);
  const seen = { accepted: 0, refused: 0 };

  // Both sides see what JSON.parse makes: no undefined, no prototypes, no NaN.
  const verdicts = (value: unknown) => {
    const parsed: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
    const verdict = check(documentRequestModel, parsed).ok;
    seen[verdict ? 'accepted' : 'refused']++;
    return [verdict, accepts(parsed)];
  };

  test.each([
    ['requests that are nearly right', nearlyRequest],
    ['requests that are right', fitting],
    ['anything at all', anything],
  ])('on %s', (_name, arbitrary: fc.Arbitrary<unknown>) => {
    fc.assert(
      fc.property(arbitrary, (value) => {
        const [ours, ajv] = verdicts(value);
        expect(ours).toBe(ajv);
      }),
      { numRuns: 400 },
    );
  });

  test('on enough of both kinds to mean something', () => {
    expect(seen.accepted).toBeGreaterThan(350);
    expect(seen.refused).toBeGreaterThan(350);
  });
});
