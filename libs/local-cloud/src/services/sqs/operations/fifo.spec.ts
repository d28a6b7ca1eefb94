import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, type Message } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { memoryStackStore } from '../../../stack-store.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { declareQueue, queueArn, refusal, startSqs, type SqsCloud } from '../testing/sqs-cloud.ts';

const root = temporaryDirectory();
const store = memoryStackStore();
let sqs: SqsCloud;
const start = async (): Promise<void> => {
  sqs = await startSqs(
    (stack) => {
      for (const name of ['order', 'twice', 'restart', 'letters'])
        declareQueue(stack, `${name}.fifo`, { fifoQueue: true });
      declareQueue(stack, 'content.fifo', { fifoQueue: true, contentBasedDeduplication: true });
      declareQueue(stack, 'group.fifo', {
        fifoQueue: true,
        deduplicationScope: 'messageGroup',
        fifoThroughputLimit: 'perMessageGroupId',
      });
      declareQueue(stack, 'source.fifo', {
        fifoQueue: true,
        redrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn('letters.fifo'), maxReceiveCount: 1 }),
      });
    },
    { root, store, ...(sqs && { clock: sqs.cloud.clock }) },
  );
};
beforeAll(start);
afterAll(() => sqs.close());

const send = (queue: string, body: string, group = 'g', id: string | undefined = body) =>
  sqs.admin.send(
    new SendMessageCommand({
      QueueUrl: sqs.url(`${queue}.fifo`),
      MessageBody: body,
      MessageGroupId: group,
      ...(id !== '' && { MessageDeduplicationId: id }),
    }),
  );
const receive = async (queue: string, max = 10): Promise<Message[]> =>
  (
    await sqs.admin.send(
      new ReceiveMessageCommand({
        QueueUrl: sqs.url(`${queue}.fifo`),
        MaxNumberOfMessages: max,
        MessageSystemAttributeNames: ['All'],
      }),
    )
  ).Messages ?? [];
const remove = (queue: string, { ReceiptHandle }: Message) =>
  sqs.admin.send(new DeleteMessageCommand({ QueueUrl: sqs.url(`${queue}.fifo`), ReceiptHandle }));
const bodies = (messages: readonly Message[]) => messages.map(({ Body }) => Body);

test('a group keeps its order, and waits while a consumer has one of it; others do not', async () => {
  for (const body of ['a1', 'a2', 'a3']) await send('order', body, 'a');
  await send('order', 'b1', 'b');
  const first = await receive('order', 1);
  expect(bodies(first)).toEqual(['a1']);
  expect(first[0]?.Attributes).toMatchObject({ MessageGroupId: 'a', MessageDeduplicationId: 'a1' });
  const other = await receive('order');
  expect(bodies(other)).toEqual(['b1']);
  expect(await receive('order')).toEqual([]);
  // Nobody deleted it: the group begins again with it.
  sqs.cloud.clock.advance(30_000);
  const again = await receive('order', 2);
  expect(bodies(again)).toEqual(['a1', 'a2']);
  for (const message of again) await remove('order', message);
  expect(bodies(await receive('order'))).toEqual(['b1', 'a3'].sort().reverse());
});

test('the sequence numbers of a queue grow', async () => {
  const numbers: bigint[] = [];
  for (let at = 0; at < 3; at++) numbers.push(BigInt((await send('order', `n${at}`, 'n')).SequenceNumber ?? '0'));
  expect([...numbers].sort((a, b) => (a < b ? -1 : 1))).toEqual(numbers);
  expect(new Set(numbers).size).toBe(3);
});

test('a duplicate within five minutes is taken and not delivered, even if the first is deleted', async () => {
  const { MessageId } = await send('twice', 'x', 'g', 'id');
  const [message] = await receive('twice');
  await remove('twice', message as Message);
  sqs.cloud.clock.advance(299_999);
  expect((await send('twice', 'other', 'h', 'id')).MessageId).toBe(MessageId);
  expect(await receive('twice')).toEqual([]);
  sqs.cloud.clock.advance(1);
  await send('twice', 'other', 'h', 'id');
  expect(bodies(await receive('twice'))).toEqual(['other']);
});

test('deduplication by content, and within a group', async () => {
  await send('content', 'x', 'a', '');
  await send('content', 'x', 'b', '');
  expect(bodies(await receive('content'))).toEqual(['x']);
  await send('group', 'x', 'a', 'id');
  await send('group', 'y', 'b', 'id');
  await send('group', 'z', 'b', 'id');
  expect(bodies(await receive('group')).sort()).toEqual(['x', 'y']);
});

test('what a FIFO queue refuses', async () => {
  const url = sqs.url('order.fifo');
  const refused = (rest: object) =>
    refusal(sqs.admin.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', ...rest })));
  expect(await refused({})).toBe('MissingParameter');
  expect(await refused({ MessageGroupId: 'g' })).toBe('InvalidParameterValue');
  expect(await refused({ MessageGroupId: 'g', MessageDeduplicationId: 'd', DelaySeconds: 5 })).toBe(
    'InvalidParameterValue',
  );
  expect(await refused({ MessageGroupId: 'a b', MessageDeduplicationId: 'd' })).toBe('InvalidParameterValue');
});

test('a receipt is good for the visibility timeout only', async () => {
  await send('twice', 'late', 'l');
  const [message] = await receive('twice');
  sqs.cloud.clock.advance(30_000);
  expect(await refusal(remove('twice', message as Message))).toBe('InvalidParameterValue');
});

test('what was received too often goes to the dead-letter queue, in order, and makes room for the next', async () => {
  await send('source', 'bad');
  await send('source', 'good');
  await receive('source', 1);
  sqs.cloud.clock.advance(30_000);
  expect(bodies(await receive('source', 1))).toEqual(['good']);
  const [letter] = await receive('letters');
  expect(letter).toMatchObject({
    Body: 'bad',
    Attributes: { MessageGroupId: 'g', DeadLetterQueueSourceArn: queueArn('source.fifo') },
  });
});

test('order, blocked groups and deduplication survive a restart', async () => {
  for (const body of ['1', '2', '3']) await send('restart', body);
  const [message] = await receive('restart', 1);
  await remove('restart', message as Message);
  await receive('restart', 1);
  await sqs.close();
  await start();
  expect(await receive('restart')).toEqual([]);
  await send('restart', 'again', 'h', '1');
  await send('restart', '4');
  sqs.cloud.clock.advance(30_000);
  expect(bodies(await receive('restart'))).toEqual(['2', '3', '4']);
});
