import { describe, expect, test } from '@jest/globals';
import {
  dynamodbIndexArn,
  dynamodbTableArn,
  executeApiArn,
  iamRoleArn,
  kmsKeyArn,
  lambdaFunctionArn,
  networkInterfaceArn,
  s3BucketArn,
  s3ObjectArn,
  snsTopicArn,
  sqsQueueArn,
} from '../arn/index.ts';
import type { Policy } from '../build/policy.ts';
import { bucketPolicy } from '../kinds/bucket.ts';
import { identityPolicy } from '../kinds/identity.ts';
import { keyPolicy } from '../kinds/key.ts';
import { queuePolicy } from '../kinds/queue.ts';
import { tablePolicy } from '../kinds/table.ts';
import { topicPolicy } from '../kinds/topic.ts';
import { apiPolicy } from '../kinds/api.ts';
import { invokeThroughEndpoint } from '../capabilities/execute-api/invoke-through-endpoint.ts';
import { lint } from '../lint/lint.ts';
import type { Statement } from '../statement.ts';
import { account, here, role, sending, verdictOn, type Call } from '../testing/calls.ts';
import type { FunctionsOf } from '../testing/example.ts';
import * as guardrails from './index.ts';

const bucket = s3BucketArn({ bucket: 'docs' });
const [queue, topic] = [sqsQueueArn({ ...here, name: 'q' }), snsTopicArn({ ...here, name: 't' })];
const table = dynamodbTableArn({ ...here, table: 't' });
const method = { ...here, api: 'a1', stage: 'v1', method: 'POST', path: 'documents' };
const deployer = iamRoleArn({ account, name: 'deployer' });
const ofBucket = (...statements: Statement[]) => bucketPolicy({ bucket: 'docs' }, statements);
const on = (action: string, context: Call['with'] = {}, by: string = role): Call => ({
  action,
  on: /Object|\*$/.test(action) ? s3ObjectArn({ bucket: 'docs', key: 'a' }) : bucket,
  with: context,
  by,
});
const inside = { 'aws:SourceVpce': 'vpce-1' };
const delivery = sending(bucket);
const logging = 'logging.s3.amazonaws.com';
const withFactor = { 'aws:MultiFactorAuthPresent': true };
const withoutFactor = { 'aws:MultiFactorAuthPresent': false };
/** An identity policy that would allow everything. */
const everythingBut = (statement: Statement) =>
  identityPolicy('p', [{ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }, statement]);
const fromCode = { 'lambda:SourceFunctionArn': lambdaFunctionArn({ ...here, name: 'f' }) };
const networkInterface = networkInterfaceArn({ ...here, id: 'eni-1' });

