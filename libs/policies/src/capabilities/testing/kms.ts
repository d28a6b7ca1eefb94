import {
  alarmArn,
  cloudTrailArn,
  iamRoleArn,
  kmsKeyArn,
  lambdaFunctionArn,
  logGroupArn,
  s3BucketArn,
  s3ObjectArn,
  snsTopicArn,
  sqsQueueArn,
} from '../../arn/index.ts';
import { identityPolicy } from '../../kinds/identity.ts';
import { keyPolicy } from '../../kinds/key.ts';
import type { Statement } from '../../statement.ts';
import { account, here, otherAccount, role, sending, type Call } from '../../testing/calls.ts';
import type { Example } from '../../testing/example.ts';
import * as capabilities from '../index.ts';

const key = kmsKeyArn({ ...here, id: 'k' });
const stranger = iamRoleArn({ account, name: 'stranger' });
const ofKey = (...statements: Statement[]) =>
  keyPolicy({ account, name: 'k' }, [capabilities.administerKey(here), ...statements]);
const call = (action: string, context: Call['with'] = {}, by: string = role): Call => ({
  action,
  on: key,
  by,
  with: context,
});

const group = (name: string) => ({ 'kms:EncryptionContext:aws:logs:arn': logGroupArn({ ...here, group: name }) });
const logs = 'logs.us-east-1.amazonaws.com';
const readingLogs = { 'kms:ViaService': logs, ...group('/aws/lambda/f') };
const trail = cloudTrailArn({ ...here, name: 'trail' });
const otherTrail = cloudTrailArn({ ...here, name: 'other' });
const ofTrail = (arn: string) => ({ ...sending(arn), 'kms:EncryptionContext:aws:cloudtrail:arn': arn });
const readingTrail = (arn: string) => ({
  'kms:ViaService': 's3.us-east-1.amazonaws.com',
  'kms:EncryptionContext:aws:cloudtrail:arn': arn,
});
const cloudTrail = 'cloudtrail.amazonaws.com';
const alarm = alarmArn({ ...here, name: 'errors' });
const cloudWatch = 'cloudwatch.amazonaws.com';
const viaS3 = {
  'kms:ViaService': 's3.us-east-1.amazonaws.com',
  'kms:CallerAccount': account,
  'kms:EncryptionContext:aws:s3:arn': s3ObjectArn({ bucket: 'docs', key: 'a' }),
};
const viaTable = {
  'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com',
  'kms:CallerAccount': account,
  'kms:EncryptionContext:aws:dynamodb:subscriberId': account,
  'kms:EncryptionContext:aws:dynamodb:tableName': 't',
};
const forService = { 'kms:GrantIsForAWSResource': true, 'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com' };
const ofFunction = (name: string) => ({
  'kms:EncryptionContext:aws:lambda:FunctionArn': lambdaFunctionArn({ ...here, name }),
});
const viaFunction = { 'kms:ViaService': 'lambda.us-east-1.amazonaws.com', ...ofFunction('f') };
const grantForFunction = { ...viaFunction, 'kms:GrantIsForAWSResource': true };
const environment = { ...here, functionName: 'f', principals: [role] } as const;
const table = { ...here, table: 't', principals: [role] } as const;

const via = (service: string) => ({
  'kms:ViaService': `${service}.us-east-1.amazonaws.com`,
  'kms:CallerAccount': account,
});
const viaQueue = (name: string) => ({
  ...via('sqs'),
  'kms:EncryptionContext:aws:sqs:arn': sqsQueueArn({ ...here, name }),
});
const viaTopic = (name: string) => ({
  ...via('sns'),
  'kms:EncryptionContext:aws:sns:topicArn': snsTopicArn({ ...here, name }),
});

