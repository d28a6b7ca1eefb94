import type { JsonObject } from '../../../../kernel/wire.ts';
import type { EventTable } from '../event-table.ts';
import { pick, textOf, xmlResult } from '../pick.ts';

/** Source: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail". */
export const iam: EventTable = {
  source: 'iam.amazonaws.com',
  global: true,
  management: {
    read: [
      'GetPolicy',
      'GetPolicyVersion',
      'GetRole',
      'GetRolePolicy',
      'GetUser',
      'ListAttachedRolePolicies',
      'ListPolicies',
      'ListPolicyVersions',
      'ListRolePolicies',
      'ListRoles',
      'ListRoleTags',
      'ListUsers',
      'SimulatePrincipalPolicy',
    ],
    write: [],
  },
  parameters: ({ exchange: { wire } }) =>
    pick(wire.input, [
      'RoleName',
      'PolicyArn',
      'PolicyName',
      'UserName',
      'GroupName',
      'VersionId',
      'PathPrefix',
      'PolicySourceArn',
      'PermissionsBoundary',
    ]),
  resources({ exchange: { wire } }, { account }) {
    const arn = textOf(wire.input, 'PolicyArn');
    return arn === undefined ? [] : [{ type: 'AWS::IAM::Policy', arn, accountId: account }];
  },
};

export const sts: EventTable = {
  source: 'sts.amazonaws.com',
  management: { read: ['AssumeRole', 'GetCallerIdentity', 'GetSessionToken'], write: [] },
  parameters: ({ exchange: { wire } }) =>
    pick(wire.input, ['RoleArn', 'RoleSessionName', 'DurationSeconds', 'SerialNumber']),
  resources({ exchange: { wire } }, { account }) {
    const arn = textOf(wire.input, 'RoleArn');
    return arn === undefined ? [] : [{ type: 'AWS::IAM::Role', arn, accountId: account }];
  },
  /** CloudTrail shows whose the new credentials are; secret and session token stay out. */
  response(call) {
    const { AssumedRoleUser: user, Credentials: credentials } = xmlResult(call);
    if (typeof credentials !== 'object') return undefined;
    const members = (value: object): JsonObject => value as JsonObject;
    return {
      credentials: pick(members(credentials), ['AccessKeyId', 'Expiration']),
      ...(typeof user === 'object' && { assumedRoleUser: pick(members(user), ['AssumedRoleId', 'Arn']) }),
    };
  },
};
