import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type Message,
  type ReceiveMessageCommandInput,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../../../testing/until.ts';
import { sqs as service } from '../index.ts';
import { declareQueue, queueArn, refusal, startSqs, type SqsCloud } from '../testing/sqs-cloud.ts';

let sqs: SqsCloud;
let number = 0;
/** A queue nobody has used yet; all are declared beforehand. */
let unused: string[];
beforeAll(async () => {
  unused = Array.from({ length: 30 }, (_, at) => `q${at}`);
  sqs = await startSqs((stack) => {
    for (const name of unused) declareQueue(stack, name);
    declareQueue(stack, 'late', { delaySeconds: 10 });
    declareQueue(stack, 'short', { maxMessageSize: 1024, messageRetentionSeconds: 60, visibilityTimeoutSeconds: 90 });
    declareQueue(stack, 'patient', { receiveWaitTimeSeconds: 20 });
  });
});
afterAll(() => sqs.close());

const fresh = (): string => sqs.url(unused[number++] as string);
const send = async (QueueUrl: string, MessageBody: string, rest: object = {}) =>
  sqs.admin.send(new SendMessageCommand({ QueueUrl, MessageBody, ...rest }));
const receive = async (QueueUrl: string, rest: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> =>
  (await sqs.admin.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...rest }))).Messages ?? [];
const bodies = (messages: readonly Message[]): (string | undefined)[] => messages.map(({ Body }) => Body);
const remove = (QueueUrl: string, ReceiptHandle: string | undefined) =>
  sqs.admin.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));

test('a message is received, hidden for the visibility timeout, received again, and deleted', async () => {
  const url = fresh();
  const { MessageId } = await send(url, 'hello');
  const [first] = await receive(url, { AttributeNames: ['All'] });
  expect(first).toMatchObject({ MessageId, Body: 'hello', MD5OfBody: '5d41402abc4b2a76b9719d911017c592' });
  expect(first?.Attributes).toMatchObject({
    ApproximateReceiveCount: '1',
    SentTimestamp: String(sqs.cloud.clock.now()),
  });
  sqs.cloud.clock.advance(29_000);
  expect(await receive(url)).toEqual([]);
  sqs.cloud.clock.advance(1000);
  const [second] = await receive(url, { MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
  expect(second?.Attributes).toEqual({ ApproximateReceiveCount: '2' });
  expect(second?.ReceiptHandle).not.toBe(first?.ReceiptHandle);
  // An old handle deletes nothing.
  await remove(url, first?.ReceiptHandle);
  sqs.cloud.clock.advance(30_000);
  const [third] = await receive(url);
  await remove(url, third?.ReceiptHandle);
  sqs.cloud.clock.advance(30_000);
  expect(await receive(url)).toEqual([]);
});

test('attributes come along with the digests that the SDK checks', async () => {
  const url = fresh();
  const MessageAttributes = {
    'app.kind': { DataType: 'String', StringValue: 'ä' },
    'app.size': { DataType: 'Number.int', StringValue: '12' },
    blob: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) },
  };
  const trace = { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-5759e988-bd862e3fe1be46a994272793' } };
  const sent = await send(url, 'x', { MessageAttributes, MessageSystemAttributes: trace });
  expect(sent.MD5OfMessageAttributes).toMatch(/^[0-9a-f]{32}$/);
  expect(sent.MD5OfMessageSystemAttributes).toMatch(/^[0-9a-f]{32}$/);
  const options = { VisibilityTimeout: 0 };
  const [all] = await receive(url, {
    ...options,
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['AWSTraceHeader'],
  });
  expect(all?.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes);
  expect(all?.MessageAttributes?.['app.kind']).toEqual(MessageAttributes['app.kind']);
  expect(Buffer.from(all?.MessageAttributes?.['blob']?.BinaryValue ?? [])).toEqual(Buffer.from([0, 255]));
  expect(all?.Attributes).toEqual({ AWSTraceHeader: trace.AWSTraceHeader.StringValue });
  const [some] = await receive(url, { ...options, MessageAttributeNames: ['app.*'] });
  expect(Object.keys(some?.MessageAttributes ?? {})).toEqual(['app.kind', 'app.size']);
  const [none] = await receive(url);
  expect(none).not.toHaveProperty('MessageAttributes');
});

test('a batch answers each entry by itself', async () => {
  const url = sqs.url('short');
  const answer = await sqs.admin.send(
    new SendMessageBatchCommand({
      QueueUrl: url,
      Entries: [
        { Id: 'a', MessageBody: 'a' },
        { Id: 'b', MessageBody: 'b'.repeat(2000) },
        { Id: 'c', MessageBody: 'c\u0001' },
      ],
    }),
  );
  expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['a']);
  expect(answer.Failed?.map(({ Id, Code, SenderFault }) => [Id, Code, SenderFault])).toEqual([
    ['b', 'InvalidParameterValue', true],
    ['c', 'InvalidMessageContents', true],
  ]);
  const [message] = await receive(url);
  const deleted = await sqs.admin.send(
    new DeleteMessageBatchCommand({
      QueueUrl: url,
      Entries: [
        { Id: 'a', ReceiptHandle: message?.ReceiptHandle },
        { Id: 'b', ReceiptHandle: 'forged' },
      ],
    }),
  );
  expect(deleted.Successful?.map(({ Id }) => Id)).toEqual(['a']);
  expect(deleted.Failed?.map(({ Code }) => Code)).toEqual(['ReceiptHandleIsInvalid']);
});

