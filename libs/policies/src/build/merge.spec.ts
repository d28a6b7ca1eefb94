import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../evaluate/decide.ts';
import { matchArnPattern, compileArnPattern } from '../evaluate/arn-pattern.ts';
import { matchGlob } from '../evaluate/glob.ts';
import { compilePolicy } from '../evaluate/policy.ts';
import { identityStatement, request, resourceStatement } from '../evaluate/testing/arbitraries.ts';
import type { PolicyKind } from '../policy-kind.ts';
import type { Statement } from '../statement.ts';
import { covers, coversResource } from './cover.ts';
import { mergeStatements } from './merge.ts';

const account = '111122223333';
const policy = (kind: PolicyKind, statements: readonly Statement[]) =>
  compilePolicy({ Version: '2012-10-17', Statement: statements }, { name: kind, kind });

/** Statements of few shapes, so that pairs which can be merged are common. */
const alike = <T extends Statement>(one: fc.Arbitrary<T>) =>
  fc
    .array(one, { maxLength: 6 })
    .map((list) => list.map((statement, index): Statement => ({ ...statement, Sid: `S${index}` })));

describe('merging', () => {
  test('never changes a verdict, whoever asks for whatever', () => {
    let fewer = 0;
    fc.assert(
      fc.property(request, alike(identityStatement), alike(resourceStatement), (call, identity, resource) => {
        const [less, lessOfResource] = [mergeStatements(identity), mergeStatements(resource)];
        if (less.length + lessOfResource.length < identity.length + resource.length) fewer += 1;
        const before = decide(call, { identity: [policy('identity', identity)], resource: policy('bucket', resource) });
        const after = decide(call, {
          identity: [policy('identity', less)],
          resource: policy('bucket', lessOfResource),
        });
        return after.verdict === before.verdict && JSON.stringify(less).length <= JSON.stringify(identity).length;
      }),
      { numRuns: 1000 },
    );
    expect(fewer).toBeGreaterThan(100);
  });

  test('gives the same statements in whatever order they come, and has nothing left to merge', () => {
    fc.assert(
      fc.property(alike(identityStatement), (statements) => {
        const merged = mergeStatements(statements);
        expect(mergeStatements(statements.toReversed())).toEqual(merged);
        expect(mergeStatements(merged)).toEqual(merged);
      }),
    );
  });

  const base: Statement = { Sid: 'A', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::docs/a' };
  const secure = { Bool: { 'aws:SecureTransport': 'true' } };
  test.each<[string, Statement, Statement, readonly Statement[]]>([
    [
      'actions on the same resource',
      base,
      { ...base, Sid: 'B', Action: 's3:PutObject' },
      [{ ...base, Action: ['s3:GetObject', 's3:PutObject'] }],
    ],
    [
      'resources of the same action',
      base,
      { ...base, Sid: 'B', Resource: 'arn:aws:s3:::docs/b' },
      [{ ...base, Resource: ['arn:aws:s3:::docs/a', 'arn:aws:s3:::docs/b'] }],
    ],
    [
      'one within the other',
      base,
      { ...base, Sid: 'B', Action: 's3:*', Resource: 'arn:aws:s3:::docs/*' },
      [{ ...base, Action: 's3:*', Resource: 'arn:aws:s3:::docs/*' }],
    ],
    [
      'what a pattern in the same list covers',
      { ...base, Action: ['S3:GetObject', 's3:Get*'] },
      { ...base, Sid: 'B', Effect: 'Deny' },
      [
        { ...base, Action: 's3:Get*' },
        { ...base, Sid: 'B', Effect: 'Deny' },
      ],
    ],
  ])('unites %s', (_, one, other, expected) => {
    expect(mergeStatements([one, other])).toEqual(expected);
  });

  test.each<[string, Partial<Statement>]>([
    ['another effect', { Effect: 'Deny' }],
    ['another condition', { Action: 's3:PutObject', Condition: secure }],
    ['another principal', { Action: 's3:PutObject', Principal: { AWS: account } }],
    ['another action and another resource', { Action: 's3:PutObject', Resource: 'arn:aws:s3:::docs/b' }],
  ])('leaves two statements with %s', (_, change) => {
    const two = [base, { ...base, Sid: 'B', ...change }];
    expect(mergeStatements(two)).toEqual(two);
  });

  test('leaves complements alone', () => {
    const { Action: _action, ...rest } = base;
    const two: Statement[] = [
      { ...rest, NotAction: 's3:GetObject' },
      { ...rest, Sid: 'B', NotAction: 's3:PutObject' },
    ];
    expect(mergeStatements(two)).toEqual(two);
  });
});

describe('a pattern covers another', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 5 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });

  test('only if it matches all that the other matches', () => {
    fc.assert(
      fc.property(pattern, pattern, text, (a, b, t) => !covers(a, b) || !matchGlob(b, t) || matchGlob(a, t)),
      { numRuns: 5000 },
    );
  });

  test('field by field in ARNs', () => {
    const field = fc.constantFrom('a', 'b', '*', 'a*');
    const arn = fc.tuple(field, field, field, field, field, field).map((fields) => fields.join(':'));
    const matches = (one: string, value: string) =>
      matchArnPattern(compileArnPattern(one, { variables: undefined }), value, undefined);
    fc.assert(
      fc.property(arn, arn, arn, (a, b, t) => {
        const value = t.replaceAll('*', 'b');
        return !coversResource(a, b) || !matches(b, value) || matches(a, value);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['s3:*', 's3:Get*', true],
    ['s3:Get*', 's3:*', false],
    ['a?', 'a*', false],
    ['docs/*me*', 'docs/${aws:username}', false],
    ['docs/${aws:username}', 'docs/${aws:username}', true],
  ])('%s and %s: %j', (a, b, expected) => {
    expect(covers(a, b)).toBe(expected);
  });

  test('a star stays in its field', () => {
    expect(coversResource('arn:aws:s3:*', 'arn:aws:s3:::docs')).toBe(false);
    expect(coversResource('arn:*:s3:::docs*', 'arn:aws:s3:::docs:1')).toBe(true);
    expect(coversResource('*', 'anything')).toBe(true);
  });
});