const presigner = { bucket: 'docs', principal: role, endpointId: 'vpce-1' };
const presigned = { 's3:authType': 'REST-QUERY-STRING' };
const theKey = kmsKeyArn({ ...here, id: '1a' });
const managing = ['kms:CancelKeyDeletion', 'kms:Decrypt', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'];
const keyHeader = 's3:x-amz-server-side-encryption-aws-kms-key-id';

interface Example {
  readonly policy: Policy;
  readonly denies: readonly [Call, ...Call[]];
  /** Calls that must get past it. */
  readonly spares: readonly [Call, ...Call[]];
}

/** Every guardrail: one that is added is added here, or this does not compile. */
const examples: Record<FunctionsOf<typeof guardrails>, Example> = {
  denyBucketDestructionWithoutMfa: {
    policy: ofBucket(guardrails.denyBucketDestructionWithoutMfa({ bucket: 'docs', except: [deployer] })),
    denies: [
      on('s3:DeleteBucket'),
      on('s3:PutBucketPolicy', withoutFactor),
      on('s3:DeleteObject', withoutFactor),
      on('s3:DeleteObjectVersion', {}, 'anonymous'),
    ],
    spares: [
      on('s3:DeleteBucket', withFactor),
      on('s3:DeleteBucket', {}, deployer),
      on('s3:GetObject'),
      on('s3:DeleteObject', delivery, logging),
    ],
  },
  denyDestruction: {
    policy: everythingBut(guardrails.denyDestruction()),
    denies: [
      { action: 'dynamodb:DeleteTable', on: table },
      { action: 's3:DeleteObjectVersion', on: s3ObjectArn({ bucket: 'docs', key: 'a' }) },
      { action: 's3:DeleteBucketPolicy', on: bucket },
      { action: 'kms:ScheduleKeyDeletion', on: theKey },
    ],
    spares: [
      { action: 'dynamodb:PutItem', on: table },
      { action: 's3:PutObject', on: s3ObjectArn({ bucket: 'docs', key: 'a' }) },
      { action: 'kms:Decrypt', on: theKey },
    ],
  },
  denyInsecurePublishing: {
    policy: topicPolicy({ ...here, topic: 't' }, [guardrails.denyInsecurePublishing({ ...here, topic: 't' })]),
    denies: [{ action: 'sns:Publish', on: topic, with: { 'aws:SecureTransport': false } }],
    spares: [{ action: 'sns:Publish', on: topic, with: { 'aws:SecureTransport': true } }],
  },
  denyInsecureQueueTransport: {
    policy: queuePolicy({ ...here, queue: 'q' }, [guardrails.denyInsecureQueueTransport({ ...here, queue: 'q' })]),
    denies: [
      { action: 'sqs:SendMessage', on: queue, with: { 'aws:SecureTransport': false } },
      { action: 'sqs:ReceiveMessage', on: queue, with: { 'aws:SecureTransport': false } },
    ],
    spares: [{ action: 'sqs:SendMessage', on: queue, with: { 'aws:SecureTransport': true } }],
  },
  denyInsecureTransport: {
    policy: ofBucket(guardrails.denyInsecureTransport({ bucket: 'docs' })),
    denies: [
      on('s3:PutObject', { 'aws:SecureTransport': false }),
      on('s3:ListBucket', { 'aws:SecureTransport': false }),
    ],
    spares: [on('s3:PutObject', { 'aws:SecureTransport': true })],
  },
  denyKeyDestructionWithoutMfa: {
    policy: keyPolicy({ account, name: 'k' }, [
      { Sid: 'All', Effect: 'Allow', Principal: { AWS: [role, deployer] }, Action: managing, Resource: '*' },
      guardrails.denyKeyDestructionWithoutMfa({ except: [deployer] }),
    ]),
    denies: [
      { action: 'kms:ScheduleKeyDeletion', on: theKey },
      { action: 'kms:PutKeyPolicy', on: theKey, with: withoutFactor },
    ],
    spares: [
      { action: 'kms:ScheduleKeyDeletion', on: theKey, with: withFactor },
      { action: 'kms:ScheduleKeyDeletion', on: theKey, by: deployer },
      { action: 'kms:CancelKeyDeletion', on: theKey },
      { action: 'kms:Decrypt', on: theKey },
    ],
  },
  denyNetworkInterfacesFromCode: {
    policy: everythingBut(guardrails.denyNetworkInterfacesFromCode({ ...here, functionName: 'f' })),
    denies: [{ action: 'ec2:CreateNetworkInterface', on: networkInterface, with: fromCode }],
    spares: [
      { action: 'ec2:CreateNetworkInterface', on: networkInterface },
      { action: 's3:PutObject', on: s3ObjectArn({ bucket: 'docs', key: 'a' }), with: fromCode },
    ],
  },
  denyOldTls: {
    policy: ofBucket(guardrails.denyOldTls({ bucket: 'docs' })),
    denies: [on('s3:PutObject', { 's3:TlsVersion': '1.1' })],
    spares: [on('s3:PutObject', { 's3:TlsVersion': '1.2' }), on('s3:PutObject', { 's3:TlsVersion': '1.3' })],
  },
  denyOldPresignatures: {
    policy: ofBucket(guardrails.denyOldPresignatures({ bucket: 'docs', seconds: 900 })),
    denies: [on('s3:GetObject', { 's3:signatureAge': 900_001 }), on('s3:PutObject', { 's3:signatureAge': 3_600_000 })],
    spares: [on('s3:GetObject', { 's3:signatureAge': 900_000 }), on('s3:PutObject')],
  },
  denyOutsideVpc: {
    policy: everythingBut(guardrails.denyOutsideVpc({ vpcId: 'vpc-1', actions: ['dynamodb:*', 's3:*'] })),
    denies: [
      { action: 'dynamodb:GetItem', on: table },
      { action: 's3:GetObject', on: s3ObjectArn({ bucket: 'docs', key: 'a' }), with: { 'aws:SourceVpc': 'vpc-2' } },
    ],
    spares: [
      { action: 'dynamodb:GetItem', on: table, with: { 'aws:SourceVpc': 'vpc-1' } },
      { action: 'logs:PutLogEvents', on: '*' },
    ],
  },
  denyTableDestructionWithoutMfa: {
    policy: tablePolicy({ ...here, table: 't' }, [
      guardrails.denyTableDestructionWithoutMfa({ ...here, table: 't', except: [deployer] }),
    ]),
    denies: [
      { action: 'dynamodb:DeleteTable', on: table },
      { action: 'dynamodb:UpdateContinuousBackups', on: table, with: withoutFactor },
    ],
    spares: [
      { action: 'dynamodb:DeleteTable', on: table, with: withFactor },
      { action: 'dynamodb:DeleteTable', on: table, by: deployer },
      { action: 'dynamodb:GetItem', on: table },
      { action: 'dynamodb:DescribeTable', on: table },
    ],
  },
  denyOtherKey: {
    policy: ofBucket(guardrails.denyOtherKey({ bucket: 'docs', keyArn: theKey })),
    denies: [on('s3:PutObject', { [keyHeader]: `${theKey}2` }), on('s3:PutObject')],
    spares: [on('s3:PutObject', { [keyHeader]: theKey }), on('s3:GetObject')],
  },
  denyOtherEncryption: {
    policy: ofBucket(guardrails.denyOtherEncryption({ bucket: 'docs', encryption: 'AES256' })),
    denies: [on('s3:PutObject', { 's3:x-amz-server-side-encryption': 'aws:kms' }), on('s3:PutObject')],
    spares: [on('s3:PutObject', { 's3:x-amz-server-side-encryption': 'AES256' }), on('s3:GetObject')],
  },
  denyUnlessPrincipalOrEndpoint: {
    policy: ofBucket(
      guardrails.denyUnlessPrincipalOrEndpoint({
        bucket: 'docs',
        account,
        endpointId: 'vpce-1',
        principals: [deployer],
      }),
    ),
    denies: [
      on('s3:GetObject'),
      on('s3:DeleteBucket', { 'aws:SourceVpce': 'vpce-2' }),
      on('s3:GetObject', {}, 'anonymous'),
    ],
    spares: [
      on('s3:GetObject', inside),
      on('s3:DeleteBucket', {}, deployer),
      on('s3:PutObject', delivery, logging),
      on('s3:GetBucketPolicy', {}, iamRoleArn({ account, path: '/aws-service-role/config.amazonaws.com/', name: 'C' })),
    ],
  },
  invokeOnlyThroughEndpoint: {
    policy: apiPolicy({ ...here, api: 'a1' }, [
      invokeThroughEndpoint({ ...method, endpointId: 'vpce-1' }),
      guardrails.invokeOnlyThroughEndpoint({ ...here, api: 'a1', endpointId: 'vpce-1' }),
    ]),
    denies: [
      { action: 'execute-api:Invoke', on: executeApiArn(method) },
      {
        action: 'execute-api:Invoke',
        on: executeApiArn({ ...method, stage: 'v2' }),
        with: { 'aws:SourceVpce': 'vpce-2' },
      },
    ],
    spares: [{ action: 'execute-api:Invoke', on: executeApiArn(method), with: inside }],
  },
  itemsOnlyBy: {
    policy: tablePolicy({ ...here, table: 't' }, [guardrails.itemsOnlyBy({ ...here, table: 't', principals: [role] })]),
    denies: [
      { action: 'dynamodb:GetItem', on: table, by: deployer },
      { action: 'dynamodb:Query', on: dynamodbIndexArn({ ...here, table: 't', index: 'i' }), by: deployer },
      { action: 'dynamodb:PutItem', on: table, by: 'anonymous' },
    ],
    spares: [
      { action: 'dynamodb:GetItem', on: table },
      { action: 'dynamodb:UpdateTable', on: table, by: deployer },
      { action: 'dynamodb:GetItem', on: table, by: 'x.amazonaws.com', with: delivery },
    ],
  },
  itemsOnlyThroughEndpoint: {
    policy: tablePolicy({ ...here, table: 't' }, [
      guardrails.itemsOnlyThroughEndpoint({ ...here, table: 't', endpointId: 'vpce-1', except: [deployer] }),
    ]),
    denies: [
      { action: 'dynamodb:GetItem', on: table },
      { action: 'dynamodb:Query', on: dynamodbIndexArn({ ...here, table: 't', index: 'i' }) },
    ],
    spares: [
      { action: 'dynamodb:GetItem', on: table, with: inside },
      { action: 'dynamodb:GetItem', on: table, by: deployer },
      { action: 'dynamodb:CreateBackup', on: table },
      { action: 'dynamodb:GetItem', on: table, by: 'x.amazonaws.com', with: delivery },
    ],
  },
  objectsOnlyBy: {
    policy: ofBucket(guardrails.objectsOnlyBy({ bucket: 'docs', principals: [role] })),
    denies: [on('s3:GetObject', {}, deployer), on('s3:GetObjectVersion', {}, deployer)],
    spares: [on('s3:GetObject'), on('s3:DeleteBucket', {}, deployer), on('s3:PutObject', delivery, logging)],
  },
  objectsOnlyThroughEndpoint: {
    policy: ofBucket(
      guardrails.objectsOnlyThroughEndpoint({ bucket: 'docs', endpointId: 'vpce-1', except: [deployer] }),
    ),
    denies: [on('s3:GetObject'), on('s3:PutObject', { 'aws:SourceVpce': 'vpce-2' })],
    spares: [
      on('s3:GetObject', inside),
      on('s3:GetObject', {}, deployer),
      on('s3:ListBucket'),
      on('s3:PutObject', delivery, logging),
    ],
  },
  objectsWrittenOnlyBy: {
    policy: ofBucket(guardrails.objectsWrittenOnlyBy({ bucket: 'docs', principals: [deployer] })),
    denies: [on('s3:PutObject'), on('s3:DeleteObjectVersion'), on('s3:PutObject', {}, 'anonymous')],
    spares: [on('s3:PutObject', {}, deployer), on('s3:GetObject'), on('s3:PutObject', delivery, logging)],
  },
  onlyTransfersOutsideEndpoint: {
    policy: ofBucket(guardrails.onlyTransfersOutsideEndpoint(presigner)),
    denies: [on('s3:DeleteObject'), on('s3:ListBucket', presigned)],
    spares: [on('s3:PutObject', presigned), on('s3:DeleteObject', inside), on('s3:DeleteObject', {}, deployer)],
  },
  presignedOutsideEndpoint: {
    policy: ofBucket(guardrails.presignedOutsideEndpoint(presigner)),
    denies: [on('s3:PutObject', { 's3:authType': 'REST-HEADER' }), on('s3:GetObject', { 's3:authType': 'POST' })],
    spares: [
      on('s3:PutObject', presigned),
      on('s3:PutObject', { ...inside, 's3:authType': 'REST-HEADER' }),
      on('s3:PutObject', { 's3:authType': 'REST-HEADER' }, deployer),
    ],
  },
  onlyGetObjectsBy: {
    policy: ofBucket(guardrails.onlyGetObjectsBy({ bucket: 'docs', principal: role })),
    denies: [on('s3:PutObject'), on('s3:GetBucketPolicy')],
    spares: [on('s3:GetObject'), on('s3:PutObject', {}, deployer)],
  },
};

function titled(calls: readonly Call[]): [string, Call][] {
  return calls.map((call) => [[call.by ?? 'r', call.action, call.on, JSON.stringify(call.with ?? {})].join(' '), call]);
}

describe.each(Object.entries<Example>(examples))('%s', (_, { policy, denies, spares }) => {
  test.each(titled(denies))('denies %s', (__, call) => expect(verdictOn(policy, call)).toBe('ExplicitlyDenied'));
  test.each(titled(spares))('spares %s', (__, call) => expect(verdictOn(policy, call)).not.toBe('ExplicitlyDenied'));
  test('has no findings', () => {
    expect(lint(policy).filter(({ statement }) => statement !== 'All')).toEqual([]);
  });
});
