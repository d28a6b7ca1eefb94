import { describe, expect, test } from '@jest/globals';
import { iamRoleArn, iamRootArn, s3BucketArn, sqsQueueArn } from '../arn/index.ts';
import { allow, deny } from '../build/statement.ts';
import { sendMessageFromService } from '../capabilities/sqs/send-message-from-service.ts';
import { denyInsecureQueueTransport } from '../guardrails/sqs/deny-insecure-queue-transport.ts';
import type { ConditionBlock, Principal, Statement } from '../statement.ts';
import { queuePolicy } from './queue.ts';

const here = { region: 'us-east-1', account: '111122223333', queue: 'q' };
const queue = sqsQueueArn({ ...here, name: 'q' });
const build = (...statements: Statement[]) => queuePolicy(here, statements);
const send = (principal: Principal, when?: ConditionBlock) =>
  allow({ sid: 'Send', principal, actions: ['sqs:SendMessage'], resources: [queue], ...(when && { when }) });
const other = iamRootArn({ account: '444455556666' });

describe('a queue policy', () => {
  test.each<[string, Statement]>([
    ['names who sends', send({ AWS: iamRoleArn({ account: here.account, name: 'r' }) })],
    ['lets another account send', send({ AWS: other })],
    [
      'lets a service send for a bucket of this account',
      sendMessageFromService({ ...here, service: 's3.amazonaws.com', sourceArn: s3BucketArn({ bucket: 'docs' }) }),
    ],
    ['denies plain HTTP', denyInsecureQueueTransport(here)],
    [
      'takes seven actions',
      deny({
        sid: 'D',
        principal: { AWS: other },
        actions: [
          'sqs:SendMessage',
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
          'sqs:GetQueueUrl',
          'sqs:PurgeQueue',
          'sqs:ChangeMessageVisibility',
          'sqs:GetQueueAttributes',
        ],
        resources: [queue],
      }),
    ],
  ])('%s', (_, statement) => {
    expect(build(statement)).toMatchObject({ name: 'q', kind: 'queue' });
  });

  test.each<[string, () => unknown, string]>([
    [
      'another queue',
      () =>
        build(
          deny({
            sid: 'D',
            principal: '*',
            actions: ['sqs:SendMessage'],
            resources: [sqsQueueArn({ ...here, name: 'p' })],
          }),
        ),
      'is not this queue. Name arn:aws:sqs:us-east-1:111122223333:q.',
    ],
    [
      'another service',
      () => build(deny({ sid: 'D', principal: '*', actions: ['sns:Publish'], resources: [queue] })),
      '"sns:Publish" is no action of sqs',
    ],
    ['everyone', () => build(send('*')), 'the queue is public'],
    [
      'a service for anyone',
      () => build(send({ Service: 's3.amazonaws.com' })),
      's3.amazonaws.com may act for anyone here',
    ],
    [
      'a service for a bucket of any account',
      () =>
        build(send({ Service: 's3.amazonaws.com' }, { ArnLike: { 'aws:SourceArn': s3BucketArn({ bucket: 'docs' }) } })),
      'bucket and API ARNs name no account',
    ],
    [
      'a lockout',
      () => build(deny({ sid: 'D', principal: '*', actions: ['sqs:*'], resources: [queue] })),
      'everyone is locked out',
    ],
    [
      'management by another account',
      () => build(allow({ sid: 'A', principal: { AWS: other }, actions: ['sqs:DeleteQueue'], resources: [queue] })),
      'SQS never lets another account (arn:aws:iam::444455556666:root) do sqs:DeleteQueue',
    ],
    [
      'eight actions',
      () =>
        build(
          deny({
            sid: 'D',
            principal: { AWS: other },
            actions: [
              'sqs:SendMessage',
              'sqs:ReceiveMessage',
              'sqs:DeleteMessage',
              'sqs:GetQueueUrl',
              'sqs:PurgeQueue',
              'sqs:ChangeMessageVisibility',
              'sqs:GetQueueAttributes',
              'sqs:ListQueueTags',
            ],
            resources: [queue],
          }),
        ),
      '8 actions, SQS takes 7 in a statement',
    ],
    [
      'too many principals',
      () =>
        build(
          send({ AWS: Array.from({ length: 51 }, (_, i) => iamRoleArn({ account: here.account, name: `r${i}` })) }),
        ),
      '51 principals, AWS takes 50',
    ],
    [
      'too many statements',
      () => build(...Array.from({ length: 21 }, (_, i) => ({ ...send({ AWS: other }), Sid: `S${i}` }))),
      '21 statements, AWS takes 20',
    ],
    [
      'too many conditions',
      () => build(...Array.from({ length: 11 }, (_, i) => ({ ...denyInsecureQueueTransport(here), Sid: `S${i}` }))),
      '11 conditions, AWS takes 10',
    ],
    [
      'too much text',
      () =>
        build(
          send({
            AWS: Array.from({ length: 50 }, (_, i) =>
              iamRoleArn({ account: here.account, name: `${i}${'r'.repeat(140)}` }),
            ),
          }),
        ),
      'AWS takes 8192',
    ],
  ])('of %s is refused', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