describe('a batch as a whole is refused', () => {
  const batch = (...ids: string[]) =>
    refusal(
      sqs.admin.send(
        new SendMessageBatchCommand({ QueueUrl: sqs.url('q0'), Entries: ids.map((Id) => ({ Id, MessageBody: 'x' })) }),
      ),
    );
  test.each([
    ['BatchEntryIdsNotDistinct', ['a', 'a']],
    ['EmptyBatchRequest', []],
    ['InvalidBatchEntryId', ['a b']],
    ['TooManyEntriesInBatchRequest', Array.from({ length: 11 }, (_, at) => String(at))],
  ])('%s', async (code, ids) => {
    expect(await batch(...ids)).toBe(code);
  });
});

test('a receipt handle cannot be forged, changed, or used on another queue', async () => {
  const [one, other] = [fresh(), fresh()];
  await send(one, 'x');
  const [message] = await receive(one);
  const handle = message?.ReceiptHandle ?? '';
  const bytes = Buffer.from(handle, 'base64');
  bytes[11] = (bytes[11] as number) + 1;
  for (const [url, ReceiptHandle] of [
    [one, 'AQEB'],
    [one, bytes.toString('base64')],
    [one, `${handle} `],
    [other, handle],
  ] as const) {
    expect(await refusal(sqs.admin.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle })))).toBe(
      'ReceiptHandleIsInvalid',
    );
  }
  await remove(one, handle);
});

test('visibility is changed while the message is in flight, and only then', async () => {
  const url = fresh();
  await send(url, 'x');
  const [message] = await receive(url);
  const change = (VisibilityTimeout: number, ReceiptHandle = message?.ReceiptHandle) =>
    sqs.admin.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout }));
  await change(100);
  sqs.cloud.clock.advance(99_000);
  expect(await receive(url)).toEqual([]);
  await change(0);
  expect(await refusal(change(10))).toBe('MessageNotInflight');
  expect(bodies(await receive(url))).toEqual(['x']);
});

test('delays are those of the message, else of the queue', async () => {
  const url = sqs.url('late');
  await send(url, 'queue');
  await send(url, 'now', { DelaySeconds: 0 });
  await send(url, 'later', { DelaySeconds: 20 });
  expect(bodies(await receive(url))).toEqual(['now']);
  sqs.cloud.clock.advance(10_000);
  expect(bodies(await receive(url))).toEqual(['queue']);
  sqs.cloud.clock.advance(10_000);
  expect(bodies(await receive(url))).toEqual(['later']);
});

