import { expect, test } from '@jest/globals';
import {
  dynamodbIndexArn,
  iamRoleArn,
  kmsKeyArn,
  lambdaFunctionArn,
  logGroupArn,
  s3BucketArn,
  s3ObjectArn,
} from '../arn/index.ts';
import { here } from '../testing/calls.ts';
import { actionsOn } from './actions-on.ts';

test.each([
  [
    'an object',
    s3ObjectArn({ bucket: 'docs', key: 'a/b' }),
    ['s3:PutObject', 's3:GetObjectVersion'],
    ['s3:ListBucket', 's3:CreateJob'],
  ],
  [
    'a bucket',
    s3BucketArn({ bucket: 'docs' }),
    ['s3:ListBucket', 's3:PutBucketPolicy'],
    ['s3:PutObject', 's3:ListAllMyBuckets'],
  ],
  [
    'a log group',
    logGroupArn({ ...here, group: '/aws/lambda/f' }),
    ['logs:FilterLogEvents', 'logs:CreateLogGroup'],
    ['kms:Decrypt'],
  ],
  ['an index', dynamodbIndexArn({ ...here, table: 't', index: 'i' }), ['dynamodb:Query'], ['dynamodb:PutItem']],
  ['a key', kmsKeyArn({ ...here, id: 'k' }), ['kms:Decrypt', 'kms:PutKeyPolicy'], ['kms:CreateKey', 's3:GetObject']],
  ['a function', lambdaFunctionArn({ ...here, name: 'f' }), ['lambda:InvokeFunction'], ['lambda:ListFunctions']],
  [
    'a role',
    iamRoleArn({ account: here.account, name: 'r' }),
    ['iam:PassRole', 'sts:AssumeRole'],
    ['iam:ListRoles', 'iam:GetUser'],
  ],
  [
    'nothing that could be named',
    '*',
    ['ec2:DescribeSubnets', 'iam:ListRoles', 's3:ListAllMyBuckets'],
    ['s3:GetObject'],
  ],
])('%s', (_, arn, among, not) => {
  const actions = actionsOn(arn);
  expect(actions).toEqual(expect.arrayContaining(among));
  expect(actions.filter((action) => not.includes(action))).toEqual([]);
  expect(new Set(actions).size).toBe(actions.length);
});
