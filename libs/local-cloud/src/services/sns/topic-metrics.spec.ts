import { DeleteMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PublishCommand } from '@aws-sdk/client-sns';
import { expect, test } from '@jest/globals';
import type { MetricSample } from '../../kernel/metrics.ts';
import { until } from '../../testing/until.ts';
import { sqs } from '../sqs/index.ts';
import {
  declareOpenQueue,
  declareQueue,
  declareTopic,
  queueArn,
  startSns,
  subscribe,
  topicArn,
} from './testing/sns-cloud.ts';

test('topics and queues measure what they do, under AWS’s names', async () => {
  const cloud = await startSns((stack) => {
    declareTopic(stack, 't');
    declareOpenQueue(stack, 'q', 't');
    declareQueue(stack, 'shut');
    subscribe(stack, 't', 'q', { rawMessageDelivery: true });
    subscribe(stack, 't', 'shut');
    subscribe(stack, 't', 'other', { filterPolicy: '{"a":["b"]}' });
  });
  const { host } = cloud.cloud.cloud;
  const samples: MetricSample[] = [];
  host.metrics.onSample((sample) => samples.push(sample));
  const values = (dimension: object, name: string): number[] =>
    samples
      .filter((each) => each.name === name && JSON.stringify(each.dimensions) === JSON.stringify([dimension]))
      .map(({ value }) => value);
  const ofTopic = (name: string) => values({ TopicName: 't' }, name);
  const ofQueue = (name: string) => values({ QueueName: 'q' }, name);

  await cloud.admin.send(new PublishCommand({ TopicArn: topicArn('t'), Message: '12345' }));
  await until(
    () => host.state(sqs).counts(queueArn('q')).visible === 1 && ofTopic('NumberOfNotificationsFailed').length === 1,
  );
  expect(ofTopic('NumberOfMessagesPublished')).toEqual([1]);
  expect(ofTopic('PublishSize')).toEqual([5]);
  expect(ofTopic('NumberOfNotificationsDelivered')).toEqual([1]);
  expect(ofTopic('NumberOfNotificationsFilteredOut')).toEqual([1]);
  expect([...ofQueue('NumberOfMessagesSent'), ...ofQueue('SentMessageSize')]).toEqual([1, 5]);

  cloud.cloud.clock.advance(60_000);
  expect(ofQueue('ApproximateNumberOfMessagesVisible')).toEqual([1]);
  expect(ofQueue('ApproximateAgeOfOldestMessage')).toEqual([60]);
  const [message] = await cloud.receive('q');
  expect(await cloud.receive('q')).toEqual([]);
  expect([...ofQueue('NumberOfMessagesReceived'), ...ofQueue('NumberOfEmptyReceives')]).toEqual([1, 1]);
  const client = new SQSClient(cloud.cloud.deployer());
  await client.send(
    new DeleteMessageCommand({
      QueueUrl: `${cloud.cloud.endpoint}/123456789012/q`,
      ReceiptHandle: message?.ReceiptHandle,
    }),
  );
  client.destroy();
  expect(ofQueue('NumberOfMessagesDeleted')).toEqual([1]);
  cloud.cloud.clock.advance(60_000);
  expect(ofQueue('ApproximateNumberOfMessagesVisible')).toEqual([1, 0]);
  await cloud.close();
});
