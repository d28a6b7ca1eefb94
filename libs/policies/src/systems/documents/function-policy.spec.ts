import { describe, expect, test } from '@jest/globals';
import { lambdaFunctionArn, logGroupArn, logStreamArn, networkInterfaceArn, s3ObjectArn } from '../../arn/index.ts';
import type { PolicySet } from '../../evaluate/policy-set.ts';
import {
  here,
  functionName,
  logGroup,
  theBucket,
  functionPolicy,
  bucketPolicy,
  endpoint,
  viaEndpoint,
  encrypted,
  ask,
  type Call,
} from './testing/world.ts';

describe('the handler', () => {
  const policies: PolicySet = {
    identity: [functionPolicy],
    resource: bucketPolicy(),
    endpoint,
    endpointType: 'Gateway',
  };
  const { identity } = policies;
  const inside = { ...viaEndpoint, ...encrypted };

  test.each<[string, PolicySet, Call, string]>([
    ['stores through the endpoint', policies, { action: 's3:PutObject', context: inside }, 'Allowed'],
    [
      'not without the endpoint',
      { identity, resource: bucketPolicy() },
      { action: 's3:PutObject', context: encrypted },
      'denied by ObjectsOnlyThroughEndpoint',
    ],
    [
      'not through another endpoint',
      { identity, resource: bucketPolicy() },
      { action: 's3:PutObject', context: { ...inside, 'aws:SourceVpce': 'vpce-other' } },
      'denied by ObjectsOnlyThroughEndpoint',
    ],
    [
      'not over plain HTTP',
      policies,
      { action: 's3:PutObject', context: { ...inside, 'aws:SecureTransport': false }, without: ['s3:TlsVersion'] },
      'denied by DenyInsecureTransport',
    ],
    [
      'not over TLS 1.1',
      policies,
      { action: 's3:PutObject', context: { ...inside, 's3:TlsVersion': '1.1' } },
      'denied by DenyOldTls',
    ],
    [
      'not with another encryption',
      policies,
      { action: 's3:PutObject', context: { ...inside, 's3:x-amz-server-side-encryption': 'aws:kms' } },
      'denied by DenyOtherEncryption',
    ],
    [
      'not without the encryption header',
      policies,
      { action: 's3:PutObject', context: viaEndpoint },
      'denied by DenyOtherEncryption',
    ],
    ['does not read', policies, { action: 's3:GetObject', context: inside }, 'ImplicitlyDenied'],
    ['does not delete', policies, { action: 's3:DeleteObject', context: inside }, 'ImplicitlyDenied'],
    ['does not list', policies, { action: 's3:ListBucket', on: theBucket, context: inside }, 'ImplicitlyDenied'],
    ['does not set an ACL', policies, { action: 's3:PutObjectAcl', context: inside }, 'ImplicitlyDenied'],
    ['does not tag', policies, { action: 's3:PutObjectTagging', context: inside }, 'ImplicitlyDenied'],
    [
      'stores in no other bucket',
      { identity, endpoint, endpointType: 'Gateway' },
      { action: 's3:PutObject', on: s3ObjectArn({ bucket: 'other', key: 'a' }), context: inside },
      'ImplicitlyDenied',
    ],
  ])('%s', (_, set, call, verdict) => {
    expect(ask(set, call)).toBe(verdict);
  });
});

describe('the function role beside S3', () => {
  const set = { identity: [functionPolicy] };
  const fromCode = { 'lambda:SourceFunctionArn': lambdaFunctionArn({ ...here, name: functionName }) };
  const stream = (group: string) => logStreamArn({ ...here, group, stream: '2026/01/01/[$LATEST]0' });

  test.each<[string, Call, string]>([
    [
      'makes its log group',
      { action: 'logs:CreateLogGroup', on: logGroupArn({ ...here, group: logGroup }) },
      'Allowed',
    ],
    ['makes a log stream', { action: 'logs:CreateLogStream', on: stream(logGroup), context: fromCode }, 'Allowed'],
    ['writes its log', { action: 'logs:PutLogEvents', on: stream(logGroup), context: fromCode }, 'Allowed'],
    [
      'not the log of a function called alike',
      { action: 'logs:PutLogEvents', on: stream(`${logGroup}-2`) },
      'ImplicitlyDenied',
    ],
    ['does not read its log', { action: 'logs:GetLogEvents', on: stream(logGroup) }, 'ImplicitlyDenied'],
    [
      'does not delete its log group',
      { action: 'logs:DeleteLogGroup', on: logGroupArn({ ...here, group: logGroup }) },
      'ImplicitlyDenied',
    ],
    [
      'lets Lambda make network interfaces',
      { action: 'ec2:CreateNetworkInterface', on: networkInterfaceArn({ ...here, id: '*' }) },
      'Allowed',
    ],
    ['lets Lambda look at subnets', { action: 'ec2:DescribeSubnets', on: '*' }, 'Allowed'],
    [
      'not from its code',
      { action: 'ec2:CreateNetworkInterface', on: networkInterfaceArn({ ...here, id: '*' }), context: fromCode },
      'denied by DenyNetworkInterfacesFromCode',
    ],
    [
      'nor looks at subnets from its code',
      { action: 'ec2:DescribeSubnets', on: '*', context: fromCode },
      'denied by DenyNetworkInterfacesFromCode',
    ],
    ['starts no instances', { action: 'ec2:RunInstances', on: '*' }, 'ImplicitlyDenied'],
  ])('%s', (_, call, verdict) => {
    expect(ask(set, call)).toBe(verdict);
  });
});
