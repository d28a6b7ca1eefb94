import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseAuthorizerAnswer } from './authorizer-answer.ts';

const right = {
  principalId: 'p',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Sid: 's', Effect: 'Allow', Action: 'execute-api:Invoke', Resource: ['*'], Condition: {} }],
  },
  context: { a: 'b', c: 1, d: true },
  usageIdentifierKey: 'a-key',
};
const parse = (answer: unknown) => parseAuthorizerAnswer(Buffer.from(JSON.stringify(answer)), 'the policy');

test('reads an answer', () => {
  expect(parse(right)).toMatchObject({
    principalId: 'p',
    context: { a: 'b', c: '1', d: 'true' },
    usageIdentifierKey: 'a-key',
  });
  const { context, usageIdentifierKey, ...least } = right;
  expect(Object.keys(parse(least)).sort()).toEqual(['context', 'policy', 'principalId']);
  expect([context, usageIdentifierKey]).toHaveLength(2);
});

test('what trips the evaluator is no policy', () => {
  const policyDocument = { ...right.policyDocument, Version: { toString: null } };
  expect(parse({ ...right, policyDocument })).toBe('policyDocument is not a policy document');
});

/** Every path into a value. */
function paths(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, each]) => paths(each, [...path, name]))];
}

function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value))
    return value.map((each: unknown, at) => (String(at) === name ? replaced(each, rest, by) : each));
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [name]: replaced(record[name], rest, by) };
}

test('whatever stands anywhere in it, it is an answer or named as none, and nothing breaks', () => {
  fc.assert(
    fc.property(fc.constantFrom(...paths(right)), fc.jsonValue({ maxDepth: 2 }), (path, value) => {
      const answer = parse(replaced(right, path, value));
      if (typeof answer === 'string') expect(answer).not.toBe('');
      else expect(Object.values(answer.context).every((each) => typeof each === 'string')).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('whatever bytes a function answers, they are not taken for an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(typeof parseAuthorizerAnswer(Buffer.from(bytes), 'the policy')).toBe('string');
    }),
  );
});