test('messages older than the retention are gone', async () => {
  const url = sqs.url('short');
  await send(url, 'x');
  sqs.cloud.clock.advance(59_999);
  expect(bodies(await receive(url, { VisibilityTimeout: 0 }))).toEqual(['x']);
  sqs.cloud.clock.advance(1);
  expect(await receive(url)).toEqual([]);
});

describe('a long poll', () => {
  const waiting = (url: string) =>
    sqs.cloud.cloud.host.state(service).queue(queueArn(url.slice(url.lastIndexOf('/') + 1))).waiting;

  test('ends with the first message', async () => {
    const url = sqs.url('patient');
    const answer = receive(url);
    await until(() => waiting(url) === 1);
    await send(url, 'soon');
    expect(bodies(await answer)).toEqual(['soon']);
  });

  test('ends with a message that becomes visible', async () => {
    const url = fresh();
    await send(url, 'x', { DelaySeconds: 5 });
    const answer = receive(url, { WaitTimeSeconds: 20 });
    await until(() => waiting(url) === 1);
    sqs.cloud.clock.advance(4999);
    expect(waiting(url)).toBe(1);
    sqs.cloud.clock.advance(1);
    expect(bodies(await answer)).toEqual(['x']);
  });

  test('of a consumer that has gone away takes no message', async () => {
    const url = fresh();
    const leaving = new AbortController();
    const poll = sqs.admin.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 }), {
      abortSignal: leaving.signal,
    });
    await until(() => waiting(url) === 1);
    leaving.abort();
    await expect(poll).rejects.toThrow();
    await until(() => waiting(url) === 0);
    await send(url, 'x');
    const [message] = await receive(url, { AttributeNames: ['All'] });
    expect(message).toMatchObject({ Body: 'x', Attributes: { ApproximateReceiveCount: '1' } });
  });

  test('ends empty when its time is over', async () => {
    const url = fresh();
    const answer = receive(url, { WaitTimeSeconds: 3 });
    await until(() => waiting(url) === 1);
    sqs.cloud.clock.advance(2999);
    expect(waiting(url)).toBe(1);
    sqs.cloud.clock.advance(1);
    expect(await answer).toEqual([]);
  });
});

describe('what SQS refuses of a message', () => {
  test.each([
    ['MissingParameter', { MessageBody: '' }],
    ['InvalidMessageContents', { MessageBody: 'a\u0000' }],
    ['InvalidParameterValue', { MessageBody: 'x'.repeat(262_145) }],
    ['InvalidParameterValue', { MessageBody: 'x', DelaySeconds: 901 }],
    ['InvalidParameterValue', { MessageBody: 'x', MessageDeduplicationId: 'd' }],
    [
      'InvalidParameterValue',
      { MessageBody: 'x', MessageAttributes: { 'aws.x': { DataType: 'String', StringValue: 'x' } } },
    ],
    ['InvalidParameterValue', { MessageBody: 'x', MessageAttributes: { x: { DataType: 'Text', StringValue: 'x' } } }],
    ['InvalidParameterValue', { MessageBody: 'x', MessageAttributes: { x: { DataType: 'Number', StringValue: 'x' } } }],
    ['InvalidParameterValue', { MessageBody: 'x', MessageAttributes: { x: { DataType: 'String', StringValue: '' } } }],
  ])('%s %#', async (code, input) => {
    expect(await refusal(send(sqs.url('q0'), input.MessageBody, input))).toBe(code);
  });

  test('what it takes up to the limit', async () => {
    await send(fresh(), 'x'.repeat(262_144));
    await send(fresh(), '😀 \t\r\n', { MessageGroupId: 'fair' });
  });

  test('a queue that does not exist, and an address that is none', async () => {
    expect(await refusal(send(sqs.url('nobody'), 'x'))).toBe('QueueDoesNotExist');
    expect(await refusal(send('https://127.0.0.1/x', 'x'))).toBe('InvalidAddress');
    expect(await refusal(receive(sqs.url('q0'), { MaxNumberOfMessages: 11 }))).toBe('InvalidParameterValue');
  });
});
