import { describe, expect, test } from '@jest/globals';
import { kmsKeyArn, lambdaFunctionArn, logStreamArn, networkInterfaceArn, s3ObjectArn } from '../../arn/index.ts';
import { here, verdictOn, type Call } from '../../testing/calls.ts';
import { paymentFunctionPolicy } from './function-policy.ts';
import { paymentOperatorPolicy } from './operator-policy.ts';
import { bucket, documents, key, names, receipt, revoked, transactions } from './testing/world.ts';

const inVpc = { 'aws:SourceVpc': 'vpc-1' };
const encrypted = {
  ...inVpc,
  's3:x-amz-server-side-encryption': 'aws:kms',
  's3:x-amz-server-side-encryption-aws-kms-key-id': key,
};
const otherKey = { ...encrypted, 's3:x-amz-server-side-encryption-aws-kms-key-id': kmsKeyArn({ ...here, id: '2b' }) };
const fromCode = { 'lambda:SourceFunctionArn': lambdaFunctionArn({ ...here, name: 'f' }) };
const log = (group: string) => logStreamArn({ ...here, group, stream: 's' });

describe('the payment processor', () => {
  const policy = (tracing = true) =>
    paymentFunctionPolicy({
      ...here,
      ...names,
      ...documents,
      functionName: 'f',
      logGroup: '/aws/lambda/f',
      vpcId: 'vpc-1',
      receiptsKeyArn: key,
      tracing,
    });

  test.each<[string, string, string, Call['with'], string]>([
    ['enters payments', 'dynamodb:PutItem', transactions, inVpc, 'Allowed'],
    ['reads them', 'dynamodb:GetItem', transactions, inVpc, 'Allowed'],
    ['not outside its VPC', 'dynamodb:GetItem', transactions, {}, 'ExplicitlyDenied'],
    ['nor in another', 'dynamodb:GetItem', transactions, { 'aws:SourceVpc': 'vpc-2' }, 'ExplicitlyDenied'],
    ['changes none', 'dynamodb:UpdateItem', transactions, inVpc, 'ImplicitlyDenied'],
    ['deletes none, ever', 'dynamodb:DeleteItem', transactions, inVpc, 'ExplicitlyDenied'],
    ['looks certificates up', 'dynamodb:GetItem', revoked, inVpc, 'Allowed'],
    ['revokes none', 'dynamodb:PutItem', revoked, inVpc, 'ImplicitlyDenied'],
    ['keeps receipts, encrypted', 's3:PutObject', receipt, encrypted, 'Allowed'],
    ['not otherwise', 's3:PutObject', receipt, inVpc, 'ImplicitlyDenied'],
    ['nor with another key', 's3:PutObject', receipt, otherKey, 'ImplicitlyDenied'],
    ['nor elsewhere', 's3:PutObject', s3ObjectArn({ bucket: 'docs', key: 'other/a' }), encrypted, 'ImplicitlyDenied'],
    ['reads none back', 's3:GetObject', receipt, inVpc, 'ImplicitlyDenied'],
    ['writes its own log', 'logs:PutLogEvents', log('/aws/lambda/f'), {}, 'Allowed'],
    ['and no other', 'logs:PutLogEvents', log('/aws/lambda/g'), {}, 'ImplicitlyDenied'],
    ['deletes no log', 'logs:DeleteLogGroup', log('/aws/lambda/f'), {}, 'ExplicitlyDenied'],
    ['destroys no table', 'dynamodb:DeleteTable', transactions, inVpc, 'ExplicitlyDenied'],
    ['nor bucket', 's3:DeleteBucket', bucket, inVpc, 'ExplicitlyDenied'],
    ['nor its policy', 's3:PutBucketPolicy', bucket, inVpc, 'ExplicitlyDenied'],
    ['nor key', 'kms:ScheduleKeyDeletion', key, {}, 'ExplicitlyDenied'],
    ['stops no trail', 'cloudtrail:StopLogging', '*', {}, 'ExplicitlyDenied'],
  ])('%s', (_, action, on, context, expected) => {
    expect(verdictOn(policy(), { action, on, ...(context && { with: context }) })).toBe(expected);
  });

  test('is attached to its VPC by Lambda, not by its code', () => {
    const attach = { action: 'ec2:CreateNetworkInterface', on: networkInterfaceArn({ ...here, id: '*' }) };
    expect(verdictOn(policy(), attach)).toBe('Allowed');
    expect(verdictOn(policy(), { ...attach, with: fromCode })).toBe('ExplicitlyDenied');
  });

  test('writes traces where they are wanted', () => {
    const trace = { action: 'xray:PutTraceSegments', on: '*' };
    expect(verdictOn(policy(), trace)).toBe('Allowed');
    expect(verdictOn(policy(false), trace)).toBe('ImplicitlyDenied');
  });
});

describe('an operator', () => {
  const policy = paymentOperatorPolicy({ ...here, ...names, ...documents });

  test.each<[string, string, string, string]>([
    ['looks payments up', 'dynamodb:GetItem', transactions, 'Allowed'],
    ['not all of them at once', 'dynamodb:Scan', transactions, 'ImplicitlyDenied'],
    ['makes none', 'dynamodb:PutItem', transactions, 'ImplicitlyDenied'],
    ['reads receipts', 's3:GetObject', receipt, 'Allowed'],
    ['writes none', 's3:PutObject', receipt, 'ImplicitlyDenied'],
    ['revokes certificates', 'dynamodb:PutItem', revoked, 'Allowed'],
    ['for good', 'dynamodb:DeleteItem', revoked, 'ExplicitlyDenied'],
    ['destroys no receipt', 's3:DeleteObjectVersion', receipt, 'ExplicitlyDenied'],
  ])('%s', (_, action, on, expected) => {
    expect(verdictOn(policy, { action, on })).toBe(expected);
  });
});
