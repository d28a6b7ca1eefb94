import { describe, expect, test } from '@jest/globals';
import type { Statement } from '@palisade/policies';
import { isPublicPolicy } from './public-policy.ts';

const open: Statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const isPublic = (statement: Statement): boolean => isPublicPolicy({ Version: '2012-10-17', Statement: [statement] });

describe('a policy is public', () => {
  test.each<[string, Statement]>([
    ['when it lets everybody in', open],
    ['also as AWS *', { ...open, Principal: { AWS: ['123456789012', '*'] } }],
    ['when its condition has a wildcard', { ...open, Condition: { StringLike: { 'aws:SourceVpc': 'vpc-*' } } }],
    [
      'when its condition has a variable',
      { ...open, Condition: { StringEquals: { 'aws:SourceVpc': '${aws:PrincipalTag/vpc}' } } },
    ],
    [
      'when its condition holds without the key',
      { ...open, Condition: { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' } } },
    ],
    ['when its condition is negated', { ...open, Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } } }],
    ['when its condition is about something else', { ...open, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    [
      'when its addresses are nearly all there are',
      { ...open, Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } } },
    ],
    ['when one of its values is open', { ...open, Condition: { StringLike: { 'aws:SourceVpce': ['vpce-1', '*'] } } }],
  ])('%s', (_when, statement) => {
    expect(isPublic(statement)).toBe(true);
  });

  test.each<[string, Statement]>([
    ['when it names an account', { ...open, Principal: { AWS: '123456789012' } }],
    ['when it names a service', { ...open, Principal: { Service: 'logging.s3.amazonaws.com' } }],
    ['when it denies', { ...open, Effect: 'Deny' }],
    [
      'when it is limited to an endpoint',
      { ...open, Condition: { StringEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] } } },
    ],
    [
      'when it is limited to addresses',
      { ...open, Condition: { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } } },
    ],
    [
      'when it is limited to an organisation',
      { ...open, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
    ],
    [
      'when it is limited to sessions of a role',
      { ...open, Condition: { StringLike: { 'aws:userid': 'AROAEXAMPLE:*' } } },
    ],
  ])('but not %s', (_when, statement) => {
    expect(isPublic(statement)).toBe(false);
  });
});
