import { describe, expect, test } from '@jest/globals';
import { compilePolicy, iamRoleArn, type PolicyDocument, type Statement } from '@palisade/policies';
import type { Role } from '../iam/directory.ts';
import { roleProblems } from './execution-role.ts';

const accountId = '123456789012';
const place = {
  partition: 'aws',
  accountId,
  region: 'us-east-1',
  functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f',
  now: Date.UTC(2026, 0, 1),
};

type Condition = NonNullable<Statement['Condition']>;

function role(conditions: {
  readonly trust?: Condition;
  readonly permission?: Condition;
  readonly action?: string;
}): Role {
  const trust: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
        ...(conditions.trust && { Condition: conditions.trust }),
      },
    ],
  };
  const permission: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: conditions.action ?? 'ec2:*',
        Resource: '*',
        ...(conditions.permission && { Condition: conditions.permission }),
      },
    ],
  };
  return {
    stack: 's',
    urn: 'urn',
    name: 'r',
    arn: iamRoleArn({ partition: 'aws', account: accountId, name: 'r' }),
    path: '/',
    uniqueId: 'AROAEXAMPLE',
    description: undefined,
    assumeRolePolicy: JSON.stringify(trust),
    maxSessionDuration: 3600,
    permissionsBoundary: undefined,
    tags: {},
    inline: [],
    attached: [],
    trust: compilePolicy(trust, { name: 'trust', kind: 'trust' }),
    identity: [compilePolicy(permission, { name: 'permission', kind: 'identity' })],
  };
}

const inVpc = { inVpc: true, tracing: false };
const cannotAssume = [expect.stringContaining('cannot be assumed by Lambda')];
const mayNot = [expect.stringContaining('does not have permissions to call CreateNetworkInterface')];

test('a role without conditions is fine', () => {
  expect(roleProblems(role({}), place, inVpc)).toEqual([]);
});

test('active tracing needs a role that may write segments', () => {
  const traced = { inVpc: false, tracing: true };
  expect(roleProblems(role({}), place, traced)).toEqual([
    'InvalidParameterValueException: The provided execution role does not have permissions to call PutTraceSegments on XRAY',
  ]);
  expect(roleProblems(role({ action: 'xray:Put*' }), place, traced)).toEqual([]);
});

describe('a condition is judged as it will be when the function runs', () => {
  test.each<[string, Condition, Condition]>([
    [
      'aws:CurrentTime',
      { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } },
      { DateLessThan: { 'aws:CurrentTime': '2025-01-01T00:00:00Z' } },
    ],
    [
      'aws:ResourceAccount',
      { StringEquals: { 'aws:ResourceAccount': accountId } },
      { StringNotEquals: { 'aws:ResourceAccount': accountId } },
    ],
    [
      'aws:RequestedRegion',
      { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
      { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    ],
    ['aws:ViaAWSService', { Bool: { 'aws:ViaAWSService': 'false' } }, { Bool: { 'aws:ViaAWSService': 'true' } }],
  ])('%s', (_key, holds, fails) => {
    expect(roleProblems(role({ trust: holds }), place, inVpc)).toEqual([]);
    expect(roleProblems(role({ trust: fails }), place, inVpc)).toEqual(cannotAssume);
    expect(roleProblems(role({ permission: holds }), place, inVpc)).toEqual([]);
    expect(roleProblems(role({ permission: fails }), place, inVpc)).toEqual(mayNot);
  });

  test.each<[string, Condition, Condition]>([
    ['aws:userid', { StringLike: { 'aws:userid': 'AROAEXAMPLE:*' } }, { StringLike: { 'aws:userid': 'AROAOTHER:*' } }],
    [
      'aws:TokenIssueTime',
      { DateGreaterThan: { 'aws:TokenIssueTime': '2025-06-01T00:00:00Z' } },
      { DateLessThan: { 'aws:TokenIssueTime': '2025-06-01T00:00:00Z' } },
    ],
    ['aws:SecureTransport', { Bool: { 'aws:SecureTransport': 'true' } }, { Bool: { 'aws:SecureTransport': 'false' } }],
  ])('%s of the session', (_key, holds, fails) => {
    expect(roleProblems(role({ permission: holds }), place, inVpc)).toEqual([]);
    expect(roleProblems(role({ permission: fails }), place, inVpc)).toEqual(mayNot);
  });

  test('aws:PrincipalIsAWSService: Lambda assumes the role, the role calls EC2', () => {
    const service = { Bool: { 'aws:PrincipalIsAWSService': 'true' } };
    expect(roleProblems(role({ trust: service }), place, inVpc)).toEqual([]);
    expect(roleProblems(role({ permission: service }), place, inVpc)).toEqual(mayNot);
  });
});
