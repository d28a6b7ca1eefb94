import { createVerify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PublishBatchCommand, PublishCommand, type PublishCommandInput } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../../../testing/until.ts';
import { sqs } from '../../sqs/index.ts';
import {
  declareOpenQueue,
  declareQueue,
  declareTopic,
  queueArn,
  startSns,
  subscribe,
  topicArn,
  type SnsCloud,
} from '../testing/sns-cloud.ts';
import { sns } from '../index.ts';

let cloud: SnsCloud;
beforeAll(async () => {
  cloud = await startSns((stack) => {
    declareTopic(stack, 'news', { displayName: 'News' });
    declareOpenQueue(stack, 'json', 'news');
    declareOpenQueue(stack, 'raw', 'news');
    declareOpenQueue(stack, 'some', 'news');
    declareOpenQueue(stack, 'inside', 'news');
    subscribe(stack, 'news', 'json');
    subscribe(stack, 'news', 'raw', { rawMessageDelivery: true });
    subscribe(stack, 'news', 'some', { filterPolicy: '{"kind":["wanted"]}' });
    subscribe(stack, 'news', 'inside', {
      filterPolicy: '{"kind":["wanted"]}',
      filterPolicyScope: 'MessageBody',
      rawMessageDelivery: true,
    });
    subscribe(stack, 'news', 'mail', { protocol: 'email', endpoint: 'a@example.com' });
    subscribe(stack, 'news', 'json mail', { protocol: 'email-json', endpoint: 'b@example.com' });

    declareTopic(stack, 'closed', { signatureVersion: 2 });
    declareQueue(stack, 'shut');
    // Its policy names another topic.
    declareOpenQueue(stack, 'wrong', 'news');
    declareOpenQueue(stack, 'letters', 'closed');
    const redrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn('letters') });
    subscribe(stack, 'closed', 'shut', { redrivePolicy });
    subscribe(stack, 'closed', 'wrong', { redrivePolicy, rawMessageDelivery: true });
    subscribe(stack, 'closed', 'nowhere');
  });
});
afterAll(() => cloud.close());

const publish = (Message: string, rest: Partial<PublishCommandInput> = {}) =>
  cloud.admin.send(new PublishCommand({ TopicArn: topicArn('news'), Message, ...rest }));
const count = (queue: string): number => cloud.cloud.cloud.host.state(sqs).counts(queueArn(queue)).visible;
const arrived = (queue: string): Promise<void> => until(() => count(queue) > 0);
const drain = async (...queues: string[]) => {
  for (const queue of queues) await cloud.receive(queue);
};
const kind = (StringValue: string) => ({ kind: { DataType: 'String', StringValue } });

test('a queue gets a notification, or the message itself', async () => {
  const { MessageId } = await publish('hello', { Subject: 'Hi', MessageAttributes: kind('x') });
  await arrived('json');
  await arrived('raw');
  const [json] = await cloud.receive('json');
  expect(JSON.parse(json?.Body ?? '')).toEqual({
    Type: 'Notification',
    MessageId,
    TopicArn: topicArn('news'),
    Subject: 'Hi',
    Message: 'hello',
    Timestamp: new Date(cloud.cloud.clock.now()).toISOString(),
    SignatureVersion: '1',
    Signature: expect.stringMatching(/^[A-Za-z0-9+/]{342}==$/),
    SigningCertURL: expect.stringContaining('SimpleNotificationService'),
    UnsubscribeURL: expect.stringContaining('Action=Unsubscribe'),
    MessageAttributes: { kind: { Type: 'String', Value: 'x' } },
  });
  const [raw] = await cloud.receive('raw');
  expect(raw).toMatchObject({ Body: 'hello', MessageAttributes: kind('x') });
});

test('filters see attributes, or the body', async () => {
  await publish('{"kind":"wanted"}');
  await arrived('inside');
  await publish('text', { MessageAttributes: kind('wanted') });
  await arrived('some');
  await until(() => count('raw') === 2);
  expect([count('some'), count('inside')]).toEqual([1, 1]);
  await drain('some', 'inside', 'raw', 'json');
});

test('each protocol gets the text that is for it', async () => {
  const texts = { default: 'for all', sqs: 'for queues', email: 'for people' };
  await publish(JSON.stringify(texts), { MessageStructure: 'json' });
  await arrived('raw');
  expect((await cloud.receive('raw'))[0]?.Body).toBe('for queues');
  const mails = () => cloud.cloud.cloud.host.state(sns).inbox(topicArn('news'));
  await until(() => mails().at(-1)?.body.includes('for all') === true);
  expect(
    mails()
      .filter(({ to }) => to === 'a@example.com')
      .at(-1),
  ).toMatchObject({
    body: 'for people',
    subject: 'News: AWS Notification Message',
    topicArn: topicArn('news'),
  });
  expect(
    JSON.parse(
      mails()
        .filter(({ to }) => to === 'b@example.com')
        .at(-1)?.body ?? '',
    ),
  ).toMatchObject({ Message: 'for all' });
  await drain('json');
});

test('a batch answers each entry by itself', async () => {
  const answer = await cloud.admin.send(
    new PublishBatchCommand({
      TopicArn: topicArn('news'),
      PublishBatchRequestEntries: [
        { Id: 'a', Message: 'one', MessageAttributes: kind('wanted') },
        { Id: 'b', Message: 'two', Subject: ' begins with a space' },
      ],
    }),
  );
  expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['a']);
  expect(answer.Failed).toEqual([expect.objectContaining({ Id: 'b', Code: 'InvalidParameter', SenderFault: true })]);
  await arrived('some');
  await drain('some', 'json', 'raw');
});

describe('what a queue’s policy does not let in', () => {
  test('goes to the subscription’s dead-letter queue, or is lost', async () => {
    await publish('refused', { TopicArn: topicArn('closed') });
    await until(() => count('letters') === 2);
    await until(() => cloud.cloud.log.some((line) => line.includes('nowhere') && line.includes('is lost')));
    const letters = (await cloud.receive('letters')).map(({ Body = '' }) => Body);
    expect(letters).toContain('refused');
    const notification = JSON.parse(letters.find((each) => each !== 'refused') ?? '') as Record<string, string>;
    expect(notification['Message']).toBe('refused');
    expect([count('shut'), count('wrong')]).toEqual([0, 0]);
    expect(signedBy(notification)).toBe(true);
    expect(signedBy({ ...notification, Message: 'other' })).toBe(false);
  });

  function signedBy(notification: Record<string, string>): boolean {
    const verify = createVerify('RSA-SHA256');
    for (const name of ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type'])
      verify.update(`${name}\n${notification[name]}\n`);
    const key = readFileSync(join(cloud.cloud.root, 'stacks/test/sns/signing-key.pem'));
    return verify.verify(key, notification['Signature'] ?? '', 'base64');
  }
});
