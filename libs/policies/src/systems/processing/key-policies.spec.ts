import { expect, test } from '@jest/globals';
import { snsTopicArn, sqsQueueArn } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { account, here, otherAccount, verdictOn, type Call } from '../../testing/calls.ts';
import { alarm, inBucket, inGroup, inTable, ofFunction, ofTrail, via } from '../../testing/key-context.ts';
import { processingDataKeyPolicy, processingLogsKeyPolicy, processingMessagingKeyPolicy } from './key-policies.ts';
import { bucket, dataKey as key, deployer, roleArns, roleNamed } from './testing/world.ts';

const common = { ...here, roleArns, deployerArns: [deployer] } as const;
const data = processingDataKeyPolicy({
  ...common,
  name: 'data',
  bucket,
  documentsTable: 'documents',
  permissionsTable: 'permissions',
  readerArns: [roleNamed('verifier')],
});
const logs = processingLogsKeyPolicy({ ...here, name: 'logs', logGroups: ['/aws/lambda/f'], trail: 'audit' });
const messaging = processingMessagingKeyPolicy({
  ...common,
  name: 'messaging',
  topic: 'changes',
  queues: ['f-dlq', 'g-dlq'],
  functionNames: ['f', 'g'],
});

const inTopic = (name: string) => via('sns', { 'aws:sns:topicArn': snsTopicArn({ ...here, name }) });
const inQueue = (name: string) => via('sqs', { 'aws:sqs:arn': sqsQueueArn({ ...here, name }) });

const verdict = (policy: Policy, by: string, action: string, context: Call['with']) =>
  verdictOn(policy, { by, action, on: key, ...(context && { with: context }) });

const { apiHandler, authorizer, notifier, processor } = roleArns;

test.each<[string, Policy, string, string, Call['with'], string]>([
  ['the API handler encrypts documents', data, apiHandler, 'kms:GenerateDataKey', inBucket(bucket), 'Allowed'],
  ['and no other bucket', data, apiHandler, 'kms:GenerateDataKey', inBucket('other'), 'ImplicitlyDenied'],
  ['nor by itself', data, apiHandler, 'kms:GenerateDataKey', {}, 'ImplicitlyDenied'],
  ['the processor decrypts documents', data, processor, 'kms:Decrypt', inBucket(bucket), 'Allowed'],
  ['the verifier too', data, roleNamed('verifier'), 'kms:Decrypt', inBucket(bucket), 'Allowed'],
  ['the notifier does not', data, notifier, 'kms:Decrypt', inBucket(bucket), 'ImplicitlyDenied'],
  ['but reads the stream', data, notifier, 'kms:Decrypt', inTable('documents'), 'Allowed'],
  ['and no permissions', data, notifier, 'kms:Decrypt', inTable('permissions'), 'ImplicitlyDenied'],
  ['the authorizer reads permissions', data, authorizer, 'kms:Decrypt', inTable('permissions'), 'Allowed'],
  ['and no document', data, authorizer, 'kms:Decrypt', inTable('documents'), 'ImplicitlyDenied'],
  ['the deployer makes tables', data, deployer, 'kms:CreateGrant', inTable('documents'), 'Allowed'],
  ['the API handler grants nothing', data, apiHandler, 'kms:CreateGrant', inTable('documents'), 'ImplicitlyDenied'],
  ['the deployer decrypts no document', data, deployer, 'kms:Decrypt', inBucket(bucket), 'ImplicitlyDenied'],

  ['the notifier publishes', messaging, notifier, 'kms:GenerateDataKey', inTopic('changes'), 'Allowed'],
  ['to that topic alone', messaging, notifier, 'kms:GenerateDataKey', inTopic('alarms'), 'ImplicitlyDenied'],
  [
    'the processor publishes nothing',
    messaging,
    processor,
    'kms:GenerateDataKey',
    inTopic('changes'),
    'ImplicitlyDenied',
  ],
  ['the processor’s failures are queued', messaging, processor, 'kms:GenerateDataKey', inQueue('f-dlq'), 'Allowed'],
  ['in no other queue', messaging, processor, 'kms:GenerateDataKey', inQueue('other'), 'ImplicitlyDenied'],
  ['the deployer redrives', messaging, deployer, 'kms:Decrypt', inQueue('g-dlq'), 'Allowed'],
  ['a stranger does not', messaging, roleNamed('stranger'), 'kms:Decrypt', inQueue('g-dlq'), 'ImplicitlyDenied'],
  ['the deployer encrypts environments', messaging, deployer, 'kms:Encrypt', ofFunction('g'), 'Allowed'],
  ['of these functions alone', messaging, deployer, 'kms:Encrypt', ofFunction('h'), 'ImplicitlyDenied'],
  [
    'alarms of this account are told',
    messaging,
    'cloudwatch.amazonaws.com',
    'kms:GenerateDataKey',
    alarm(account),
    'Allowed',
  ],
  [
    'not of another',
    messaging,
    'cloudwatch.amazonaws.com',
    'kms:GenerateDataKey',
    alarm(otherAccount),
    'ImplicitlyDenied',
  ],

  [
    'CloudWatch Logs encrypts the log',
    logs,
    'logs.us-east-1.amazonaws.com',
    'kms:Encrypt',
    inGroup('/aws/lambda/f'),
    'Allowed',
  ],
  ['and no other', logs, 'logs.us-east-1.amazonaws.com', 'kms:Encrypt', inGroup('/aws/lambda/g'), 'ImplicitlyDenied'],
  [
    'CloudTrail encrypts the trail',
    logs,
    'cloudtrail.amazonaws.com',
    'kms:GenerateDataKey',
    ofTrail('audit'),
    'Allowed',
  ],
  ['and no other', logs, 'cloudtrail.amazonaws.com', 'kms:GenerateDataKey', ofTrail('other'), 'ImplicitlyDenied'],
  [
    'a function decrypts no log by itself',
    logs,
    processor,
    'kms:Decrypt',
    inGroup('/aws/lambda/f'),
    'ImplicitlyDenied',
  ],
])('%s', (_, policy, by, action, context, expected) => {
  expect(verdict(policy, by, action, context)).toBe(expected);
});

test.each([
  ['data', data],
  ['messaging', messaging],
  ['logs', logs],
])('administrators keep the %s key and do not use it', (_, policy) => {
  expect(verdict(policy, roleNamed('admin'), 'kms:PutKeyPolicy', {})).toBe('Allowed');
  expect(verdict(policy, roleNamed('admin'), 'kms:Decrypt', {})).toBe('ImplicitlyDenied');
});

test('where the account has a trail of its own, CloudTrail has no part in the key', () => {
  const without = processingLogsKeyPolicy({ ...here, name: 'logs', logGroups: ['/aws/lambda/f'] });
  expect(verdict(without, 'cloudtrail.amazonaws.com', 'kms:GenerateDataKey', ofTrail('audit'))).toBe(
    'ImplicitlyDenied',
  );
});
