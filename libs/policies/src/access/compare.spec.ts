import { describe, expect, test } from '@jest/globals';
import { identityPolicy } from '../kinds/identity.ts';
import { getObject } from '../capabilities/s3/get-object.ts';
import { ModelError } from './ask.ts';
import { compareWithContract } from './compare.ts';
import { isGranted, type AccessContract } from './contract.ts';
import type { AccessModel } from './model.ts';
import { contract, handlerPolicy, scope, smallWorld, type By, type On, type Who } from './testing/small-world.ts';

const withHandler = (...policies: AccessModel['principals'][string]['policies']): AccessModel<Who, On> => ({
  ...smallWorld,
  principals: { ...smallWorld.principals, handler: { ...smallWorld.principals.handler, policies } },
});

describe('a contract', () => {
  test('that is kept: nothing in surplus, nothing missing', () => {
    expect(compareWithContract(smallWorld, scope, contract)).toEqual({ decided: 84, surplus: [], missing: [] });
  });

  test('finds a permission too many, and says by which statement', () => {
    const wider = withHandler(handlerPolicy, identityPolicy('extra', [getObject({ bucket: 'other' })]));
    const { surplus, missing } = compareWithContract(wider, scope, contract);
    expect(missing).toEqual([]);
    expect(surplus.map(({ who, action, on, by }) => [who, action, on, by])).toEqual([
      ['handler', 's3:GetObject', 'other object', 'internet'],
    ]);
    expect(surplus[0]?.decision.decidedBy?.policy).toBe('extra');
    expect(surplus[0]?.sentence).toContain('statement GetObject of identity policy "extra" allows it');
  });

  test('finds a permission too few', () => {
    const { surplus, missing } = compareWithContract(withHandler(), scope, contract);
    expect(surplus).toEqual([]);
    expect(missing.map(({ action, on, by }) => [action, on, by])).toEqual([
      ['s3:PutObject', 'object', 'endpoint'],
      ['logs:CreateLogGroup', 'log group', 'internet'],
    ]);
    expect(missing[0]?.sentence).toContain('may not s3:PutObject');
  });

  test.each<[string, Partial<AccessContract>, string]>([
    ['who', { grants: [{ who: ['ghost'], may: ['s3:GetObject'], on: ['object'] }] }, 'speaks of "ghost"'],
    ['what', { grants: [{ who: ['handler'], may: ['s3:GetObject'], on: ['grail'] }] }, 'speaks of "grail"'],
    ['which way', { usualPath: 'pigeon' }, 'speaks of "pigeon". Name one of: internet, endpoint.'],
    [
      'which way of an exception',
      { exceptions: [{ who: ['handler'], mayNot: ['s3:*'], on: ['object'], by: ['pigeon'] }] },
      'speaks of "pigeon"',
    ],
  ])('that speaks of nobody knows %s is refused', (_, change, message) => {
    const odd: AccessContract = { ...(contract as AccessContract), ...change };
    expect(() => compareWithContract(smallWorld as AccessModel, scope, odd)).toThrow(ModelError);
    expect(() => compareWithContract(smallWorld as AccessModel, scope, odd)).toThrow(message);
  });
});

describe('isGranted', () => {
  const one: AccessContract<'a' | 'b', 'x' | 'y', By> = {
    usualPath: 'internet',
    grants: [
      { who: ['a'], may: ['s3:Get*', 'kms:Decrypt'], on: ['x'] },
      { who: ['b'], may: ['*'], on: 'everything', by: 'every path' },
    ],
    exceptions: [
      { who: ['b'], mayNot: ['s3:*'], butMay: ['s3:GetObject'], on: ['y'], by: ['endpoint'] },
      { who: ['b'], mayNot: ['kms:Encrypt'], on: 'everything', by: 'every path' },
    ],
  };
  test.each([
    ['a', 's3:GetObject', 'x', 'internet', true],
    ['a', 'kms:Decrypt', 'x', 'internet', true],
    ['a', 's3:PutObject', 'x', 'internet', false],
    ['a', 's3:GetObject', 'y', 'internet', false],
    ['a', 's3:GetObject', 'x', 'endpoint', false],
    ['b', 's3:PutObject', 'x', 'endpoint', true],
    ['b', 's3:PutObject', 'y', 'endpoint', false],
    ['b', 's3:GetObject', 'y', 'endpoint', true],
    ['b', 's3:PutObject', 'y', 'internet', true],
    ['b', 'kms:Encrypt', 'x', 'internet', false],
  ] as const)('%s %s %s %s: %j', (who, action, on, by, expected) => {
    expect(isGranted(one, { who, action, on, by })).toBe(expected);
  });

  test('without exceptions, a grant stands', () => {
    const { exceptions: _exceptions, ...open } = one;
    expect(isGranted(open, { who: 'b', action: 'kms:Encrypt', on: 'x', by: 'internet' })).toBe(true);
  });
});
