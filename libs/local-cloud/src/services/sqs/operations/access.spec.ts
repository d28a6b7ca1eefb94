import {
  CancelMessageMoveTaskCommand,
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ServicePrincipal } from '../../../kernel/principal.ts';
import { sqs as service } from '../index.ts';
import {
  declareQueue,
  declareQueuePolicy,
  declareRole,
  queueArn,
  refusal,
  roleArn,
  startSqs,
  type SqsCloud,
} from '../testing/sqs-cloud.ts';
import { operations } from './index.ts';

const account = '123456789012';

/** Operations by name: the action they need, and a request that succeeds with it. */
const requests: Readonly<
  Record<string, readonly [action: string, (client: SQSClient, url: string) => Promise<unknown>]>
> = {
  CancelMessageMoveTask: [
    'CancelMessageMoveTask',
    // There is no such task, which only those learn who may cancel one.
    (client) =>
      client
        .send(new CancelMessageMoveTaskCommand({ TaskHandle: Buffer.from(`x ${queueArn('q')}`).toString('base64') }))
        .catch(unless('ResourceNotFoundException')),
  ],
  ChangeMessageVisibility: [
    'ChangeMessageVisibility',
    (client, QueueUrl) =>
      client
        .send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: 'x', VisibilityTimeout: 0 }))
        .catch(unless('ReceiptHandleIsInvalid')),
  ],
  ChangeMessageVisibilityBatch: [
    'ChangeMessageVisibility',
    (client, QueueUrl) =>
      client.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl,
          Entries: [{ Id: 'a', ReceiptHandle: 'x', VisibilityTimeout: 0 }],
        }),
      ),
  ],
  DeleteMessage: [
    'DeleteMessage',
    (client, QueueUrl) =>
      client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'x' })).catch(unless('ReceiptHandleIsInvalid')),
  ],
  DeleteMessageBatch: [
    'DeleteMessage',
    (client, QueueUrl) =>
      client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', ReceiptHandle: 'x' }] })),
  ],
  GetQueueAttributes: [
    'GetQueueAttributes',
    (client, QueueUrl) => client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] })),
  ],
  GetQueueUrl: ['GetQueueUrl', (client) => client.send(new GetQueueUrlCommand({ QueueName: 'q' }))],
  ListDeadLetterSourceQueues: [
    'ListDeadLetterSourceQueues',
    (client, QueueUrl) => client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl })),
  ],
  ListMessageMoveTasks: [
    'ListMessageMoveTasks',
    (client) => client.send(new ListMessageMoveTasksCommand({ SourceArn: queueArn('q') })),
  ],
  ListQueueTags: ['ListQueueTags', (client, QueueUrl) => client.send(new ListQueueTagsCommand({ QueueUrl }))],
  ListQueues: ['ListQueues', (client) => client.send(new ListQueuesCommand({}))],
  PurgeQueue: [
    'PurgeQueue',
    (client, QueueUrl) => client.send(new PurgeQueueCommand({ QueueUrl })).catch(unless('PurgeQueueInProgress')),
  ],
  ReceiveMessage: ['ReceiveMessage', (client, QueueUrl) => client.send(new ReceiveMessageCommand({ QueueUrl }))],
  SendMessage: [
    'SendMessage',
    (client, QueueUrl) => client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' })),
  ],
  SendMessageBatch: [
    'SendMessage',
    (client, QueueUrl) =>
      client.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', MessageBody: 'x' }] })),
  ],
  StartMessageMoveTask: [
    'StartMessageMoveTask',
    (client) =>
      client.send(new StartMessageMoveTaskCommand({ SourceArn: queueArn('q') })).catch(unless('InvalidParameterValue')),
  ],
};

/** An error that only somebody sees whom access control has let through. */
function unless(name: string): (error: Error) => void {
  return (error) => {
    if (error.name !== name) throw error;
  };
}

let sqs: SqsCloud;
beforeAll(async () => {
  sqs = await startSqs((stack) => {
    declareQueue(stack, 'q', { tags: { team: 'a' } });
    declareQueue(stack, 'q', { region: 'eu-west-1' });
    for (const [name, [action]] of Object.entries(requests)) {
      const wider =
        name === 'StartMessageMoveTask' ? ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'] : [];
      const resource = name === 'ListQueues' ? '*' : queueArn('q');
      declareRole(stack, name, { Effect: 'Allow', Action: [`sqs:${action}`, ...wider], Resource: resource });
      declareRole(
        stack,
        `not-${name}`,
        { Effect: 'Allow', Action: 'sqs:*', Resource: '*' },
        { Effect: 'Deny', Action: `sqs:${action}`, Resource: '*' },
      );
    }
    declareRole(stack, 'powerless');
    declareRole(stack, 'team', {
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } },
    });
    declareQueue(stack, 'untagged');
    const shared = declareQueue(stack, 'shared');
    declareQueuePolicy(
      stack,
      shared,
      {
        Effect: 'Allow',
        Principal: { AWS: roleArn('powerless') },
        Action: 'sqs:SendMessage',
        Resource: queueArn('shared'),
      },
      {
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn('shared'),
        Condition: {
          ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::in' },
          StringEquals: { 'aws:SourceAccount': account },
        },
      },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sqs:*',
        Resource: queueArn('shared'),
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    );
  });
});
afterAll(() => sqs.close());

