import { expect, test } from '@jest/globals';
import { dynamodbIndexArn, dynamodbTableArn, executeApiArn, s3ObjectArn, snsTopicArn } from '../../arn/index.ts';
import { compile, type Policy } from '../../build/policy.ts';
import { decide } from '../../evaluate/decide.ts';
import { account, administrator, here, otherAccount } from '../../testing/calls.ts';
import {
  processingApiEndpointPolicy,
  processingDynamodbEndpointPolicy,
  processingS3EndpointPolicy,
  processingSnsEndpointPolicy,
} from './endpoint-policies.ts';
import { alarmTopicPolicy } from '../shared/alarm-topic.ts';
import { trailBucketPolicy, trailLogsPolicy } from '../shared/trail.ts';
import { authorizerInvokePolicy } from './api-policies.ts';
import { tlsOnlyQueuePolicy } from './messaging-policies.ts';
import { bucket, roleArns, roleNamed } from './testing/world.ts';

const { apiHandler, authorizer, notifier, processor } = roleArns;
const s3 = processingS3EndpointPolicy({
  ...here,
  bucket,
  prefix: 'incoming/',
  apiHandlerRoleArn: apiHandler,
  processorRoleArn: processor,
});
const dynamodb = processingDynamodbEndpointPolicy({
  ...here,
  documentsTable: 'documents',
  permissionsTable: 'permissions',
  indexes: ['byStatus'],
  authorizerRoleArn: authorizer,
  apiHandlerRoleArn: apiHandler,
  processorRoleArn: processor,
});
const sns = processingSnsEndpointPolicy({ ...here, topic: 'changes', notifierRoleArn: notifier });
const api = processingApiEndpointPolicy({ ...here, api: 'a1', stage: 'v1' });

const document = s3ObjectArn({ bucket, key: 'incoming/a' });
const documents = dynamodbTableArn({ ...here, table: 'documents' });
const method = { ...here, api: 'a1', stage: 'v1', method: 'GET', path: 'documents' };

/** Whoever asks may do everything; the endpoint decides. */
function passes(policy: Policy, by: string, action: string, on: string, resourceAccount = account): boolean {
  const context = { 'aws:PrincipalArn': by, 'aws:PrincipalAccount': account, 'aws:ResourceAccount': resourceAccount };
  const request = { principal: by, action, resource: { arn: on, accountId: account }, context };
  const endpointType = policy === s3 || policy === dynamodb ? 'Gateway' : 'Interface';
  return decide(request, { identity: [administrator], endpoint: compile(policy), endpointType }).verdict === 'Allowed';
}

test.each<[string, Policy, string, string, string, boolean]>([
  ['the API handler stores documents', s3, apiHandler, 's3:PutObject', document, true],
  ['below incoming/ alone', s3, apiHandler, 's3:PutObject', s3ObjectArn({ bucket, key: 'other/a' }), false],
  ['and in no other bucket', s3, apiHandler, 's3:PutObject', s3ObjectArn({ bucket: 'b', key: 'incoming/a' }), false],
  ['the processor reads them', s3, processor, 's3:GetObject', document, true],
  ['and deletes none', s3, processor, 's3:DeleteObject', document, false],
  ['the notifier reads none', s3, notifier, 's3:GetObject', document, false],
  ['an administrator gets nothing out', s3, roleNamed('admin'), 's3:GetObject', document, false],
  [
    'the authorizer looks keys up',
    dynamodb,
    authorizer,
    'dynamodb:GetItem',
    dynamodbTableArn({ ...here, table: 'permissions' }),
    true,
  ],
  ['and no document', dynamodb, authorizer, 'dynamodb:GetItem', documents, false],
  ['the API handler enters documents', dynamodb, apiHandler, 'dynamodb:PutItem', documents, true],
  [
    'and lists them',
    dynamodb,
    apiHandler,
    'dynamodb:Query',
    dynamodbIndexArn({ ...here, table: 'documents', index: 'byStatus' }),
    true,
  ],
  ['and scans none', dynamodb, apiHandler, 'dynamodb:Scan', documents, false],
  ['the processor changes entries', dynamodb, processor, 'dynamodb:UpdateItem', documents, true],
  ['and makes none', dynamodb, processor, 'dynamodb:PutItem', documents, false],
  ['the notifier tells of changes', sns, notifier, 'sns:Publish', snsTopicArn({ ...here, name: 'changes' }), true],
  ['and alarms nobody', sns, notifier, 'sns:Publish', snsTopicArn({ ...here, name: 'alarms' }), false],
  ['the processor tells nothing', sns, processor, 'sns:Publish', snsTopicArn({ ...here, name: 'changes' }), false],
  ['this API is called', api, processor, 'execute-api:Invoke', executeApiArn(method), true],
  ['another is not', api, processor, 'execute-api:Invoke', executeApiArn({ ...method, api: 'b2' }), false],
  ['nor another stage', api, processor, 'execute-api:Invoke', executeApiArn({ ...method, stage: 'v2' }), false],
])('%s', (_, policy, by, action, on, expected) => {
  expect(passes(policy, by, action, on)).toBe(expected);
});

test('what belongs to another account does not pass', () => {
  expect(passes(s3, apiHandler, 's3:PutObject', document, otherAccount)).toBe(false);
  expect(passes(dynamodb, apiHandler, 'dynamodb:PutItem', documents, otherAccount)).toBe(false);
  expect(passes(api, processor, 'execute-api:Invoke', executeApiArn(method), otherAccount)).toBe(false);
});

test('each of the small policies says one thing about one thing', () => {
  const said = (policy: Policy) => JSON.stringify(policy.document);
  expect(said(authorizerInvokePolicy({ ...here, functionName: 'f' }))).toContain(':function:f"');
  expect(said(alarmTopicPolicy({ ...here, topic: 't' }))).toContain('"aws:SourceAccount":"111122223333"');
  expect(said(tlsOnlyQueuePolicy({ ...here, queue: 'q' }))).not.toContain('"Allow"');
  expect(said(trailBucketPolicy({ ...here, trail: 'a', bucket: 'b' }))).toContain('AWSLogs/111122223333/*');
  expect(said(trailLogsPolicy({ ...here, logGroup: '/g' }))).not.toContain('logs:CreateLogGroup');
});
