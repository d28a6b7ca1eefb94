import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileArnPattern, matchArnPattern, type ArnPatternOptions } from './arn-pattern.ts';
import { ContextMap, type ContextValue } from './context.ts';
import { matchGlob } from './glob.ts';

const match = (pattern: string, arn: string, options: ArnPatternOptions, context: Record<string, ContextValue> = {}) =>
  matchArnPattern(compileArnPattern(pattern, options), arn, new ContextMap(context));
const plain: ArnPatternOptions = { variables: 'none' };

const field = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 3 });
const fields = fc.tuple(field, field, field, field, field);
const last = fc.string({ unit: fc.constantFrom('a', 'b', '/', ':', '*', '?'), maxLength: 5 });

describe('ARN patterns', () => {
  test('match field by field, the last one with its colons', () => {
    const text = (value: string) => value.replaceAll('*', 'a').replaceAll('?', 'b');
    fc.assert(
      fc.property(fields, last, fields, last, (patternHead, patternLast, head, tail) => {
        const arn = [...head, tail].map(text).join(':');
        const expected =
          patternHead.every((one, index) => matchGlob(one, text(head[index] as string))) &&
          matchGlob(patternLast, text(tail));
        expect(match([...patternHead, patternLast].join(':'), arn, plain)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  test('a wildcard stays in its field', () => {
    expect(match('arn:aws:lambda:*:function:f', 'arn:aws:lambda:us-east-1:111122223333:function:f', plain)).toBe(false);
    expect(match('arn:aws:lambda:*:*:function:f', 'arn:aws:lambda:us-east-1:111122223333:function:f', plain)).toBe(
      true,
    );
  });

  test('* alone is everything, also the "*" of actions without resources; an ARN pattern is not', () => {
    expect(match('*', '*', plain)).toBe(true);
    expect(match('arn:*:*:*:*:*', '*', plain)).toBe(false);
  });

  test('short ARNs are completed only where asked', () => {
    expect(match('arn:aws:s3', 'arn:aws:s3:::docs/a', { ...plain, completeShort: true })).toBe(true);
    expect(match('arn:aws:s3', 'arn:aws:s3:::docs/a', plain)).toBe(false);
  });

  describe('variables', () => {
    const context = { 'aws:username': 'ana', 'aws:PrincipalAccount': '111122223333' };
    const arn = 'arn:aws:iam::111122223333:user/ana';

    test('count in the last field of a Resource only', () => {
      const resource: ArnPatternOptions = { variables: 'last-field' };
      expect(match('arn:aws:iam::111122223333:user/${aws:username}', arn, resource, context)).toBe(true);
      expect(match('arn:aws:iam::${aws:PrincipalAccount}:user/ana', arn, resource, context)).toBe(false);
    });

    test('count everywhere in a condition value', () => {
      const value: ArnPatternOptions = { variables: 'everywhere' };
      expect(match('arn:aws:iam::${aws:PrincipalAccount}:user/${aws:username}', arn, value, context)).toBe(true);
      expect(
        match('arn:aws:iam::${aws:PrincipalAccount}:user/${aws:username}', arn, value, { 'aws:username': 'ana' }),
      ).toBe(false);
    });

    test('are text in the old language version', () => {
      expect(match('arn:aws:iam::111122223333:user/${aws:username}', arn, plain, context)).toBe(false);
    });
  });
});
