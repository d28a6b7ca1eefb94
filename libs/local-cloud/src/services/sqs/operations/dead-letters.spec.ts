import {
  CancelMessageMoveTaskCommand,
  GetQueueAttributesCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
  type Message,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../../../testing/until.ts';
import { declareQueue, declareRole, queueArn, refusal, startSqs, type SqsCloud } from '../testing/sqs-cloud.ts';

const toLetters = (maxReceiveCount: number) =>
  JSON.stringify({ deadLetterTargetArn: queueArn('letters'), maxReceiveCount });

let sqs: SqsCloud;
beforeAll(async () => {
  sqs = await startSqs((stack) => {
    declareQueue(stack, 'letters');
    const source = declareQueue(stack, 'source', { visibilityTimeoutSeconds: 10 });
    stack.resource('aws:sqs/redrivePolicy:RedrivePolicy', 'r', {
      queueUrl: String(source.outputs['url']),
      redrivePolicy: toLetters(2),
    });
    declareQueue(stack, 'second', { redrivePolicy: toLetters(1) });
    declareQueue(stack, 'elsewhere');
    declareQueue(stack, 'kept', { messageRetentionSeconds: 400 });
    declareQueue(stack, 'brief', {
      messageRetentionSeconds: 300,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn('kept'), maxReceiveCount: '1' }),
    });
    const move = ['sqs:StartMessageMoveTask', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
    declareRole(
      stack,
      'mover',
      { Effect: 'Allow', Action: move, Resource: queueArn('letters') },
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn('elsewhere') },
    );
  });
});
afterAll(() => sqs.close());

const send = (queue: string, MessageBody: string) =>
  sqs.admin.send(new SendMessageCommand({ QueueUrl: sqs.url(queue), MessageBody }));
const receive = async (queue: string): Promise<Message[]> =>
  (
    await sqs.admin.send(
      new ReceiveMessageCommand({
        QueueUrl: sqs.url(queue),
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['All'],
      }),
    )
  ).Messages ?? [];
const bodies = (messages: readonly Message[]) => messages.map(({ Body }) => Body).sort();
const count = async (queue: string) => {
  const name = 'ApproximateNumberOfMessages';
  const { Attributes } = await sqs.admin.send(
    new GetQueueAttributesCommand({ QueueUrl: sqs.url(queue), AttributeNames: [name] }),
  );
  return Number(Attributes?.[name]);
};
const start = (rest: object = {}, client = sqs.admin) =>
  client.send(new StartMessageMoveTaskCommand({ SourceArn: queueArn('letters'), ...rest }));
const tasks = async (MaxResults = 10) =>
  (await sqs.admin.send(new ListMessageMoveTasksCommand({ SourceArn: queueArn('letters'), MaxResults }))).Results ?? [];
const clear = async () => {
  sqs.cloud.clock.advance(60_000);
  for (const queue of ['letters', 'source', 'second', 'elsewhere'])
    await sqs.admin.send(new PurgeQueueCommand({ QueueUrl: sqs.url(queue) }));
};

test('a message goes to the dead-letter queue at the receive that would be one too many', async () => {
  const { MessageId } = await send('source', 'poison');
  for (let at = 0; at < 2; at++) {
    expect(bodies(await receive('source'))).toEqual(['poison']);
    sqs.cloud.clock.advance(10_000);
  }
  expect(await count('letters')).toBe(0);
  expect(await receive('source')).toEqual([]);
  const [letter] = await receive('letters');
  expect(letter).toMatchObject({ MessageId, Body: 'poison' });
  expect(letter?.Attributes).toMatchObject({
    DeadLetterQueueSourceArn: queueArn('source'),
    ApproximateReceiveCount: '1',
  });
});

test('a dead letter has the age of its message', async () => {
  await send('brief', 'old');
  await receive('brief');
  sqs.cloud.clock.advance(299_000);
  await receive('brief');
  expect(await count('kept')).toBe(1);
  sqs.cloud.clock.advance(100_999);
  expect(await count('kept')).toBe(1);
  sqs.cloud.clock.advance(1);
  expect(await count('kept')).toBe(0);
});

test('its sources are listed', async () => {
  const { queueUrls } = await sqs.admin.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: sqs.url('letters') }));
  expect(queueUrls).toEqual([sqs.url('second'), sqs.url('source')]);
});

describe('a redrive', () => {
  const letters = async () => {
    await clear();
    for (const queue of ['source', 'second']) await send(queue, queue);
    for (let at = 0; at < 3; at++) {
      await receive('source');
      await receive('second');
      sqs.cloud.clock.advance(60_000);
    }
    expect(await count('letters')).toBe(2);
  };

  test('takes each message back to where it came from, as a new one', async () => {
    await letters();
    await start();
    await until(async () => (await tasks())[0]?.Status === 'COMPLETED');
    expect((await tasks())[0]).toMatchObject({
      ApproximateNumberOfMessagesMoved: 2,
      ApproximateNumberOfMessagesToMove: 2,
    });
    const [source] = await receive('source');
    expect(source).toMatchObject({ Body: 'source', Attributes: { ApproximateReceiveCount: '1' } });
    expect(source?.Attributes).not.toHaveProperty('DeadLetterQueueSourceArn');
    expect(bodies(await receive('second'))).toEqual(['second']);
    expect(await count('letters')).toBe(0);
  });

  test('takes all of them where it is told to, at the rate it is told to, until it is cancelled', async () => {
    await letters();
    const { TaskHandle } = await start({ DestinationArn: queueArn('elsewhere'), MaxNumberOfMessagesPerSecond: 1 });
    await until(async () => (await count('elsewhere')) === 1);
    expect(await refusal(start())).toBe('UnsupportedOperation');
    const cancelled = await sqs.admin.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
    expect(cancelled.ApproximateNumberOfMessagesMoved).toBe(1);
    sqs.cloud.clock.advance(5000);
    expect((await tasks(1))[0]?.Status).toBe('CANCELLED');
    expect([await count('letters'), await count('elsewhere')]).toEqual([1, 1]);
    expect(await refusal(sqs.admin.send(new CancelMessageMoveTaskCommand({ TaskHandle })))).toBe(
      'UnsupportedOperation',
    );
  });

  test('fails for messages nobody knows the source of', async () => {
    await clear();
    await send('letters', 'sent here');
    await start();
    await until(async () => (await tasks(1))[0]?.Status === 'FAILED');
    expect((await tasks(1))[0]?.FailureReason).toBe('CouldNotDetermineMessageSource');
    expect(await count('letters')).toBe(1);
  });

  test('needs permissions on both queues', async () => {
    const mover = sqs.as('mover');
    expect(await refusal(start({}, mover))).toBe('AccessDenied');
    await start({ DestinationArn: queueArn('elsewhere') }, mover);
  });

  test('is for dead-letter queues only', async () => {
    expect(await refusal(start({ SourceArn: queueArn('elsewhere') }))).toBe('InvalidParameterValue');
    expect(await refusal(start({ SourceArn: queueArn('nobody') }))).toBe('ResourceNotFoundException');
    expect(await refusal(start({}, sqs.as(undefined, 'eu-west-1')))).toBe('ResourceNotFoundException');
  });
});
