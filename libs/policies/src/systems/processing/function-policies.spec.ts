import { describe, expect, test } from '@jest/globals';
import {
  dynamodbIndexArn,
  dynamodbStreamArn,
  dynamodbTableArn,
  lambdaFunctionArn,
  logStreamArn,
  networkInterfaceArn,
  s3ObjectArn,
  snsTopicArn,
  sqsQueueArn,
} from '../../arn/index.ts';
import { here, verdictOn, type Call } from '../../testing/calls.ts';
import {
  apiAuthorizerPolicy,
  apiHandlerPolicy,
  documentNotifierPolicy,
  documentProcessorPolicy,
} from './function-policies.ts';
import { bucket, platform } from './testing/world.ts';

const documents = dynamodbTableArn({ ...here, table: 'documents' });
const permissions = dynamodbTableArn({ ...here, table: 'permissions' });
const index = (name: string, table = 'documents') => dynamodbIndexArn({ ...here, table, index: name });
const stream = (table: string) => dynamodbStreamArn({ ...here, table, label: '2026-01-01T00:00:00.000' });
const object = (key: string, of = bucket) => s3ObjectArn({ bucket: of, key });
const topic = (name: string) => snsTopicArn({ ...here, name });
const queue = (name: string) => sqsQueueArn({ ...here, name });
const log = (group: string) => logStreamArn({ ...here, group, stream: 's' });
const code = { 'lambda:SourceFunctionArn': lambdaFunctionArn({ ...here, name: 'f' }) };

const storage = { table: 'documents', bucket, prefix: 'incoming/' };
const policies = {
  authorizer: apiAuthorizerPolicy({ ...platform, permissionsTable: 'permissions' }),
  'API handler': apiHandlerPolicy({ ...platform, ...storage, indexes: ['byStatus', 'byOwner'] }),
  processor: documentProcessorPolicy({ ...platform, ...storage }),
  notifier: documentNotifierPolicy({ ...platform, table: 'documents', topic: 'changes' }),
} as const;
type Who = keyof typeof policies;

/** Who may do this, of the four; nobody else of them may. */
test.each<[string, string, readonly Who[]]>([
  ['dynamodb:GetItem', permissions, ['authorizer']],
  ['dynamodb:PutItem', permissions, []],
  ['dynamodb:Scan', permissions, []],
  ['dynamodb:GetItem', documents, ['API handler', 'processor']],
  ['dynamodb:UpdateItem', documents, ['API handler', 'processor']],
  ['dynamodb:PutItem', documents, ['API handler']],
  ['dynamodb:DeleteItem', documents, []],
  ['dynamodb:Scan', documents, []],
  ['dynamodb:Query', index('byStatus'), ['API handler']],
  ['dynamodb:Query', index('byOwner'), ['API handler']],
  ['dynamodb:Query', documents, []],
  ['dynamodb:Query', index('byStatus', 'other'), []],
  ['dynamodb:GetRecords', stream('documents'), ['notifier']],
  ['dynamodb:GetRecords', stream('permissions'), []],
  ['s3:PutObject', object('incoming/a'), ['API handler']],
  ['s3:GetObject', object('incoming/a'), ['API handler', 'processor']],
  ['s3:DeleteObject', object('incoming/a'), ['API handler']],
  ['s3:DeleteObjectVersion', object('incoming/a'), []],
  ['s3:PutObject', object('elsewhere/a'), []],
  ['s3:GetObject', object('incoming/a', 'other'), []],
  ['sns:Publish', topic('changes'), ['notifier']],
  ['sns:Publish', topic('alarms'), []],
  ['sns:Subscribe', topic('changes'), []],
])('%s on %s', (action, on, allowed) => {
  const may = (Object.keys(policies) as Who[]).filter((who) => verdictOn(policies[who], { action, on }) === 'Allowed');
  expect(may).toEqual(allowed);
});

describe.each(Object.entries(policies))('%s', (_, policy) => {
  test.each<[string, Call, string]>([
    ['writes its own log', { action: 'logs:PutLogEvents', on: log('/aws/lambda/f') }, 'Allowed'],
    ['and no other', { action: 'logs:PutLogEvents', on: log('/aws/lambda/g') }, 'ImplicitlyDenied'],
    ['and makes no group', { action: 'logs:CreateLogGroup', on: log('/aws/lambda/f') }, 'ImplicitlyDenied'],
    ['fills its own dead-letter queue', { action: 'sqs:SendMessage', on: queue('f-dlq') }, 'Allowed'],
    ['and no other', { action: 'sqs:SendMessage', on: queue('g-dlq') }, 'ImplicitlyDenied'],
    ['and takes nothing out', { action: 'sqs:ReceiveMessage', on: queue('f-dlq') }, 'ImplicitlyDenied'],
    ['writes traces', { action: 'xray:PutTraceSegments', on: '*' }, 'Allowed'],
    ['and reads none', { action: 'xray:BatchGetTraces', on: '*' }, 'ImplicitlyDenied'],
    [
      'is given interfaces by Lambda',
      { action: 'ec2:CreateNetworkInterface', on: networkInterfaceArn({ ...here, id: 'eni-1' }) },
      'Allowed',
    ],
    [
      'and its code makes none',
      { action: 'ec2:CreateNetworkInterface', on: networkInterfaceArn({ ...here, id: 'eni-1' }), with: code },
      'ExplicitlyDenied',
    ],
    [
      'invokes no function',
      { action: 'lambda:InvokeFunction', on: lambdaFunctionArn({ ...here, name: 'f' }) },
      'ImplicitlyDenied',
    ],
  ])('%s', (__, call, verdict) => {
    expect(verdictOn(policy, call)).toBe(verdict);
  });
});

test('without tracing nobody writes traces', () => {
  const quiet = apiAuthorizerPolicy({ ...platform, permissionsTable: 'permissions', tracing: false });
  expect(verdictOn(quiet, { action: 'xray:PutTraceSegments', on: '*' })).toBe('ImplicitlyDenied');
});
