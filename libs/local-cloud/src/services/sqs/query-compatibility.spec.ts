import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sendSigned, type Answer } from '../../testing/signed-request.ts';
import { declareQueue, declareRole, roleArn, startSqs, type SqsCloud } from './testing/sqs-cloud.ts';

let sqs: SqsCloud;
beforeAll(async () => {
  sqs = await startSqs((stack) => {
    declareQueue(stack, 'q', { tags: { team: 'a' }, visibilityTimeoutSeconds: 0 });
    declareRole(stack, 'powerless');
  });
});
afterAll(() => sqs.close());

/** As boto3 before 1.28.82 sends it. */
const ask = (
  Action: string,
  parameters: Readonly<Record<string, string>>,
  path = '/',
  role?: string,
): Promise<Answer> =>
  sendSigned(sqs.cloud, path, {
    method: 'POST',
    service: 'sqs',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams({ Action, Version: '2012-11-05', ...parameters }).toString(),
    ...(role !== undefined && { role: roleArn(role) }),
  });

test('a message with attributes there and back', async () => {
  const QueueUrl = sqs.url('q');
  const sent = await ask('SendMessage', {
    QueueUrl,
    MessageBody: 'a & b',
    DelaySeconds: '0',
    'MessageAttribute.1.Name': 'kind',
    'MessageAttribute.1.Value.DataType': 'String',
    'MessageAttribute.1.Value.StringValue': 'x',
  });
  expect(sent.body).toMatch(/<SendMessageResult><MessageId>[0-9a-f-]{36}<\/MessageId><MD5OfMessageBody>[0-9a-f]{32}/);
  const received = await ask('ReceiveMessage', {
    QueueUrl,
    MaxNumberOfMessages: '10',
    'AttributeName.1': 'All',
    'MessageAttributeName.1': 'All',
  });
  expect(received.body).toContain('xmlns="http://queue.amazonaws.com/doc/2012-11-05/"');
  expect(received.body).toContain('<Body>a &amp; b</Body>');
  expect(received.body).toContain('<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>');
  expect(received.body).toContain(
    '<MessageAttribute><Name>kind</Name><Value><StringValue>x</StringValue><DataType>String</DataType></Value></MessageAttribute>',
  );
});

test('batches', async () => {
  const { body } = await ask('SendMessageBatch', {
    QueueUrl: sqs.url('q'),
    'SendMessageBatchRequestEntry.1.Id': 'a',
    'SendMessageBatchRequestEntry.1.MessageBody': 'one',
    'SendMessageBatchRequestEntry.2.Id': 'b',
    'SendMessageBatchRequestEntry.2.MessageBody': '',
  });
  expect(body).toContain('<SendMessageBatchResultEntry><Id>a</Id>');
  expect(body).toContain(
    '<BatchResultErrorEntry><Id>b</Id><SenderFault>true</SenderFault><Code>MissingParameter</Code>',
  );
});

test('the queue may be named by the path', async () => {
  const { body } = await ask('GetQueueAttributes', { 'AttributeName.1': 'QueueArn' }, '/123456789012/q');
  expect(body).toContain(
    '<Attribute><Name>QueueArn</Name><Value>arn:aws:sqs:us-east-1:123456789012:q</Value></Attribute>',
  );
});

test('lists', async () => {
  expect((await ask('ListQueues', {})).body).toContain(`<ListQueuesResult><QueueUrl>${sqs.url('q')}</QueueUrl>`);
  expect((await ask('ListQueueTags', { QueueUrl: sqs.url('q') })).body).toContain(
    '<Tag><Key>team</Key><Value>a</Value></Tag>',
  );
});

test('errors have the names of that protocol', async () => {
  const missing = await ask('ReceiveMessage', { QueueUrl: sqs.url('nobody') });
  expect(missing.status).toBe(400);
  expect(missing.body).toContain('<Code>AWS.SimpleQueueService.NonExistentQueue</Code>');
  const denied = await ask('ReceiveMessage', { QueueUrl: sqs.url('q') }, '/', 'powerless');
  expect(denied.status).toBe(403);
  expect(denied.body).toContain('<Code>AccessDenied</Code>');
});
