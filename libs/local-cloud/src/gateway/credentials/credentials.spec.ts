import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { ManualClock } from '../../kernel/clock.ts';
import { SignatureProblem } from '../sigv4/problem.ts';
import { CredentialStore } from './index.ts';
import { SessionTokens } from './session-token.ts';
import { temporaryDirectory } from '../../testing/temporary-directory.ts';

const ARN = 'arn:aws:iam::123456789012:role/team/app';
const clock = new ManualClock();

function open(root: string, uniqueId = 'AROAONE'): CredentialStore {
  const roles = { role: (arn: string) => (arn === ARN ? { name: 'app', uniqueId } : undefined) };
  return new CredentialStore({ root, accountId: '123456789012', partition: 'aws', region: 'us-east-1', clock, roles });
}

function problemOf(attempt: () => unknown): string {
  try {
    attempt();
    return 'accepted';
  } catch (error) {
    if (error instanceof SignatureProblem) return error.kind;
    throw error;
  }
}

describe('the deployer', () => {
  test('gets keys on first start, keeps them, and may be given others by the file', () => {
    const root = temporaryDirectory();
    const made = open(root).user('deployer');
    expect(made?.accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
    expect(made?.secretAccessKey).toHaveLength(40);
    expect(open(root).user('deployer')).toEqual(made);
    const file = join(root, 'aws', 'credentials');
    writeFileSync(file, readFileSync(file, 'utf8').replace(made?.accessKeyId ?? '', 'AKIAOTHER'));
    const store = open(root);
    expect(store.identify('AKIAOTHER', undefined).principal).toMatchObject({
      kind: 'user',
      arn: 'arn:aws:iam::123456789012:user/deployer',
    });
    expect(problemOf(() => store.identify(made?.accessKeyId ?? '', undefined))).toBe('unknown-key');
  });
});

describe('sessions', () => {
  test('survive a restart with everything that was said about them', () => {
    const root = temporaryDirectory();
    const issued = open(root).issueForRole({
      roleArn: ARN,
      sessionName: 's',
      duration: 60,
      policy: '{}',
      tags: { a: 'b' },
      sourceFunctionArn: 'fn',
    });
    const { principal, secret } = open(root).identify(issued.accessKeyId, issued.sessionToken);
    expect(secret).toBe(issued.secretAccessKey);
    expect(principal).toEqual({
      kind: 'assumed-role',
      accountId: '123456789012',
      arn: 'arn:aws:sts::123456789012:assumed-role/app/s',
      principalArn: ARN,
      userId: 'AROAONE:s',
      accessKeyId: issued.accessKeyId,
      session: {
        issuedAt: clock.now(),
        expiresAt: clock.now() + 60_000,
        policy: '{}',
        tags: { a: 'b' },
        sourceFunctionArn: 'fn',
      },
    });
  });

  test('end with their time, with their role, and in another workspace', () => {
    const root = temporaryDirectory();
    const { accessKeyId, sessionToken } = open(root).issueForRole({ roleArn: ARN, sessionName: 's', duration: 60 });
    expect(problemOf(() => open(root, 'AROATWO').identify(accessKeyId, sessionToken))).toBe('invalid-token');
    expect(problemOf(() => open(temporaryDirectory()).identify(accessKeyId, sessionToken))).toBe('invalid-token');
    expect(problemOf(() => open(root).identify(`${accessKeyId}X`, sessionToken))).toBe('invalid-token');
    const store = open(root);
    clock.advance(59_999);
    expect(problemOf(() => store.identify(accessKeyId, sessionToken))).toBe('accepted');
    clock.advance(1);
    expect(problemOf(() => store.identify(accessKeyId, sessionToken))).toBe('expired-token');
  });

  test('a role that does not exist gives none', () => {
    expect(() =>
      open(temporaryDirectory()).issueForRole({ roleArn: `${ARN}x`, sessionName: 's', duration: 60 }),
    ).toThrow('There is no role');
  });
});

test('a token with any changed byte is no token', () => {
  const tokens = new SessionTokens(randomBytes(32));
  const { sessionToken } = tokens.issue({
    arn: ARN,
    uniqueId: 'AROAONE',
    sessionName: 's',
    facts: { issuedAt: 0, expiresAt: 1 },
  });
  expect(tokens.open(sessionToken)).toMatchObject({ arn: ARN });
  const bytes = Buffer.from(sessionToken, 'base64');
  for (let index = 0; index < bytes.length; index++) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] as number) ^ 1;
    expect(tokens.open(changed.toString('base64'))).toBeUndefined();
  }
  expect(tokens.open(`${sessionToken} `)).toBeUndefined();
  expect(tokens.open('')).toBeUndefined();
});
