import { describe, expect, test } from '@jest/globals';
import { callerOf, isServiceLinkedRole, readCaller, identityArn, type Caller } from './caller.ts';
import { ContextMap } from './context.ts';

const account = '111122223333';
const none = { accountId: undefined, partition: undefined, roleArn: undefined };
const here = { accountId: account, partition: 'aws', roleArn: undefined };

describe('a caller', () => {
  test.each<[string, Omit<Caller, 'arn'>]>([
    ['anonymous', { ...none, type: 'anonymous' }],
    ['logging.s3.amazonaws.com', { ...none, type: 'service' }],
    ['logs.cn-north-1.amazonaws.com.cn', { ...none, type: 'service' }],
    ['amazonaws.com.evil.org', { ...none, type: 'unknown' }],
    ['x.amazonaws.com.evil', { ...none, type: 'unknown' }],
    ['ana', { ...none, type: 'unknown' }],
    ['arn:aws:iam::111122223333:root', { ...here, type: 'root' }],
    ['arn:aws:sns::111122223333:root', { ...here, type: 'unknown' }],
    ['arn:aws:iam::111122223333:user/team/ana', { ...here, type: 'user' }],
    ['arn:aws:sts::111122223333:user/ana', { ...here, type: 'unknown' }],
    ['arn:aws:iam::111122223333:group/g', { ...here, type: 'unknown' }],
    [
      'arn:aws-cn:iam::111122223333:role/path/r',
      { ...here, partition: 'aws-cn', type: 'role', roleArn: 'arn:aws-cn:iam::111122223333:role/path/r' },
    ],
    ['arn:aws:sts::111122223333:role/r', { ...here, type: 'unknown' }],
    ['arn:aws:sts::111122223333:federated-user/bob', { ...here, type: 'federated-user' }],
    ['arn:aws:iam::111122223333:federated-user/bob', { ...here, type: 'unknown' }],
    [
      'arn:aws:sts::111122223333:assumed-role/r/session',
      { ...here, type: 'session', roleArn: 'arn:aws:iam::111122223333:role/r' },
    ],
    ['arn:aws:iam::111122223333:assumed-role/r/session', { ...here, type: 'unknown' }],
  ])('%s', (arn, expected) => {
    expect(readCaller(arn)).toEqual({ arn, ...expected });
    expect(callerOf(arn)).toEqual(readCaller(arn));
  });
});

describe('the identity of a caller', () => {
  const session = () => readCaller('arn:aws:sts::111122223333:assumed-role/r/session');
  const withPath = 'arn:aws:iam::111122223333:role/path/r';
  const context = (principalArn: string | readonly string[]) => new ContextMap({ 'aws:PrincipalArn': principalArn });

  test('is the role of a session, with the path that aws:PrincipalArn gives it', () => {
    expect(identityArn(session(), context(withPath))).toBe(withPath);
    expect(identityArn(session(), new ContextMap({}))).toBe('arn:aws:iam::111122223333:role/r');
    expect(identityArn(session(), context([withPath, withPath]))).toBe('arn:aws:iam::111122223333:role/r');
  });

  test('is the caller itself for others, whatever aws:PrincipalArn says', () => {
    for (const other of ['arn:aws:iam::111122223333:user/ana', 'anonymous', 'x.amazonaws.com'])
      expect(identityArn(readCaller(other), context(withPath))).toBe(other);
  });

  test.each([
    ['arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/R', true],
    ['arn:aws:iam::111122223333:role/aws-service-roles/R', false],
    ['arn:aws:iam::111122223333:role/x/aws-service-role/R', false],
    ['arn:aws:iam::anything:role/aws-service-role/R', false],
    ['x arn:aws:iam::111122223333:role/aws-service-role/R', false],
  ])('%s is linked to a service: %j', (principalArn, expected) => {
    expect(isServiceLinkedRole(session(), context(principalArn))).toBe(expected);
  });

  test('a user is never linked to a service', () => {
    const linked = context('arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/R');
    expect(isServiceLinkedRole(readCaller('arn:aws:iam::111122223333:user/ana'), linked)).toBe(false);
  });
});
