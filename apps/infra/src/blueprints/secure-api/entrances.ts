import type { Entrances } from '../../access-contract.ts';
import type { SecureApiCaller, SecureApiResource, SecureApiWay } from './access-contract.ts';

/** Who must get in, so that the stack can be changed, removed, used, logged and audited. */
export const secureApiEntrances: Entrances<SecureApiCaller, SecureApiResource, SecureApiWay> = [
  {
    who: 'deployer',
    may: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:PutKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:TagResource'],
    on: ['key'],
    by: 'tls',
    or: 'the next deployment fails',
  },
  {
    who: 'deployer',
    may: ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt'],
    on: ['key'],
    by: 'lambda',
    or: 'the function cannot be deployed',
  },
  {
    who: 'deployer',
    may: ['kms:DeleteAlias', 'kms:ScheduleKeyDeletion'],
    on: ['key'],
    by: 'tls',
    or: 'the stack cannot be removed',
  },
  {
    who: 'deployer',
    may: ['kms:CancelKeyDeletion', 'kms:EnableKey'],
    on: ['key'],
    by: 'tls',
    or: 'a key disabled by mistake stays so',
  },
  {
    who: 'CloudWatch Logs',
    may: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
    on: ['key'],
    by: 'group-context',
    or: 'the log groups cannot be made, and lose what is written to them',
  },
  {
    who: 'auditor',
    may: ['kms:Decrypt'],
    on: ['key'],
    by: 'logs',
    or: 'the logs cannot be audited',
  },
  {
    who: 'deployer',
    may: ['sts:AssumeRole'],
    on: ['client role', 'verifier role'],
    by: 'tls',
    or: 'nobody can use or verify the API',
  },
  {
    who: 'client',
    may: ['execute-api:Invoke'],
    on: ['GET /', 'any path'],
    by: 'tls',
    or: 'nobody can use the API',
  },
  {
    who: 'GET / of this API',
    may: ['lambda:InvokeFunction'],
    on: ['handler'],
    by: 'tls',
    or: 'every request for the root ends in 500',
  },
  {
    who: 'any path of this API',
    may: ['lambda:InvokeFunction'],
    on: ['handler'],
    by: 'tls',
    or: 'every request below the root ends in 500',
  },
  {
    who: 'any path of this API',
    may: ['sts:AssumeRole'],
    on: ['API Gateway log role'],
    by: 'tls',
    or: 'the API writes no logs',
  },
  {
    who: 'Lambda service',
    may: ['sts:AssumeRole'],
    on: ['handler role'],
    by: 'tls',
    or: 'the function cannot run',
  },
  {
    who: 'handler code',
    may: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    on: ['handler log streams'],
    by: 'tls',
    or: 'the function writes no log',
  },
];
