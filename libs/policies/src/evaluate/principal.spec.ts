import { describe, expect, test } from '@jest/globals';
import { readCaller } from './caller.ts';
import { ContextMap } from './context.ts';
import {
  compilePrincipal,
  isExempted,
  matchGatewayPrincipal,
  matchPrincipal,
  type CompiledPrincipal,
} from './principal.ts';

const account = '111122223333';
const user = 'arn:aws:iam::111122223333:user/ana';
const root = 'arn:aws:iam::111122223333:root';
const role = 'arn:aws:iam::111122223333:role/r';
const session = 'arn:aws:sts::111122223333:assumed-role/r/s';
const nobody: CompiledPrincipal = { everyone: false, accounts: [], arns: [], services: [], undecidable: [] };
const none = new ContextMap({});

describe('a Principal element', () => {
  test.each([
    ['everyone', '*' as const, { ...nobody, everyone: true }],
    ['everyone in AWS', { AWS: '*' }, { ...nobody, everyone: true }],
    ['everyone beside a name', { AWS: ['*', user] }, { ...nobody, everyone: true, arns: [user] }],
    ['an account by its id', { AWS: account }, { ...nobody, accounts: [{ id: account, partition: undefined }] }],
    ['an account by its root', { AWS: root }, { ...nobody, accounts: [{ id: account, partition: 'aws' }] }],
    ['names', { AWS: [user, role] }, { ...nobody, arns: [user, role] }],
    ['ids of deleted principals', { AWS: 'AROAEXAMPLE' }, { ...nobody, arns: ['AROAEXAMPLE'] }],
    [
      'what only looks like an account',
      { AWS: ['1111222233334', '1-111122223333'] },
      { ...nobody, arns: ['1111222233334', '1-111122223333'] },
    ],
    ['what only looks like a root', { AWS: [`${root}/x`, `x${root}`] }, { ...nobody, arns: [`${root}/x`, `x${root}`] }],
    ['services', { Service: ['a', 'b'] }, { ...nobody, services: ['a', 'b'] }],
    [
      'canonical users',
      { CanonicalUser: '79a5' },
      { ...nobody, undecidable: ['the canonical user id 79a5 in Principal'] },
    ],
  ])('of %s', (_, element, expected) => {
    expect(compilePrincipal(element)).toEqual(expected);
  });
});

describe('matching', () => {
  test.each<[string, Parameters<typeof compilePrincipal>[0], string, string]>([
    ['everyone', '*', 'anonymous', 'direct'],
    ['everyone', { AWS: '*' }, 'x.amazonaws.com', 'direct'],
    ['an unsigned caller called by its name', { AWS: 'anonymous' }, 'anonymous', 'none'],
    ['a service', { Service: 'x.amazonaws.com' }, 'x.amazonaws.com', 'direct'],
    ['another service', { Service: 'y.amazonaws.com' }, 'x.amazonaws.com', 'none'],
    ['a service called as an AWS principal', { AWS: 'x.amazonaws.com' }, 'x.amazonaws.com', 'none'],
    ['a user', { AWS: user }, user, 'direct'],
    ['another user', { AWS: user }, `${user}2`, 'none'],
    ['a session by its own name', { AWS: session }, session, 'direct'],
    ['a session by its role', { AWS: role }, session, 'role'],
    ['a session by another role', { AWS: `${role}2` }, session, 'none'],
    ['a role, by its name', { AWS: role }, role, 'role'],
    ['the account of a user', { AWS: account }, user, 'account'],
    ['the account of the root user', { AWS: root }, root, 'direct'],
    ['the account in another partition', { AWS: 'arn:aws-cn:iam::111122223333:root' }, user, 'none'],
    ['an account by its id, in any partition', { AWS: account }, 'arn:aws-cn:iam::111122223333:user/ana', 'account'],
    ['another account', { AWS: '444455556666' }, user, 'none'],
    ['a name rather than its account', { AWS: [account, user] }, user, 'direct'],
  ])('%s', (_, element, caller, expected) => {
    expect(matchPrincipal(compilePrincipal(element), readCaller(caller), none)).toBe(expected);
  });

  test('a role with a path is known by aws:PrincipalArn', () => {
    const withPath = 'arn:aws:iam::111122223333:role/path/r';
    const principal = compilePrincipal({ AWS: withPath });
    expect(matchPrincipal(principal, readCaller(session), new ContextMap({ 'aws:PrincipalArn': withPath }))).toBe(
      'role',
    );
    expect(matchPrincipal(principal, readCaller(session), none)).toBe('none');
  });
});

describe('NotPrincipal leaves out', () => {
  test.each<[string, readonly string[], string, boolean]>([
    ['everyone', ['*'], 'anonymous', true],
    ['no unsigned caller', [account, 'anonymous'], 'anonymous', false],
    ['a user with its account', [account, user], user, true],
    ['no user without its account', [user], user, false],
    ['no user by its account alone', [account], user, false],
    ['the root user by its account', [root], root, true],
    ['no root user of another account', ['444455556666'], root, false],
    ['a session with role and account', [account, role, session], session, true],
    ['no session without its role', [account, session], session, false],
    ['no session without its own name', [account, role], session, false],
    ['a role with its account', [account, role], role, true],
    ['no role by its account alone', [account], role, false],
  ])('%s', (_, listed, caller, expected) => {
    expect(isExempted(compilePrincipal({ AWS: listed }), readCaller(caller), none)).toBe(expected);
  });

  test('a service by its name, not by an account', () => {
    const service = readCaller('x.amazonaws.com');
    expect(isExempted(compilePrincipal({ Service: 'x.amazonaws.com' }), service, none)).toBe(true);
    expect(isExempted(compilePrincipal({ AWS: [account, 'x.amazonaws.com'] }), service, none)).toBe(false);
  });
});

test('a gateway endpoint knows everyone and the root user', () => {
  const match = (element: Parameters<typeof compilePrincipal>[0], caller: string) =>
    matchGatewayPrincipal(compilePrincipal(element), readCaller(caller));
  expect(match('*', user)).toBe('direct');
  expect(match({ AWS: account }, root)).toBe('direct');
  expect(match({ AWS: '444455556666' }, root)).toBe('none');
  expect(match({ AWS: account }, user)).toBe('none');
  expect(match({ AWS: user }, user)).toBe('none');
});
