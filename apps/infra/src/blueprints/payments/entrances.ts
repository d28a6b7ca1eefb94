import type { Entrances } from '../../access-contract.ts';
import { serviceEntrances } from '../service-access.ts';
import { apiMethods, type PaymentsCaller, type PaymentsResource, type PaymentsWay } from './access-names.ts';

const keys = ['s3 key', 'dynamodb key', 'logs key', 'operations key'] as const;
const buckets = ['documents bucket', 'truststore bucket', 'access log bucket', 'trail bucket'] as const;
const tables = ['transactions table', 'revoked certificates table'] as const;

/** Who must get in, so that the stack can be changed, removed, used, watched and audited. */
export const paymentsEntrances: Entrances<PaymentsCaller, PaymentsResource, PaymentsWay> = [
  {
    who: 'deployer',
    may: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:PutKeyPolicy', 'kms:TagResource'],
    on: keys,
    by: 'tls',
    or: 'the next deployment fails',
  },
  {
    who: 'deployer',
    may: ['kms:DeleteAlias', 'kms:ScheduleKeyDeletion'],
    on: keys,
    by: 'tls',
    or: 'the stack cannot be removed',
  },
  {
    who: 'deployer',
    may: ['kms:CreateGrant', 'kms:Decrypt', 'kms:GenerateDataKey'],
    on: ['dynamodb key'],
    by: 'via-dynamodb-transactions',
    or: 'the transactions table cannot be made',
  },
  {
    who: 'deployer',
    may: ['kms:CreateGrant', 'kms:Decrypt', 'kms:GenerateDataKey'],
    on: ['dynamodb key'],
    by: 'via-dynamodb-revoked-certificates',
    or: 'the table of revoked certificates cannot be made',
  },
  {
    who: 'deployer',
    may: ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt'],
    on: ['operations key'],
    by: 'via-lambda',
    or: 'the function cannot be deployed',
  },
  {
    who: 'deployer',
    may: ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:PutBucketVersioning', 's3:PutLifecycleConfiguration'],
    on: buckets,
    by: 'tls',
    or: 'the next deployment fails',
  },
  {
    who: 'deployer',
    may: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
    on: ['truststore object'],
    by: 'tls-silent',
    or: 'API Gateway, which reads it as the deployer, gets no truststore',
  },
  {
    who: 'deployer',
    may: ['s3:BypassGovernanceRetention', 's3:DeleteObject', 's3:DeleteObjectVersion'],
    on: ['receipt', 'truststore object', 'access log object', 'trail object'],
    by: 'tls',
    or: 'the stack cannot be removed',
  },
  {
    who: 'deployer',
    may: [
      'dynamodb:DescribeTable',
      'dynamodb:PutResourcePolicy',
      'dynamodb:UpdateContinuousBackups',
      'dynamodb:UpdateTable',
    ],
    on: tables,
    by: 'tls',
    or: 'the next deployment fails',
  },
  { who: 'deployer', may: ['dynamodb:DeleteTable'], on: tables, by: 'tls', or: 'the stack cannot be removed' },
  {
    who: 'deployer with MFA',
    may: ['sts:AssumeRole'],
    on: ['operator role'],
    by: 'tls',
    or: 'nobody becomes the operator',
  },
  {
    who: 'other administrator with MFA',
    may: ['kms:PutKeyPolicy'],
    on: keys,
    by: 'tls',
    or: 'a key is lost with its deployer',
  },
  {
    who: 'processor code',
    may: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    on: ['transactions table'],
    by: 'dynamodb-endpoint',
    or: 'no payment is entered',
  },
  {
    who: 'processor code',
    may: ['dynamodb:GetItem'],
    on: ['revoked certificates table'],
    by: 'dynamodb-endpoint',
    or: 'every request ends in 500',
  },
  { who: 'processor code', may: ['s3:PutObject'], on: ['receipt'], by: 's3-endpoint', or: 'no receipt is kept' },
  {
    who: 'operator',
    may: ['dynamodb:PutItem'],
    on: ['revoked certificates table'],
    by: 'tls',
    or: 'no certificate can be revoked',
  },
  ...apiMethods.map(
    (method) =>
      ({
        who: method,
        may: ['lambda:InvokeFunction'],
        on: ['processor'],
        by: 'tls',
        or: `${method} ends in 500`,
      }) as const,
  ),
  ...serviceEntrances({ ofAlarms: 'operations key', ofTrail: 'operations key' }),
];
