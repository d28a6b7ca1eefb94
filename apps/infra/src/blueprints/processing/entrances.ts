import type { Entrances } from '../../access-contract.ts';
import { serviceEntrances } from '../service-access.ts';
import { apiMethods, type ProcessingCaller, type ProcessingResource, type ProcessingWay } from './access-names.ts';

/** Who must get in, so that the stack can be changed, removed, used, watched and audited. */
export const processingEntrances: Entrances<ProcessingCaller, ProcessingResource, ProcessingWay> = [
  {
    who: 'deployer',
    may: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:PutKeyPolicy', 'kms:TagResource'],
    on: ['data key', 'logs key', 'messaging key'],
    by: 'tls',
    or: 'the next deployment fails',
  },
  {
    who: 'deployer',
    may: ['kms:CreateGrant', 'kms:Decrypt', 'kms:GenerateDataKey'],
    on: ['data key'],
    by: 'via-dynamodb-documents',
    or: 'the documents table cannot be made',
  },
  {
    who: 'deployer',
    may: ['kms:CreateGrant', 'kms:Decrypt', 'kms:GenerateDataKey'],
    on: ['data key'],
    by: 'via-dynamodb-permissions',
    or: 'the permissions table cannot be made, and no API key issued',
  },
  {
    who: 'deployer',
    may: ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt'],
    on: ['messaging key'],
    by: 'via-lambda',
    or: 'the functions cannot be deployed',
  },
  {
    who: 'deployer',
    may: ['kms:Decrypt', 'kms:GenerateDataKey'],
    on: ['messaging key'],
    by: 'via-sqs',
    or: 'dead letters cannot be redriven',
  },
  {
    who: 'deployer',
    may: ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:PutBucketNotification', 's3:PutLifecycleConfiguration'],
    on: ['documents bucket', 'access log bucket', 'trail bucket'],
    by: 'tls',
    or: 'the next deployment fails',
  },
  {
    who: 'deployer',
    may: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
    on: ['document', 'access log object', 'trail object'],
    by: 'tls',
    or: 'the stack cannot be removed',
  },
  {
    who: 'deployer',
    may: ['kms:DeleteAlias', 'kms:ScheduleKeyDeletion'],
    on: ['data key', 'logs key', 'messaging key'],
    by: 'tls',
    or: 'the stack cannot be removed',
  },
  { who: 'deployer', may: ['sts:AssumeRole'], on: ['verifier role'], by: 'tls', or: 'nobody can verify the platform' },
  {
    who: 'API handler code',
    may: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'],
    on: ['document'],
    by: 's3-endpoint',
    or: 'no document is taken in, shown or deleted',
  },
  {
    who: 'API handler code',
    may: ['s3:PutObject', 's3:GetObject'],
    on: ['document'],
    by: 'presigned',
    or: 'large documents cannot be uploaded or downloaded',
  },
  {
    who: 'API handler code',
    may: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
    on: ['documents table'],
    by: 'dynamodb-endpoint',
    or: 'no document is entered',
  },
  {
    who: 'authorizer code',
    may: ['dynamodb:GetItem'],
    on: ['permissions table'],
    by: 'dynamodb-endpoint',
    or: 'every request ends in 500',
  },
  {
    who: 'processor code',
    may: ['s3:GetObject'],
    on: ['document'],
    by: 's3-endpoint-silent',
    or: 'no document is processed',
  },
  {
    who: 'notifier code',
    may: ['sns:Publish'],
    on: ['changes topic'],
    by: 'sns-endpoint',
    or: 'nobody is told of anything',
  },
  {
    who: 'notifier role by Lambda',
    may: ['sqs:SendMessage'],
    on: ['notifier dead letters'],
    by: 'tls',
    or: 'changes that could not be told are lost',
  },
  {
    who: 'S3 for the documents bucket',
    may: ['lambda:InvokeFunction'],
    on: ['processor'],
    by: 'tls',
    or: 'no document is processed',
  },
  {
    who: 'authorizer invoke role',
    may: ['lambda:InvokeFunction'],
    on: ['authorizer'],
    by: 'tls',
    or: 'every request ends in 500',
  },
  ...apiMethods.map(
    (method) =>
      ({
        who: method,
        may: ['lambda:InvokeFunction'],
        on: ['API handler'],
        by: 'tls',
        or: `${method} ends in 500`,
      }) as const,
  ),
  ...serviceEntrances({ ofAlarms: 'messaging key', ofTrail: 'logs key' }),
];
