import { expect, test } from '@jest/globals';
import { logStreamArn, s3ObjectArn } from '../../arn/index.ts';
import { compile, type Policy } from '../../build/policy.ts';
import { decide } from '../../evaluate/decide.ts';
import { account, administrator, here, otherAccount } from '../../testing/calls.ts';
import {
  paymentDynamodbEndpointPolicy,
  paymentLogsEndpointPolicy,
  paymentS3EndpointPolicy,
} from './endpoint-policies.ts';
import { admin, documents, names, operator, processor, receipt, revoked, transactions } from './testing/world.ts';

const s3 = paymentS3EndpointPolicy({ ...here, ...documents, functionRoleArn: processor });
const dynamodb = paymentDynamodbEndpointPolicy({ ...here, ...names, functionRoleArn: processor });
const logs = paymentLogsEndpointPolicy({ ...here, logGroup: '/aws/lambda/f', functionRoleArn: processor });
const log = (group: string) => logStreamArn({ ...here, group, stream: 's' });

/** Whoever asks may do everything; the endpoint decides. */
function passes(policy: Policy, by: string, action: string, on: string, resourceAccount = account): boolean {
  const context = { 'aws:PrincipalArn': by, 'aws:PrincipalAccount': account, 'aws:ResourceAccount': resourceAccount };
  const request = { principal: by, action, resource: { arn: on, accountId: account }, context };
  const endpointType = policy === logs ? 'Interface' : 'Gateway';
  return decide(request, { identity: [administrator], endpoint: compile(policy), endpointType }).verdict === 'Allowed';
}

test.each<[string, Policy, string, string, string, boolean]>([
  ['the processor keeps receipts', s3, processor, 's3:PutObject', receipt, true],
  ['and nothing else', s3, processor, 's3:PutObject', s3ObjectArn({ bucket: 'docs', key: 'other/a' }), false],
  ['nor anywhere else', s3, processor, 's3:PutObject', s3ObjectArn({ bucket: 'b', key: 'receipts/a' }), false],
  ['and reads none', s3, processor, 's3:GetObject', receipt, false],
  ['nobody else gets anything out', s3, admin, 's3:PutObject', receipt, false],
  ['the processor enters payments', dynamodb, processor, 'dynamodb:PutItem', transactions, true],
  ['and deletes none', dynamodb, processor, 'dynamodb:DeleteItem', transactions, false],
  ['and looks certificates up', dynamodb, processor, 'dynamodb:GetItem', revoked, true],
  ['and revokes none', dynamodb, processor, 'dynamodb:PutItem', revoked, false],
  ['operators come another way', dynamodb, operator, 'dynamodb:GetItem', transactions, false],
  ['the processor writes its log', logs, processor, 'logs:PutLogEvents', log('/aws/lambda/f'), true],
  ['and no other', logs, processor, 'logs:PutLogEvents', log('/aws/lambda/g'), false],
  ['nobody else', logs, admin, 'logs:PutLogEvents', log('/aws/lambda/f'), false],
])('%s', (_, policy, by, action, on, expected) => {
  expect(passes(policy, by, action, on)).toBe(expected);
});

test('what belongs to another account is out of reach', () => {
  expect(passes(s3, processor, 's3:PutObject', receipt, otherAccount)).toBe(false);
  expect(passes(dynamodb, processor, 'dynamodb:PutItem', transactions, otherAccount)).toBe(false);
});
