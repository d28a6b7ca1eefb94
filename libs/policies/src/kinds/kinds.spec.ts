import { describe, expect, test } from '@jest/globals';
import { iamRoleArn, iamRootArn, s3BucketArn, s3ObjectArn } from '../arn/index.ts';
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
  ])('%s is refused', (_, build, message) => {
    expect(build).toThrow(message);
  });
});
