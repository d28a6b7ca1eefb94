import { PublishCommand } from '@aws-sdk/client-sns';
import { expect, test } from '@jest/globals';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memoryStackStore } from '../../../stack-store.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { until } from '../../../testing/until.ts';
import { sqs } from '../../sqs/index.ts';
import { sns as service } from '../index.ts';
import { declareOpenQueue, declareTopic, queueArn, startSns, subscribe, topicArn } from '../testing/sns-cloud.ts';
import { waitAfter } from './retry.ts';

test('what could not be delivered yet is delivered after a restart; mails stay in the inbox', async () => {
  const root = temporaryDirectory();
  const store = memoryStackStore();
  let cloud = await startSns(
    (stack) => {
      declareTopic(stack, 't');
      declareOpenQueue(stack, 'q', 't');
      subscribe(stack, 't', 'q', { rawMessageDelivery: true });
      subscribe(stack, 't', 'mail', { protocol: 'email', endpoint: 'a@example.com' });
    },
    { root, store },
  );
  const { clock } = cloud.cloud;
  // The queue is out of order: everything is tried again and again.
  const broken = cloud.cloud.cloud.host.state(sqs);
  broken.send = () => Promise.reject(new Error('out of order'));
  const publish = (Message: string) => cloud.admin.send(new PublishCommand({ TopicArn: topicArn('t'), Message }));
  await publish('first');
  await until(() => cloud.cloud.cloud.host.state(service).inbox().length === 1);
  clock.advance(3000);
  await cloud.close();
  expect(readFileSync(join(root, 'stacks/test/sns/outbox.journal'), 'latin1')).not.toContain('first');
  expect(readFileSync(join(root, 'stacks/test/sns/inbox.journal'), 'latin1')).not.toContain('first');

  cloud = await startSns(undefined, { root, store, clock });
  const state = cloud.cloud.cloud.host.state(service);
  const count = () => cloud.cloud.cloud.host.state(sqs).counts(queueArn('q')).visible;
  await until(() => count() === 1);
  expect((await cloud.receive('q'))[0]?.Body).toBe('first');
  expect(state.inbox(topicArn('t'))).toEqual([expect.objectContaining({ to: 'a@example.com', body: 'first' })]);
  expect(state.inbox(topicArn('other'))).toEqual([]);
  await cloud.close();

  // Delivered is delivered.
  cloud = await startSns(undefined, { root, store, clock });
  clock.advance(30_000);
  await publish('second');
  await until(() => cloud.cloud.cloud.host.state(sqs).counts(queueArn('q')).visible === 2);
  expect(
    cloud.cloud.cloud.host
      .state(service)
      .inbox()
      .map(({ body }) => body),
  ).toEqual(['first', 'second']);
  await cloud.close();
});

test('a subscriber that is out of order is tried again in AWS’s steps, and gets its message', async () => {
  const cloud = await startSns((stack) => {
    declareTopic(stack, 't');
    declareOpenQueue(stack, 'q', 't');
    subscribe(stack, 't', 'q', { rawMessageDelivery: true });
  });
  const state = cloud.cloud.cloud.host.state(sqs);
  const send = state.send.bind(state);
  let attempts = 0;
  state.send = (request) => (++attempts <= 5 ? Promise.reject(new Error('out of order')) : send(request));
  await cloud.admin.send(new PublishCommand({ TopicArn: topicArn('t'), Message: 'x' }));
  await until(() => attempts === 4);
  cloud.cloud.clock.advance(1000);
  await until(() => attempts === 5);
  cloud.cloud.clock.advance(1000);
  await until(() => state.counts(queueArn('q')).visible === 1);
  expect(attempts).toBe(6);
  await cloud.close();
});

test('retries: three at once, two after a second, ten at growing waits, and every twenty seconds for 23 days', () => {
  expect([1, 2, 3, 4, 5, 6].map(waitAfter)).toEqual([0, 0, 0, 1000, 1000, 1000]);
  const waits = Array.from({ length: 10 }, (_, at) => waitAfter(6 + at) ?? 0);
  expect([...waits].sort((a, b) => a - b)).toEqual(waits);
  expect(waits.at(-1)).toBe(20_000);
  expect(waitAfter(100_014)).toBe(20_000);
  expect(waitAfter(100_015)).toBeUndefined();
});

test('a killed process delivers what it had accepted when it starts again, an encrypted topic’s too', async () => {
  const root = temporaryDirectory();
  const store = memoryStackStore();
  let cloud = await startSns(
    (stack) => {
      const key = stack.resource('aws:kms/key:Key', 'key', {});
      declareTopic(stack, 't', { kmsMasterKeyId: key.id });
      declareOpenQueue(stack, 'q', 't');
      subscribe(stack, 't', 'q', { rawMessageDelivery: true });
    },
    { store },
  );
  const { clock } = cloud.cloud;
  cloud.cloud.cloud.host.state(sqs).send = () => Promise.reject(new Error('out of order'));
  const messages = Array.from({ length: 20 }, (_, at) => `message ${at}`);
  await Promise.all(
    messages.map((Message) => cloud.admin.send(new PublishCommand({ TopicArn: topicArn('t'), Message }))),
  );
  // What a kill at this moment leaves on the disk.
  cpSync(join(cloud.cloud.root, 'stacks'), join(root, 'stacks'), { recursive: true });
  await cloud.close();

  cloud = await startSns(undefined, { root, store, clock });
  await until(() => cloud.cloud.cloud.host.state(sqs).counts(queueArn('q')).visible === messages.length);
  const received = [...(await cloud.receive('q')), ...(await cloud.receive('q'))];
  expect(received.map(({ Body }) => Body).sort()).toEqual([...messages].sort());
  await cloud.close();
});
