import { describe, expect, test } from '@jest/globals';
import { iamRoleArn, iamRootArn, s3BucketArn, s3ObjectArn, snsTopicArn } from '../arn/index.ts';
import { allow, deny } from '../build/statement.ts';
import type { ConditionBlock, Principal } from '../statement.ts';
import { bucketPolicy } from './bucket.ts';
import { gatewayEndpointPolicy, interfaceEndpointPolicy } from './endpoint.ts';
import { identityPolicy } from './identity.ts';
import { trustPolicy } from './trust.ts';

const account = '111122223333';
const role = iamRoleArn({ account, name: 'r' });
const object = s3ObjectArn({ bucket: 'docs', key: '*' });
const read = (principal: Principal, when?: ConditionBlock) =>
  allow({ sid: 'Read', principal, actions: ['s3:GetObject'], resources: [object], ...(when && { when }) });

test('an identity policy has no Principal', () => {
  expect(() => identityPolicy('p', [read('*')])).toThrow('this identity policy has a Principal');
});

describe('a trust policy', () => {
  const assume = (principal: Principal) => allow({ sid: 'T', principal, actions: ['sts:AssumeRole'] });

  test('names who may take the role', () => {
    expect(trustPolicy('t', [assume({ Service: 'lambda.amazonaws.com' })]).kind).toBe('trust');
    expect(trustPolicy('t', [assume({ AWS: iamRootArn({ account }) })]).kind).toBe('trust');
  });

  test.each([
    ['everyone', () => trustPolicy('t', [assume('*')]), 'anyone may take the role'],
    ['everyone in AWS', () => trustPolicy('t', [assume({ AWS: ['*'] })]), 'anyone may take the role'],
    [
      'another action',
      () => trustPolicy('t', [allow({ sid: 'T', principal: { AWS: role }, actions: ['s3:GetObject'] })]),
      'is no way to take a role',
    ],
    [
      'a Resource',
      () =>
        trustPolicy('t', [
          allow({ sid: 'T', principal: { AWS: role }, actions: ['sts:AssumeRole'], resources: [role] }),
        ]),
      'has no Resource',
    ],
    ['no Principal', () => trustPolicy('t', [allow({ sid: 'T', actions: ['sts:AssumeRole'] })]), 'has no Principal'],
    [
      'too many principals',
      () =>
        trustPolicy('t', [
          assume({ AWS: Array.from({ length: 50 }, (_, i) => iamRoleArn({ account, name: `role-${i}` })) }),
        ]),
      'AWS takes 2048',
    ],
  ])('%s is refused', (_, build, message) => {
    expect(build).toThrow(message);
  });
});

