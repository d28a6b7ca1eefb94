import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileConditions } from '../evaluate/conditions/condition.ts';
import { ContextMap, type ContextValue } from '../evaluate/context.ts';
import type { ConditionBlock } from '../statement.ts';
import { canonicalCondition } from './conditions.ts';

const refuse = (problem: string, remedy: string): never => {
  throw new Error(`${problem}. ${remedy}`);
};

test('is sorted, without repetitions, and a single value stands alone', () => {
  const condition = canonicalCondition(
    { StringLike: { 's3:prefix': ['b', 'a', 'b'] }, Bool: { 'aws:SecureTransport': ['true'] } },
    refuse,
  );
  expect(JSON.stringify(condition)).toBe(
    '{"Bool":{"aws:SecureTransport":"true"},"StringLike":{"s3:prefix":["a","b"]}}',
  );
});

test('holds exactly when the condition it was made from holds', () => {
  const values = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 });
  const operator = fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLikeIfExists', 'ForAnyValue:StringEquals');
  const block = fc.dictionary(operator, fc.dictionary(fc.constantFrom('s:k', 's:l'), values), { maxKeys: 3 });
  const context = fc.record<Record<string, ContextValue>>(
    { 's:k': fc.constantFrom('a', 'b'), 's:l': fc.constantFrom('a', 'c') },
    { requiredKeys: [] },
  );
  const holds = (condition: ConditionBlock, request: Record<string, ContextValue>) =>
    compileConditions(condition, true).map(({ test }) => test(new ContextMap(request)));
  fc.assert(
    fc.property(block, context, (condition, request) => {
      let canonical: ConditionBlock;
      try {
        canonical = canonicalCondition(condition, refuse);
      } catch {
        // Refused as a contradiction: then it cannot hold.
        return !holds(condition, request).every((one) => one === true);
      }
      return holds(canonical, request).sort().join() === holds(condition, request).sort().join();
    }),
    { numRuns: 2000 },
  );
});

describe('refused, because the condition cannot be meant:', () => {
  test.each<[string, ConditionBlock, string]>([
    ['no value', { ArnLike: { 'aws:PrincipalArn': [] } }, 'ArnLike on aws:PrincipalArn compares with nothing'],
    ['an empty value', { StringEquals: { 'aws:SourceVpce': ['a', ''] } }, 'compares with nothing'],
    [
      'one key in two spellings',
      { StringEquals: { 'aws:SourceVpce': 'a', 'aws:sourceVPCE': 'b' } },
      'StringEquals on aws:SourceVpce and on aws:sourceVPCE, which are one key. Put all values into one list.',
    ],
    [
      'a key that must be absent and fit',
      { Null: { 'aws:SourceVpce': 'true' }, StringLike: { 'aws:sourcevpce': 'vpce-*' } },
      'Null wants no aws:SourceVpce and StringLike wants one',
    ],
    [
      'values accepted and excluded',
      { StringEquals: { 'aws:SourceVpce': 'a' }, StringNotEquals: { 'aws:SourceVpce': ['a', 'b'] } },
      'StringNotEquals excludes all that StringEquals on aws:SourceVpce accepts',
    ],
  ])('%s', (_, condition, message) => {
    expect(() => canonicalCondition(condition, refuse)).toThrow(message);
  });

  test.each<[string, ConditionBlock]>([
    [
      'a key that must be absent or fit',
      { Null: { 'aws:SourceVpce': 'true' }, StringLikeIfExists: { 'aws:SourceVpce': 'v' } },
    ],
    [
      'a key that must be there and fit',
      { Null: { 'aws:SourceVpce': 'false' }, StringLike: { 'aws:SourceVpce': 'v' } },
    ],
    ['some of the accepted values excluded', { StringEquals: { k: ['a', 'b'] }, StringNotEquals: { k: 'a' } }],
    ['a pattern with exceptions', { StringLike: { k: 'a*' }, StringNotLike: { k: 'ab*' } }],
  ])('but not %s', (_, condition) => {
    expect(canonicalCondition(condition, refuse)).toEqual(condition);
  });
});
