import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReceiveMessageCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { iamRootArn, type Statement } from '@palisade/policies';
import type { Declaration } from '../../../testing/index.ts';
import { kms } from '../../kms/index.ts';
import { sqs as service } from '../index.ts';
import {
  declareQueue,
  declareQueuePolicy,
  declareRole,
  document,
  queueArn,
  refusal,
  roleArn,
  startSqs,
  type SqsCloud,
} from '../testing/sqs-cloud.ts';

const account = '123456789012';
const through = {
  'kms:ViaService': 'sqs.us-east-1.amazonaws.com',
  'kms:EncryptionContext:aws:sqs:arn': queueArn('secret'),
};
const ofRoot: Statement = {
  Effect: 'Allow',
  Principal: { AWS: iamRootArn({ account }) },
  Action: 'kms:*',
  Resource: '*',
};
const topicSends: Statement = {
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: '*',
};
const lets = (role: string, Action: string[]): Statement => ({
  Effect: 'Allow',
  Principal: { AWS: roleArn(role) },
  Action,
  Resource: '*',
  Condition: { StringEquals: through },
});
const statements: Statement[] = [
  ofRoot,
  lets('producer', ['kms:GenerateDataKey', 'kms:Decrypt']),
  lets('half', ['kms:GenerateDataKey']),
  lets('consumer', ['kms:Decrypt']),
];

function declare(stack: Declaration, keyPolicy: readonly Statement[] = statements, isEnabled = true): void {
  const queues: Statement = { Effect: 'Allow', Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'], Resource: '*' };
  for (const role of ['producer', 'half', 'consumer', 'stranger']) declareRole(stack, role, queues);
  const key = stack.resource('aws:kms/key:Key', 'key', { policy: document(...keyPolicy), isEnabled });
  const letters = declareQueue(stack, 'letters');
  const secret = declareQueue(stack, 'secret', {
    kmsMasterKeyId: key.id,
    visibilityTimeoutSeconds: 0,
    kmsDataKeyReusePeriodSeconds: 60,
  });
  const other = declareQueue(stack, 'other', { kmsMasterKeyId: key.id });
  const managed = declareQueue(stack, 'managed', { kmsMasterKeyId: 'alias/aws/sqs', visibilityTimeoutSeconds: 0 });
  const doomed = declareQueue(stack, 'doomed', {
    kmsMasterKeyId: key.id,
    visibilityTimeoutSeconds: 0,
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: String(letters.outputs['arn']), maxReceiveCount: 1 }),
  });
  for (const queue of [secret, other, managed, doomed]) declareQueuePolicy(stack, queue, topicSends);
}

let sqs: SqsCloud;
beforeAll(async () => {
  sqs = await startSqs((stack) => declare(stack), { services: [kms] });
});
afterAll(() => sqs.close());

const send = (client: SQSClient, queue = 'secret', MessageBody = 'the secret') =>
  client.send(new SendMessageCommand({ QueueUrl: sqs.url(queue), MessageBody }));
const receive = async (client: SQSClient, queue = 'secret') =>
  (await client.send(new ReceiveMessageCommand({ QueueUrl: sqs.url(queue) }))).Messages?.[0]?.Body;

describe('a queue with a KMS key', () => {
  test('takes messages from those who may make and open data keys through SQS for it', async () => {
    await send(sqs.as('producer'));
    expect(await refusal(send(sqs.as('half')))).toBe('KmsAccessDenied');
    expect(await refusal(send(sqs.as('stranger')))).toBe('KmsAccessDenied');
    expect(await refusal(send(sqs.as('producer'), 'other'))).toBe('KmsAccessDenied');
  });

  test('gives messages to those who may open them', async () => {
    expect(await receive(sqs.as('consumer'))).toBe('the secret');
    expect(await refusal(receive(sqs.as('half')))).toBe('KmsAccessDenied');
  });

  test('counts no receive that was refused', async () => {
    const before = sqs.cloud.cloud.host.state(service).counts(queueArn('secret'));
    expect(await refusal(receive(sqs.as('stranger')))).toBe('KmsAccessDenied');
    expect(sqs.cloud.cloud.host.state(service).counts(queueArn('secret'))).toEqual(before);
  });

  test('asks KMS once in the reuse period, and again after it', async () => {
    const asked = () =>
      sqs.cloud.cloud.decisions
        .list()
        .filter(({ action, principal }) => action === 'kms:GenerateDataKey' && principal.includes('/producer/')).length;
    const producer = sqs.as('producer');
    await send(producer);
    const before = asked();
    await send(producer);
    expect(asked()).toBe(before);
    sqs.cloud.clock.advance(60_000);
    await send(producer);
    expect(asked()).toBe(before + 1);
  });

  test('dead letters stay as they were encrypted', async () => {
    await send(sqs.admin, 'doomed', 'dead');
    await receive(sqs.admin, 'doomed');
    expect(await receive(sqs.admin, 'doomed')).toBeUndefined();
    // It is bound to the queue it came from, which the consumer's permission does not name.
    expect(await refusal(receive(sqs.as('consumer'), 'letters'))).toBe('KmsAccessDenied');
    expect(await receive(sqs.admin, 'letters')).toBe('dead');
  });
});

describe('a service', () => {
  const fromTopic = (queue: string) =>
    sqs.cloud.cloud.host.state(service).send({
      queueArn: queueArn(queue),
      body: 'x',
      principal: {
        kind: 'service',
        name: 'sns.amazonaws.com',
        sourceArn: `arn:aws:sns:us-east-1:${account}:t`,
        sourceAccount: account,
      },
    });

  test('needs the key policy, which account root does not stand for', async () => {
    await expect(fromTopic('secret')).rejects.toMatchObject({ code: 'KmsAccessDenied' });
    const Action = ['kms:GenerateDataKey', 'kms:Decrypt'];
    const forSns: Statement = { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action, Resource: '*' };
    await sqs.cloud.deploy((stack) => declare(stack, [...statements, forSns]));
    await fromTopic('secret');
    await sqs.cloud.deploy((stack) => declare(stack));
    await expect(fromTopic('secret')).rejects.toMatchObject({ code: 'KmsAccessDenied' });
  });

  test('is never let in by the key of SQS itself, which everybody else may use', async () => {
    await expect(fromTopic('managed')).rejects.toMatchObject({ code: 'KmsAccessDenied' });
    await send(sqs.as('stranger'), 'managed');
    expect(await receive(sqs.as('stranger'), 'managed')).toBe('the secret');
  });
});

test('nothing of a message lies on the disk in the clear', async () => {
  await send(sqs.admin, 'letters', 'the secret');
  for (const queue of ['secret', 'letters', 'managed']) {
    const journal = readFileSync(
      join(sqs.cloud.root, 'stacks/test/sqs/queues/us-east-1', `${queue}.journal`),
      'latin1',
    );
    expect(journal).toContain('"op":"message"');
    expect(journal).not.toContain('the secret');
  }
});

test('a disabled key opens nothing', async () => {
  await sqs.cloud.deploy((stack) => declare(stack, statements, false));
  expect(await refusal(send(sqs.as('producer')))).toBe('KmsDisabled');
  expect(await refusal(receive(sqs.as('consumer')))).toBe('KmsDisabled');
});
