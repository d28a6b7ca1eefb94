import { describe, expect, test } from '@jest/globals';
import type { Policy } from '../../build/policy.ts';
import { account, here, otherAccount, verdictOn, type Call } from '../../testing/calls.ts';
import { alarm, inBucket, inGroup, inTable, ofFunction, ofTrail } from '../../testing/key-context.ts';
import {
  paymentDocumentsKeyPolicy,
  paymentLogsKeyPolicy,
  paymentOperationsKeyPolicy,
  paymentTablesKeyPolicy,
} from './key-policies.ts';
import { admin, deployer, key, names, operator, processor, withFactor, withoutFactor } from './testing/world.ts';

const common = {
  ...here,
  deployerArns: [deployer],
  functionRoleArn: processor,
  operatorRoleArn: operator,
} as const;
const documents = paymentDocumentsKeyPolicy({ ...common, name: 's3', bucket: 'docs' });
const tables = paymentTablesKeyPolicy({ ...common, ...names, name: 'dynamodb' });
const logs = paymentLogsKeyPolicy({ ...common, name: 'logs', logGroups: ['/aws/lambda/f', 'aws-waf-logs-payment'] });
const operations = paymentOperationsKeyPolicy({ ...common, name: 'operations', functionName: 'f', trail: 'audit' });

const cloudWatchLogs = 'logs.us-east-1.amazonaws.com';

const verdict = (policy: Policy, by: string, action: string, context: Call['with'] = {}) =>
  verdictOn(policy, { by, action, on: key, with: context });

test.each<[string, Policy, string, string, Call['with'], string]>([
  ['the processor encrypts receipts', documents, processor, 'kms:GenerateDataKey', inBucket('docs'), 'Allowed'],
  ['and no other bucket', documents, processor, 'kms:GenerateDataKey', inBucket('other'), 'ImplicitlyDenied'],
  ['nor past S3', documents, processor, 'kms:GenerateDataKey', {}, 'ImplicitlyDenied'],
  ['the operator decrypts them', documents, operator, 'kms:Decrypt', inBucket('docs'), 'Allowed'],
  ['the deployer does not', documents, deployer, 'kms:Decrypt', inBucket('docs'), 'ImplicitlyDenied'],
  ['nor any administrator', documents, admin, 'kms:Decrypt', inBucket('docs'), 'ImplicitlyDenied'],
  ['the processor uses the table', tables, processor, 'kms:Decrypt', inTable('transactions'), 'Allowed'],
  ['and that of certificates', tables, processor, 'kms:Decrypt', inTable('revoked-certificates'), 'Allowed'],
  ['and no other', tables, processor, 'kms:Decrypt', inTable('other'), 'ImplicitlyDenied'],
  ['the deployer makes it', tables, deployer, 'kms:CreateGrant', inTable('transactions'), 'Allowed'],
  ['the processor grants nothing', tables, processor, 'kms:CreateGrant', inTable('transactions'), 'ImplicitlyDenied'],
  ['logs are encrypted', logs, cloudWatchLogs, 'kms:Encrypt', inGroup('aws-waf-logs-payment'), 'Allowed'],
  ['those and no others', logs, cloudWatchLogs, 'kms:Encrypt', inGroup('/aws/lambda/g'), 'ImplicitlyDenied'],
  [
    'the trail is encrypted',
    operations,
    'cloudtrail.amazonaws.com',
    'kms:GenerateDataKey',
    ofTrail('audit'),
    'Allowed',
  ],
  ['and no other', operations, 'cloudtrail.amazonaws.com', 'kms:GenerateDataKey', ofTrail('x'), 'ImplicitlyDenied'],
  ['alarms are', operations, 'cloudwatch.amazonaws.com', 'kms:GenerateDataKey', alarm(account), 'Allowed'],
  ['of others not', operations, 'cloudwatch.amazonaws.com', 'kms:Decrypt', alarm(otherAccount), 'ImplicitlyDenied'],
  ['the environment is, by the deployer', operations, deployer, 'kms:Encrypt', ofFunction('f'), 'Allowed'],
  ['and that of no other function', operations, deployer, 'kms:Encrypt', ofFunction('g'), 'ImplicitlyDenied'],
])('%s', (_, policy, by, action, context, expected) => {
  expect(verdict(policy, by, action, context)).toBe(expected);
});

describe.each(Object.entries({ documents, tables, logs, operations }))('the key of %s', (_, policy) => {
  test.each<[string, string, string, Call['with'], string]>([
    ['is deleted by the deployer', deployer, 'kms:ScheduleKeyDeletion', {}, 'Allowed'],
    ['by others with a second factor', admin, 'kms:ScheduleKeyDeletion', withFactor, 'Allowed'],
    ['and not without', admin, 'kms:ScheduleKeyDeletion', withoutFactor, 'ExplicitlyDenied'],
    ['nor is its policy replaced', admin, 'kms:PutKeyPolicy', {}, 'ExplicitlyDenied'],
    ['nor its rotation stopped', admin, 'kms:DisableKeyRotation', {}, 'ExplicitlyDenied'],
    ['a deletion is taken back by anybody who manages it', admin, 'kms:CancelKeyDeletion', {}, 'Allowed'],
    ['and nobody manages and uses it', admin, 'kms:Decrypt', withFactor, 'ImplicitlyDenied'],
  ])('%s', (__, by, action, context, expected) => {
    expect(verdict(policy, by, action, context)).toBe(expected);
  });
});

test('where the account has a trail of its own, this key is not for it', () => {
  const policy = paymentOperationsKeyPolicy({ ...common, name: 'operations', functionName: 'f' });
  expect(JSON.stringify(policy.document)).not.toContain('cloudtrail');
});
