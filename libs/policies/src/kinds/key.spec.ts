import { describe, expect, test } from '@jest/globals';
import { iamRoleArn, kmsKeyArn } from '../arn/index.ts';
import { allow, deny } from '../build/statement.ts';
import { compile } from '../build/policy.ts';
import { administerKey } from '../capabilities/kms/administer-key.ts';
import { thisKey } from '../capabilities/kms/this-key.ts';
import { decide } from '../evaluate/decide.ts';
import type { ConditionBlock, Principal, Statement } from '../statement.ts';
import { keyPolicy } from './key.ts';

const here = { region: 'us-east-1', account: '111122223333' };
const role = iamRoleArn({ account: here.account, name: 'r' });
const logs = { Service: 'logs.us-east-1.amazonaws.com' };
const build = (...statements: Statement[]) =>
  keyPolicy({ account: here.account, name: 'k' }, [administerKey(here), ...statements]);
const decrypt = (principal: Principal, when?: ConditionBlock) =>
  allow({ sid: 'Use', principal, actions: ['kms:Decrypt'], resources: [thisKey], ...(when && { when }) });
const grant = (when?: ConditionBlock) =>
  allow({
    sid: 'Grant',
    principal: { AWS: role },
    actions: ['kms:CreateGrant'],
    resources: [thisKey],
    ...(when && { when }),
  });

describe('a key policy', () => {
  test.each<[string, Statement]>([
    ['names who uses the key', decrypt({ AWS: role })],
    ['lets a service use it for one account', decrypt(logs, { StringEquals: { 'aws:SourceAccount': here.account } })],
    [
      'lets a service use it for what it encrypts',
      decrypt(logs, {
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:us-east-1:111122223333:log-group:/x/*' },
      }),
    ],
    ['may be open to callers of one account', decrypt('*', { StringEquals: { 'kms:CallerAccount': here.account } })],
    ['lets grants be made for AWS services', grant({ Bool: { 'kms:GrantIsForAWSResource': 'true' } })],
    [
      'lets grants be made through a service',
      grant({ StringEquals: { 'kms:ViaService': 'lambda.us-east-1.amazonaws.com' } }),
    ],
    [
      'denies with a condition',
      deny({
        sid: 'D',
        principal: '*',
        actions: ['kms:*'],
        resources: ['*'],
        when: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ],
  ])('%s', (_, statement) => {
    expect(build(statement)).toMatchObject({ name: 'k', kind: 'key' });
  });

  test.each<[string, () => unknown, string]>([
    [
      'the ARN of a key',
      () =>
        build(
          deny({ sid: 'D', principal: '*', actions: ['kms:Decrypt'], resources: [kmsKeyArn({ ...here, id: 'k' })] }),
        ),
      'is not "*". In a key policy "*" means this key',
    ],
    [
      'an action of another service',
      () => build(deny({ sid: 'D', principal: '*', actions: ['s3:GetObject'], resources: ['*'] })),
      '"s3:GetObject" is no action of kms',
    ],
    ['everyone', () => build(decrypt('*')), 'strangers may use the key'],
    [
      'everyone through a service: any account has callers of S3',
      () => build(decrypt('*', { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } })),
      'strangers may use the key',
    ],
    ['a service for anybody', () => build(decrypt(logs)), 'logs.us-east-1.amazonaws.com may act for anyone here'],
    [
      'a service for the log groups of any account',
      () =>
        build(
          decrypt(logs, {
            ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:us-east-1:*:log-group:/x' },
          }),
        ),
      'may act for anyone here',
    ],
    ['grants to anyone', () => build(grant()), 'kms:CreateGrant lets the caller pass the key on to anyone'],
    [
      'grants that are not for services',
      () => build(grant({ Bool: { 'kms:GrantIsForAWSResource': 'false' } })),
      'pass the key on to anyone',
    ],
    [
      'a lockout',
      () => build(deny({ sid: 'D', principal: '*', actions: ['kms:*'], resources: ['*'] })),
      'everyone is locked out, you too',
    ],
    [
      'nobody to replace it',
      () => keyPolicy({ account: here.account, name: 'k' }, [decrypt({ AWS: role })]),
      'nobody of account 111122223333 may replace the policy. Add administerKey',
    ],
    [
      'only another account to replace it',
      () => keyPolicy({ account: here.account, name: 'k' }, [administerKey({ account: '444455556666' })]),
      'nobody of account 111122223333',
    ],
    [
      'too much text',
      () =>
        build(
          decrypt({
            AWS: Array.from({ length: 1000 }, (_, i) => iamRoleArn({ account: here.account, name: `r${i}` })),
          }),
        ),
      'AWS takes 32768. Move grants to identity policies',
    ],
  ])('of %s is refused', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

test('whoever manages the key neither uses it nor passes it on, whatever identity policies say', () => {
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' } as const;
  const identity = [
    compile({ name: 'admin', kind: 'identity', document: { Version: '2012-10-17', Statement: everything } }),
  ];
  const ask = (action: string) =>
    decide(
      {
        principal: role,
        action,
        resource: { arn: kmsKeyArn({ ...here, id: 'k' }), accountId: here.account },
        context: {},
      },
      { identity, resource: compile(build()) },
    ).verdict;
  for (const action of ['kms:PutKeyPolicy', 'kms:DescribeKey', 'kms:ScheduleKeyDeletion'])
    expect(ask(action)).toBe('Allowed');
  for (const action of ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:CreateGrant'])
    expect(ask(action)).toBe('ImplicitlyDenied');
});
