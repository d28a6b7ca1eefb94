import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../evaluate/decide.ts';
import { compilePolicy } from '../evaluate/policy.ts';
import { identityStatement, request, resourceStatement } from '../evaluate/testing/arbitraries.ts';
import type { Statement } from '../statement.ts';
import { wideningsOf } from './variants.ts';

const base: Statement = { Sid: 'S', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::docs/*' };
const elements = (statement: Statement) => wideningsOf(statement).map(({ element }) => element);

test('each element is widened in turn, each condition key left out in turn', () => {
  const statement: Statement = {
    ...base,
    Principal: { AWS: '111122223333' },
    Condition: { StringEquals: { 'aws:SourceVpce': 'v', 's3:prefix': 'p' }, Bool: { 'aws:SecureTransport': 'true' } },
  };
  expect(wideningsOf(statement)).toEqual([
    { element: 'actions', statement: { ...statement, Action: ['s3:*'] } },
    { element: 'resources', statement: { ...statement, Resource: '*' } },
    { element: 'principals', statement: { ...statement, Principal: '*' } },
    {
      element: 'aws:SourceVpce',
      statement: {
        ...statement,
        Condition: { StringEquals: { 's3:prefix': 'p' }, Bool: { 'aws:SecureTransport': 'true' } },
      },
    },
    {
      element: 's3:prefix',
      statement: {
        ...statement,
        Condition: { StringEquals: { 'aws:SourceVpce': 'v' }, Bool: { 'aws:SecureTransport': 'true' } },
      },
    },
    {
      element: 'aws:SecureTransport',
      statement: { ...statement, Condition: { StringEquals: { 'aws:SourceVpce': 'v', 's3:prefix': 'p' } } },
    },
  ]);
});

test.each<[string, Statement, readonly string[]]>([
  ['as wide as can be', { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }, []],
  ['a whole service', { ...base, Action: ['s3:*'], Resource: '*' }, []],
  ['all but some actions', { Effect: 'Deny', NotAction: 's3:*', Resource: '*' }, ['actions']],
  ['all but some resources', { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:s3:::a' }, ['resources']],
  [
    'all but some principals',
    { Effect: 'Deny', NotPrincipal: { AWS: '1' }, Action: '*', Resource: '*' },
    ['principals'],
  ],
  ['one key', { ...base, Resource: '*', Action: 's3:*', Condition: { Bool: { k: 'true' } } }, ['k']],
  [
    'a trust policy',
    { Effect: 'Allow', Principal: { Service: 'x' }, Action: 'sts:AssumeRole' },
    ['actions', 'principals'],
  ],
])('%s', (_, statement, expected) => {
  expect(elements(statement)).toEqual(expected);
});

test('a wider statement matches whatever the narrower one matches', () => {
  const compiled = (statement: Statement, kind: 'identity' | 'bucket') => {
    const policy = compilePolicy(
      { Version: '2012-10-17', Statement: { ...statement, Effect: 'Deny' } },
      { name: kind, kind },
    );
    return kind === 'identity' ? { identity: [policy] } : { identity: [], resource: policy };
  };
  for (const [kind, statement] of [
    ['identity', identityStatement],
    ['bucket', resourceStatement],
  ] as const) {
    fc.assert(
      fc.property(request, statement, (call, one) =>
        wideningsOf(one).every(
          (wider) =>
            decide(call, compiled(one, kind)).verdict !== 'ExplicitlyDenied' ||
            decide(call, compiled(wider.statement, kind)).verdict === 'ExplicitlyDenied',
        ),
      ),
      { numRuns: 300 },
    );
  }
});
