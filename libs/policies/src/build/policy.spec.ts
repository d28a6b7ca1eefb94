import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { s3ObjectArn } from '../arn/index.ts';
import { decide } from '../evaluate/decide.ts';
import { resourceStatement } from '../evaluate/testing/arbitraries.ts';
import { identityPolicy } from '../kinds/identity.ts';
import type { Statement } from '../statement.ts';
import { compile, fromJson, statementsIn, toJson } from './policy.ts';
import { allow, deny } from './statement.ts';

const actions = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'] as const;
const statement = fc
  .record({ action: fc.constantFrom(...actions), key: fc.stringMatching(/^[a-z*/é]{1,6}$/), denies: fc.boolean() })
  .map(({ action, key, denies }) => ({ action, resource: s3ObjectArn({ bucket: 'docs', key }), denies }));
const statements = fc.array(statement, { minLength: 1, maxLength: 5 }).map((list) =>
  list.map(({ action, resource, denies }, index) => {
    const sid = `S${index}`;
    return denies
      ? deny({ sid, actions: [action], resources: [resource], when: { Bool: { 'aws:SecureTransport': 'false' } } })
      : allow({ sid, actions: [action], resources: [resource] });
  }),
);

/** Whatever a bucket policy may hold that a builder lets pass. */
const resourceStatements = fc
  .uniqueArray(resourceStatement, { minLength: 1, maxLength: 5, selector: (one) => JSON.stringify(one) })
  .map((list) => list.map((one, index): Statement => ({ ...one, Sid: `S${index}` })));

describe('a policy', () => {
  test('of a resource, with principals and conditions, reads back equal too', () => {
    fc.assert(
      fc.property(resourceStatements, (list) => {
        const document = { Version: '2012-10-17' as const, Statement: list };
        const policy = fromJson(JSON.stringify(document), { name: 'b', kind: 'bucket' });
        expect(policy.document).toEqual(document);
        expect(fromJson(toJson(policy), policy)).toEqual(policy);
        expect(Object.isFrozen(statementsIn(policy)[0])).toBe(true);
      }),
    );
  });

  test('reads back equal from its JSON', () => {
    fc.assert(
      fc.property(statements, (list) => {
        const policy = identityPolicy('p', list);
        expect(fromJson(toJson(policy), policy)).toEqual(policy);
      }),
    );
  });

  test('is the same document whatever the order of its statements', () => {
    fc.assert(
      fc.property(statements, (list) =>
        expect(toJson(identityPolicy('p', list.toReversed()))).toBe(toJson(identityPolicy('p', list))),
      ),
    );
  });

  test('is immutable', () => {
    const policy = identityPolicy('p', [
      allow({ sid: 'S', actions: ['s3:GetObject'], resources: [s3ObjectArn({ bucket: 'd', key: '*' })] }),
    ]);
    expect(() => Object.assign(policy.document, { Statement: [] })).toThrow(TypeError);
  });

  test('is decided by what its statements say, and named by its name and Sid', () => {
    const object = s3ObjectArn({ bucket: 'docs', key: 'a' });
    const policy = compile(
      identityPolicy('reader', [allow({ sid: 'Read', actions: ['s3:GetObject'], resources: [object] })]),
    );
    const ask = (action: string) =>
      decide(
        {
          principal: 'arn:aws:iam::111122223333:user/ana',
          action,
          resource: { arn: object, accountId: '111122223333' },
          context: {},
        },
        { identity: [policy] },
      );
    expect(ask('s3:GetObject')).toEqual({
      verdict: 'Allowed',
      decidedBy: { policy: 'reader', kind: 'identity', statement: 'Read' },
    });
    expect(ask('s3:PutObject').verdict).toBe('ImplicitlyDenied');
  });

  test.each([
    ['no Sid', () => identityPolicy('p', [{ Effect: 'Allow', Action: '*', Resource: '*' }]), 'a statement has no Sid'],
    [
      'a Sid twice',
      () => {
        const one = deny({ sid: 'S', actions: ['*'], resources: ['*'] });
        return identityPolicy('p', [one, one]);
      },
      'p, statement S: the Sid is used twice',
    ],
    [
      'an operator AWS does not know',
      () =>
        identityPolicy('p', [
          deny({ sid: 'S', actions: ['*'], resources: ['*'], when: { StringIs: { 'aws:SourceVpc': 'v' } } }),
        ]),
      'S: the unknown condition operator StringIs',
    ],
    [
      'an Allow that a Deny takes back whole',
      () => {
        const object = s3ObjectArn({ bucket: 'docs', key: 'a' });
        return identityPolicy('p', [
          allow({ sid: 'A', actions: ['s3:GetObject'], resources: [object] }),
          deny({ sid: 'D', actions: ['s3:GetObject*'], resources: [s3ObjectArn({ bucket: 'docs', key: '*' })] }),
        ]);
      },
      'p, statement A: D denies all of it, always. Remove one of the two, or give the Deny a condition.',
    ],
    ['text that is no JSON', () => fromJson('{', { name: 'p', kind: 'identity' }), 'the document is no JSON'],
    [
      'JSON that is no policy',
      () => fromJson('{"Statement":[{}]}', { name: 'p', kind: 'identity' }),
      'Effect is missing',
    ],
  ])('%s is refused', (_, build, message) => {
    expect(build).toThrow(message);
  });
});

describe('an Allow beside a Deny', () => {
  const [a, b] = [s3ObjectArn({ bucket: 'docs', key: 'a' }), s3ObjectArn({ bucket: 'docs', key: 'b' })];
  const read = allow({ sid: 'A', actions: ['s3:GetObject', 's3:PutObject'], resources: [a, b] });

  test.each([
    ['of some actions', deny({ sid: 'D', actions: ['s3:GetObject*'], resources: ['*'] })],
    ['of some resources', deny({ sid: 'D', actions: ['s3:*'], resources: [a] })],
    ['of other actions', deny({ sid: 'D', exceptActions: ['s3:GetObject', 's3:PutObject'], resources: ['*'] })],
    [
      'with a condition',
      deny({ sid: 'D', actions: ['*'], resources: ['*'], when: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ],
  ])('%s is no contradiction', (_, denial) => {
    expect(identityPolicy('p', [read, denial]).document.Statement).toHaveLength(2);
  });
});

describe('size budgets', () => {
  const filled = (length: number, inline: boolean) =>
    identityPolicy(
      'p',
      [
        allow({
          sid: 'S',
          actions: ['s3:GetObject'],
          resources: [s3ObjectArn({ bucket: 'd', key: 'k'.repeat(length) })],
        }),
      ],
      { inline },
    );
  const frame = toJson(filled(1, false)).length - 1;

  test.each([
    ['managed', 6144, false],
    ['inline', 10240, true],
  ])('a %s policy fits up to %i characters', (_, limit, inline) => {
    expect(toJson(filled(limit - frame, inline))).toHaveLength(limit);
    expect(() => filled(limit - frame + 1, inline)).toThrow(
      `the identity policy has ${limit + 1} characters, AWS takes ${limit}.`,
    );
  });
});
