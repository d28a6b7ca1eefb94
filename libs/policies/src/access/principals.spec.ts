import { describe, expect, test } from '@jest/globals';
import { iamRoleArn, iamUserArn } from '../arn/index.ts';
import { identityPolicy } from '../kinds/identity.ts';
import { describeLogGroups } from '../capabilities/logs/describe-log-groups.ts';
import { account } from '../testing/calls.ts';
import { awsService, roleSession, rootUser, unsigned, user } from './principals.ts';

const policies = [identityPolicy('p', [describeLogGroups()])];

describe('principals', () => {
  test('a role session is named by its session and known by its role, path included', () => {
    const roleArn = iamRoleArn({ account, name: 'r', path: '/service/' });
    expect(roleSession({ roleArn, session: 'fn', policies, context: { 'lambda:SourceFunctionArn': 'f' } })).toEqual({
      principal: 'arn:aws:sts::111122223333:assumed-role/r/fn',
      policies,
      context: {
        'aws:PrincipalArn': roleArn,
        'aws:PrincipalAccount': account,
        'aws:PrincipalType': 'AssumedRole',
        'aws:PrincipalIsAWSService': false,
        'lambda:SourceFunctionArn': 'f',
      },
    });
  });

  test('what is no role is refused as one', () => {
    const refused = 'is not the ARN of a role. Write arn:aws:iam::ACCOUNT:role/NAME.';
    expect(() => roleSession({ roleArn: iamUserArn({ account, name: 'u' }), policies })).toThrow(refused);
    expect(() => roleSession({ roleArn: 'r', policies })).toThrow(refused);
  });

  test('a user carries its name, and keeps its boundary', () => {
    const boundary = { name: 'b', kind: 'boundary' as const, document: policies[0]?.document as never };
    expect(user({ account, name: 'ana', policies, boundary })).toMatchObject({
      principal: iamUserArn({ account, name: 'ana' }),
      boundary,
      context: { 'aws:username': 'ana', 'aws:PrincipalType': 'User' },
    });
  });

  test('the root user has no policies', () => {
    expect(rootUser({ account })).toMatchObject({ policies: [], context: { 'aws:PrincipalType': 'Account' } });
  });

  test('a service carries its source and none of the keys of a person', () => {
    const { principal, context } = awsService({ service: 's3.amazonaws.com', sourceArn: 'a', sourceAccount: account });
    expect(principal).toBe('s3.amazonaws.com');
    expect(context).toEqual({
      'aws:PrincipalIsAWSService': true,
      'aws:PrincipalServiceName': 's3.amazonaws.com',
      'aws:SourceArn': 'a',
      'aws:SourceAccount': account,
    });
    expect(Object.keys(awsService({ service: 'x.amazonaws.com' }).context)).not.toContain('aws:SourceArn');
  });

  test('an unsigned request carries nothing of a caller', () => {
    expect(unsigned()).toEqual({ principal: 'anonymous', policies: [], context: { 'aws:PrincipalType': 'Anonymous' } });
  });
});