describe('a bucket policy', () => {
  const build = (...statements: Parameters<typeof bucketPolicy>[1]) => bucketPolicy({ bucket: 'docs' }, statements);

  test('is named after its bucket and takes statements about it and its objects', () => {
    const policy = build(
      read({ AWS: role }),
      deny({
        sid: 'D',
        principal: '*',
        actions: ['s3:*'],
        resources: [s3BucketArn({ bucket: 'docs' })],
        when: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
    expect(policy).toMatchObject({ name: 'docs', kind: 'bucket' });
  });

  test('may be open to everyone with a condition that narrows', () => {
    expect(build(read('*', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } })).kind).toBe('bucket');
    expect(
      build(read({ Service: 'logging.s3.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': account } })).kind,
    ).toBe('bucket');
  });

  test.each([
    [
      'another bucket',
      () =>
        build(deny({ sid: 'D', principal: '*', actions: ['s3:*'], resources: [s3BucketArn({ bucket: 'docs-logs' })] })),
      'is not in this bucket',
    ],
    [
      'every bucket',
      () => build(deny({ sid: 'D', principal: '*', actions: ['s3:*'], resources: ['*'] })),
      '"*" is not in this bucket',
    ],
    ['a public Allow', () => build(read('*')), 'the bucket is public'],
    [
      'a public Allow with a negated condition',
      () => build(read({ AWS: '*' }, { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } })),
      'the bucket is public',
    ],
    [
      'a public Allow with IfExists',
      () => build(read('*', { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } })),
      'the bucket is public',
    ],
    [
      'a public Allow to any address',
      () => build(read('*', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } })),
      'the bucket is public',
    ],
    [
      'a public Allow to roles of any account',
      () => build(read('*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/r' } })),
      'the bucket is public',
    ],
    [
      'an action of another service',
      () => build(deny({ sid: 'D', principal: '*', actions: ['kms:Decrypt'], resources: [object] })),
      '"kms:Decrypt" is no action of s3',
    ],
    [
      'a confused deputy that is told a bucket only',
      () =>
        build(
          read({ Service: 'logging.s3.amazonaws.com' }, { ArnLike: { 'aws:SourceArn': s3BucketArn({ bucket: 'x' }) } }),
        ),
      'may act for anyone here',
    ],
    ['a confused deputy', () => build(read({ Service: 'logging.s3.amazonaws.com' })), 'may act for anyone here'],
    [
      'a Deny of everything to everyone',
      () => build(deny({ sid: 'D', principal: '*', actions: ['s3:*'], resources: [object] })),
      'everyone is locked out',
    ],
  ])('%s is refused', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('endpoint policies', () => {
  const narrowed = { ArnEquals: { 'aws:PrincipalArn': role } };

  test.each<[string, ConditionBlock]>([
    ['a wildcard with six characters beside it', { StringLike: { 's3:prefix': 'incoming/*' } }],
    ['a wildcard in an ARN', { ArnLike: { 'aws:SourceArn': 'arn:aws:iam::*:role/r' } }],
    ['a star in a text that is compared as it stands', { StringEquals: { 's3:prefix': 'in/*' } }],
    ['an account', { StringEquals: { 'aws:PrincipalAccount': account } }],
  ])('take %s', (_, condition) => {
    expect(gatewayEndpointPolicy('e', [read('*', { ...narrowed, ...condition })]).kind).toBe('endpoint');
  });

  test('a gateway endpoint knows only *, an interface endpoint knows names', () => {
    expect(gatewayEndpointPolicy('e', [read('*', narrowed)]).kind).toBe('endpoint');
    expect(interfaceEndpointPolicy('e', [read({ AWS: role })]).kind).toBe('endpoint');
    expect(() => gatewayEndpointPolicy('e', [read({ AWS: role })])).toThrow(
      'Narrow the caller with ArnEquals on aws:PrincipalArn.',
    );
  });

  test.each([
    ['a gateway open to strangers', () => gatewayEndpointPolicy('e', [read('*')]), 'strangers may use the endpoint'],
    [
      'an interface open to strangers',
      () => interfaceEndpointPolicy('e', [read('*')]),
      'strangers may use the endpoint',
    ],
    [
      'a gateway that only denies',
      () => gatewayEndpointPolicy('e', [deny({ sid: 'D', principal: '*', actions: ['*'], resources: ['*'] })]),
      'lets nothing through',
    ],
    ['an empty one', () => interfaceEndpointPolicy('e', []), 'lets nothing through'],
    [
      'a gateway to a service that has none',
      () =>
        gatewayEndpointPolicy('e', [
          allow({
            sid: 'Publish',
            principal: '*',
            actions: ['sns:Publish'],
            resources: [snsTopicArn({ region: 'us-east-1', account, name: 't' })],
            when: narrowed,
          }),
        ]),
      'sns has no gateway endpoint. Use interfaceEndpointPolicy',
    ],
    [
      'two services',
      () =>
        interfaceEndpointPolicy('e', [
          read({ AWS: role }),
          deny({ sid: 'D', principal: '*', actions: ['sns:Publish'], resources: ['*'] }),
        ]),
      'actions of s3 and sns, but an endpoint leads to one service',
    ],
    [
      'callers of any account',
      () => gatewayEndpointPolicy('e', [read('*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/r' } })]),
      'strangers may use the endpoint',
    ],
    [
      'an account with a wildcard',
      () => gatewayEndpointPolicy('e', [read('*', { ...narrowed, StringLike: { 'aws:PrincipalAccount': '1111*' } })]),
      'StringLike on aws:PrincipalAccount with "1111*": an endpoint policy takes no wildcards there. Name the ids.',
    ],
    [
      'an account as a number',
      () =>
        gatewayEndpointPolicy('e', [read('*', { ...narrowed, NumericEquals: { 'aws:PrincipalAccount': account } })]),
      'takes no wildcards there',
    ],
    [
      'a wildcard with little text beside it',
      () => gatewayEndpointPolicy('e', [read('*', { ...narrowed, StringLike: { 's3:prefix': 'in/*' } })]),
      'StringLike on s3:prefix with "in/*": an endpoint policy wants six characters beside a wildcard',
    ],
    [
      'digits and wildcards in one account',
      () =>
        gatewayEndpointPolicy('e', [
          read('*', { ...narrowed, ArnNotLike: { 'aws:SourceArn': 'arn:aws:iam::1111*:role/r' } }),
        ]),
      'mixes digits and wildcards in its account. Write the whole account id, or * alone.',
    ],
  ])('%s is refused', (_, build, message) => {
    expect(build).toThrow(message);
  });
});
