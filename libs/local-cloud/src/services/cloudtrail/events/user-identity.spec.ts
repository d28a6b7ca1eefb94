import { expect, test } from '@jest/globals';
import type { IdentityPrincipal } from '../../../kernel/principal.ts';
import { userIdentity, userName } from './user-identity.ts';

const at = Date.UTC(2026, 0, 1);
const accountId = '123456789012';
const user: IdentityPrincipal = {
  kind: 'user',
  accountId,
  arn: 'arn:aws:iam::123456789012:user/deployer',
  principalArn: 'arn:aws:iam::123456789012:user/deployer',
  userId: 'AIDAEXAMPLE',
  accessKeyId: 'AKIAEXAMPLE',
};
const session: IdentityPrincipal = {
  kind: 'assumed-role',
  accountId,
  arn: 'arn:aws:sts::123456789012:assumed-role/app/work',
  principalArn: 'arn:aws:iam::123456789012:role/team/app',
  userId: 'AROAEXAMPLE:work',
  accessKeyId: 'ASIAEXAMPLE',
  session: { issuedAt: at, expiresAt: at + 1, mfaAuthenticated: true },
};

test('a user', () => {
  expect(userIdentity(user)).toEqual({
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLE',
    arn: user.arn,
    accountId,
    accessKeyId: 'AKIAEXAMPLE',
    userName: 'deployer',
  });
  expect(userName(user)).toBe('deployer');
});

test('a session of a role, with who issued it and whether there was a second factor', () => {
  expect(userIdentity(session)).toEqual({
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:work',
    arn: session.arn,
    accountId,
    accessKeyId: 'ASIAEXAMPLE',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLE',
        arn: session.principalArn,
        accountId,
        userName: 'app',
      },
      attributes: { creationDate: '2026-01-01T00:00:00Z', mfaAuthenticated: 'true' },
    },
  });
  const { session: facts } = session;
  const without = { ...session, session: { issuedAt: facts?.issuedAt ?? 0, expiresAt: at } };
  expect(userIdentity(without)).toMatchObject({ sessionContext: { attributes: { mfaAuthenticated: 'false' } } });
  expect(userName(session)).toBe('work');
});

test('the root user, a service, and nobody known', () => {
  expect(userIdentity({ ...user, kind: 'root', arn: 'arn:aws:iam::123456789012:root' })).toMatchObject({
    type: 'Root',
  });
  const service = { kind: 'service', name: 's3.amazonaws.com', sourceArn: 'x', sourceAccount: accountId } as const;
  expect(userIdentity(service)).toEqual({ type: 'AWSService', invokedBy: 's3.amazonaws.com' });
  expect(userIdentity({ kind: 'anonymous' })).toEqual({ type: 'AWSAccount', principalId: '', accountId: 'anonymous' });
});

test('a service on behalf of a caller', () => {
  expect(userIdentity(user, 'logs.amazonaws.com')).toMatchObject({ type: 'IAMUser', invokedBy: 'logs.amazonaws.com' });
});
