import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileArnPattern, matchArnPattern, type ArnPatternOptions } from './arn-pattern.ts';
import { ContextMap, type ContextValue } from './context.ts';
import { matchGlob } from './glob.ts';

const match = (pattern: string, arn: string, options: ArnPatternOptions, context: Record<string, ContextValue> = {}) =>
  matchArnPattern(compileArnPattern(pattern, options), arn, new ContextMap(context));
const plain: ArnPatternOptions = { variables: undefined };

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

  test.each([
    ['**', 'anything', true],
    ['nope', '', false],
    ['*:*:*:*:*:*', 'a', false],
    ['*:*:*:*:*:*', 'a:b:c:d:e', false],
    ['*:*:*:*:*:*', 'a:b:c:d:e:', true],
    ['arn:*:s3:::docs', 'arn:aws:s3::docs', false],
  ])('%s on %j: %j', (pattern, arn, expected) => {
    expect(match(pattern, arn, plain)).toBe(expected);
  });

  test.each([
    ['*', 'everything', '', 0],
    ['arn:aws:s3:::docs/*', 'prefixed', 'arn:aws:s3:::', 0],
    ['arn:aws:sqs:*:1:q', 'fields', '', 5],
    ['docs', 'nothing', '', 0],
  ])('%s is compiled to %s', (pattern, kind, head, fieldCount) => {
    const compiled = compileArnPattern(pattern, plain);
    expect(compiled).toMatchObject({ kind, head });
    expect(compiled.fields).toHaveLength(fieldCount);
    if (kind === 'everything' || kind === 'nothing') {
      expect(compiled.last).toEqual({ kind: 'literal', text: '', tokens: [] });
    }
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

    test('and the last field is the sixth, also of a short one', () => {
      const short: ArnPatternOptions = { variables: 'last-field', completeShort: true };
      expect(match('arn:aws:${svc}', 'arn:aws:s3:::docs', short, { svc: 's3' })).toBe(false);
      expect(match('arn:aws:iam::${*}:user/ana', 'arn:aws:iam::*:user/ana', { variables: 'last-field' })).toBe(false);
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