test('every operation has a row', () => {
  expect(Object.keys(requests).sort()).toEqual(operations.map(({ name }) => name).sort());
});

describe.each(Object.entries(requests))('%s', (name, [, request]) => {
  test('is allowed by its action, and by no other', async () => {
    await request(sqs.as(name), sqs.url('q'));
    expect(await refusal(request(sqs.as(`not-${name}`), sqs.url('q')))).toBe('AccessDenied');
    expect(await refusal(request(sqs.as('powerless'), sqs.url('q')))).toBe('AccessDenied');
  });
});

describe('a permission', () => {
  const send = (client: SQSClient, queue: string) =>
    client.send(new SendMessageCommand({ QueueUrl: sqs.url(queue), MessageBody: 'x' }));

  test('for a queue holds in its region only', async () => {
    await send(sqs.as('SendMessage'), 'q');
    expect(await refusal(send(sqs.as('SendMessage', 'eu-west-1'), 'q'))).toBe('AccessDenied');
  });

  test('can ask for the tags of the queue', async () => {
    await send(sqs.as('team'), 'q');
    expect(await refusal(send(sqs.as('team'), 'untagged'))).toBe('AccessDenied');
  });

  test('of the queue’s policy alone is enough, for what it names', async () => {
    await send(sqs.as('powerless'), 'shared');
    expect(await refusal(sqs.as('powerless').send(new ReceiveMessageCommand({ QueueUrl: sqs.url('shared') })))).toBe(
      'AccessDenied',
    );
  });

  test('is needed to learn whether a queue exists', async () => {
    expect(await refusal(send(sqs.as('powerless'), 'nobody'))).toBe('AccessDenied');
    expect(await refusal(send(sqs.admin, 'nobody'))).toBe('QueueDoesNotExist');
  });
});

describe('a service', () => {
  const s3 = (sourceArn: string, name = 's3.amazonaws.com'): ServicePrincipal => ({
    kind: 'service',
    name,
    sourceArn,
    sourceAccount: account,
  });
  const send = (queue: string, principal: ServicePrincipal) =>
    sqs.cloud.cloud.host.state(service).send({ queueArn: queueArn(queue), body: 'x', principal });

  test('sends where the policy lets it, for the source it names', async () => {
    expect(await send('shared', s3('arn:aws:s3:::in'))).toMatch(/^[0-9a-f-]{36}$/);
    await expect(send('shared', s3('arn:aws:s3:::other'))).rejects.toMatchObject({ code: 'AccessDeniedException' });
    await expect(send('shared', s3('arn:aws:s3:::in', 'sns.amazonaws.com'))).rejects.toMatchObject({
      code: 'AccessDeniedException',
    });
    await expect(send('q', s3('arn:aws:s3:::in'))).rejects.toMatchObject({ code: 'AccessDeniedException' });
    await expect(send('nobody', s3('arn:aws:s3:::in'))).rejects.toMatchObject({ code: 'QueueDoesNotExist' });
  });
});

test('queues are changed by programs only', async () => {
  const change = new SetQueueAttributesCommand({ QueueUrl: sqs.url('q'), Attributes: { DelaySeconds: '1' } });
  expect(await refusal(sqs.admin.send(change))).toBe('InfrastructureIsDeclared');
});

test('two regions have queues of one name, each with its own messages', async () => {
  const european = sqs.as(undefined, 'eu-west-1');
  await sqs.admin.send(new PurgeQueueCommand({ QueueUrl: sqs.url('q') })).catch(unless('PurgeQueueInProgress'));
  await european.send(new SendMessageCommand({ QueueUrl: sqs.url('q'), MessageBody: 'Europe' }));
  const { QueueUrl } = await european.send(new GetQueueUrlCommand({ QueueName: 'q' }));
  const { Messages } = await european.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages?.map(({ Body }) => Body)).toEqual(['Europe']);
  const { Attributes } = await european.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  expect(Attributes).toEqual({ QueueArn: queueArn('q', 'eu-west-1') });
  expect((await european.send(new ListQueuesCommand({}))).QueueUrls).toEqual([QueueUrl]);
});