export const kms = {
  administerKey: {
    policy: ofKey(),
    may: [call('kms:PutKeyPolicy'), call('kms:ScheduleKeyDeletion')],
    mayNot: [
      call('kms:Decrypt'),
      call('kms:CreateGrant'),
      call('kms:DescribeKey', {}, iamRoleArn({ account: otherAccount, name: 'r' })),
    ],
  },
  decryptTrailFor: {
    policy: ofKey(capabilities.decryptTrailFor({ ...here, trail: 'trail' })),
    may: [call('kms:Decrypt', readingTrail(trail))],
    mayNot: [
      call('kms:Decrypt', readingTrail(otherTrail)),
      call('kms:Decrypt', { 'kms:EncryptionContext:aws:cloudtrail:arn': trail }),
      call('kms:GenerateDataKey', readingTrail(trail)),
      call('kms:Decrypt', readingTrail(trail), iamRoleArn({ account: otherAccount, name: 'r' })),
    ],
  },
  decryptLogGroups: {
    policy: identityPolicy('p', [capabilities.decryptLogGroups({ region: here.region, keys: [key] })]),
    beside: ofKey(capabilities.decryptLogGroupsFor({ ...here, groups: ['/aws/lambda/f'] })),
    may: [call('kms:Decrypt', readingLogs)],
    mayNot: [
      call('kms:Decrypt'),
      call('kms:Decrypt', { ...readingLogs, 'kms:ViaService': 's3.us-east-1.amazonaws.com' }),
      call('kms:Encrypt', readingLogs),
      { ...call('kms:Decrypt', readingLogs), on: kmsKeyArn({ ...here, id: 'k2' }) },
    ],
  },
  decryptLogGroupsFor: {
    policy: ofKey(capabilities.decryptLogGroupsFor({ ...here, groups: ['/aws/lambda/f'], principals: [role] })),
    may: [call('kms:Decrypt', readingLogs)],
    mayNot: [
      call('kms:Decrypt', readingLogs, stranger),
      call('kms:Decrypt', { ...readingLogs, ...group('/aws/lambda/f2') }),
      call('kms:Decrypt', group('/aws/lambda/f')),
      call('kms:Encrypt', readingLogs),
    ],
  },
  describeKeyForTable: {
    policy: keyPolicy({ account, name: 'k' }, [
      { Sid: 'Manage', Effect: 'Allow', Principal: { AWS: role }, Action: 'kms:PutKeyPolicy', Resource: '*' },
      capabilities.describeKeyForTable(table),
    ]),
    may: [call('kms:DescribeKey', { 'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com' })],
    mayNot: [
      call('kms:DescribeKey'),
      call('kms:DescribeKey', viaS3),
      call('kms:DescribeKey', viaTable, stranger),
      call('kms:Decrypt', viaTable),
    ],
  },
  describeKeyForTrail: {
    policy: ofKey(capabilities.describeKeyForTrail({ ...here, trail: 'trail' })),
    may: [call('kms:DescribeKey', sending(trail), cloudTrail)],
    mayNot: [
      call('kms:DescribeKey', sending(otherTrail), cloudTrail),
      call('kms:Decrypt', ofTrail(trail), cloudTrail),
      call('kms:DescribeKey', sending(trail), cloudWatch),
    ],
  },
  encryptAlarmNotifications: {
    policy: ofKey(capabilities.encryptAlarmNotifications(here)),
    may: [call('kms:GenerateDataKey', sending(alarm), cloudWatch), call('kms:Decrypt', sending(alarm), cloudWatch)],
    mayNot: [
      call('kms:Decrypt', sending(alarm, otherAccount), cloudWatch),
      call('kms:Decrypt', sending(alarmArn({ ...here, region: 'eu-west-1', name: 'errors' })), cloudWatch),
      call('kms:Encrypt', sending(alarm), cloudWatch),
      call('kms:Decrypt', sending(alarm), 'events.amazonaws.com'),
    ],
  },
  encryptEnvironment: {
    policy: ofKey(capabilities.encryptEnvironment(environment)),
    may: [call('kms:Encrypt', viaFunction), call('kms:Decrypt', viaFunction)],
    mayNot: [
      call('kms:Decrypt'),
      call('kms:Decrypt', ofFunction('f')),
      call('kms:Decrypt', { ...viaFunction, ...ofFunction('f2') }),
      call('kms:Decrypt', { ...viaFunction, 'kms:ViaService': 'lambda.eu-west-1.amazonaws.com' }),
      call('kms:Decrypt', { ...viaFunction, 'kms:ViaService': logs }),
      call('kms:Decrypt', viaFunction, stranger),
      call('kms:GenerateDataKey', viaFunction),
      call('kms:CreateGrant', grantForFunction),
    ],
  },
  encryptLogGroups: {
    policy: ofKey(capabilities.encryptLogGroups({ ...here, groups: ['/aws/lambda/f', '/aws/api/a'] })),
    may: [
      call('kms:Encrypt', group('/aws/lambda/f'), logs),
      call('kms:GenerateDataKey', group('/aws/api/a'), logs),
      call('kms:Decrypt', group('/aws/api/a'), logs),
    ],
    mayNot: [
      call('kms:Encrypt', group('/aws/lambda/f2'), logs),
      call('kms:Encrypt', {}, logs),
      call('kms:Encrypt', group('/aws/lambda/f'), 'logs.eu-west-1.amazonaws.com'),
      call('kms:CreateGrant', group('/aws/lambda/f'), logs),
    ],
  },
  encryptObjects: {
    policy: ofKey(capabilities.encryptObjects({ ...here, bucket: 'docs', principals: [role] })),
    may: [
      call('kms:GenerateDataKey', viaS3),
      call('kms:Decrypt', { ...viaS3, 'kms:EncryptionContext:aws:s3:arn': s3BucketArn({ bucket: 'docs' }) }),
    ],
    mayNot: [
      call('kms:GenerateDataKey'),
      call('kms:Decrypt', { ...viaS3, 'kms:EncryptionContext:aws:s3:arn': s3BucketArn({ bucket: 'docs2' }) }),
      call('kms:Decrypt', { ...viaS3, 'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com' }),
      call('kms:Decrypt', viaS3, stranger),
      call('kms:Encrypt', viaS3),
    ],
  },
  encryptTable: {
    policy: ofKey(capabilities.encryptTable(table)),
    may: [
      call('kms:Decrypt', viaTable),
      call('kms:ReEncryptTo', { ...viaTable, 'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com' }),
    ],
    mayNot: [
      call('kms:Decrypt'),
      call('kms:Decrypt', { ...viaTable, 'kms:EncryptionContext:aws:dynamodb:tableName': 't2' }),
      call('kms:Decrypt', { ...viaTable, 'kms:ViaService': 's3.us-east-1.amazonaws.com' }),
      call('kms:Decrypt', viaTable, stranger),
      call('kms:CreateGrant', viaTable),
    ],
  },
  encryptTrail: {
    policy: ofKey(capabilities.encryptTrail({ ...here, trail: 'trail' })),
    may: [call('kms:GenerateDataKey', ofTrail(trail), cloudTrail), call('kms:Decrypt', ofTrail(trail), cloudTrail)],
    mayNot: [
      call('kms:GenerateDataKey', ofTrail(otherTrail), cloudTrail),
      call('kms:GenerateDataKey', sending(trail), cloudTrail),
      call('kms:Encrypt', ofTrail(trail), cloudTrail),
      call('kms:GenerateDataKey', ofTrail(trail), logs),
    ],
  },
  grantKeyToFunction: {
    policy: ofKey(capabilities.grantKeyToFunction(environment)),
    may: [call('kms:CreateGrant', grantForFunction)],
    mayNot: [
      call('kms:CreateGrant'),
      call('kms:CreateGrant', viaFunction),
      call('kms:CreateGrant', { ...grantForFunction, 'kms:GrantIsForAWSResource': false }),
      call('kms:CreateGrant', { ...grantForFunction, ...ofFunction('f2') }),
      call('kms:CreateGrant', { ...grantForFunction, 'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com' }),
      call('kms:CreateGrant', grantForFunction, stranger),
      call('kms:Decrypt', grantForFunction),
    ],
  },
  grantKeyToTable: {
    policy: ofKey(capabilities.grantKeyToTable(table)),
    may: [call('kms:CreateGrant', forService)],
    mayNot: [
      call('kms:CreateGrant'),
      call('kms:CreateGrant', { ...forService, 'kms:GrantIsForAWSResource': false }),
      call('kms:CreateGrant', { ...forService, 'kms:ViaService': 'lambda.us-east-1.amazonaws.com' }),
      call('kms:CreateGrant', forService, stranger),
      call('kms:Decrypt', forService),
    ],
  },
  encryptQueues: {
    policy: ofKey(capabilities.encryptQueues({ ...here, names: ['q', 'r'], principals: [role] })),
    may: [call('kms:GenerateDataKey', viaQueue('q')), call('kms:Decrypt', viaQueue('r'))],
    mayNot: [
      call('kms:GenerateDataKey', viaQueue('q'), stranger),
      call('kms:GenerateDataKey', viaQueue('other')),
      call('kms:GenerateDataKey', { ...viaQueue('q'), 'kms:ViaService': 'sns.us-east-1.amazonaws.com' }),
      call('kms:Encrypt', viaQueue('q')),
    ],
  },
  encryptTopics: {
    policy: ofKey(capabilities.encryptTopics({ ...here, names: ['t'], principals: [role] })),
    may: [call('kms:GenerateDataKey', viaTopic('t')), call('kms:Decrypt', viaTopic('t'))],
    mayNot: [
      call('kms:GenerateDataKey', viaTopic('t'), stranger),
      call('kms:GenerateDataKey', viaTopic('other')),
      call('kms:GenerateDataKey', { 'kms:EncryptionContext:aws:sns:topicArn': snsTopicArn({ ...here, name: 't' }) }),
      call('kms:Encrypt', viaTopic('t')),
    ],
  },
} satisfies Record<string, Example>;
