import { X509Certificate } from 'node:crypto';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { receiptKey } from '@palisade/shared-types';
import { clientConfig } from '../../src/identities.ts';
import { linesAbout, soon } from '../../src/logs.ts';
import { operatorOf } from '../../src/operator.ts';
import { expect, newPayment, pay, paymentOf, test } from '../../src/payments-fixtures.ts';

test('a payment goes in over mutual TLS and comes back as it was made', async ({ api }) => {
  const body = newPayment({ amount: '1234.50', currency: 'EUR', description: 'Order 7', metadata: { order: '7' } });
  const made = await api.call({ path: '/process-payment', body });
  const payment = paymentOf(made);
  expect(payment).toMatchObject({ ...body, status: 'accepted' });
  expect(made.headers['location']).toBe(`/payments/${body.transactionId}`);
  const read = await api.call({ path: `/payments/${body.transactionId}` });
  expect(paymentOf(read, 200)).toEqual(payment);
});

test('an amount is what was written, whether as a number or as a text', async ({ api }) => {
  for (const [amount, kept] of [
    ['0.1', '0.10'],
    ['"0.10"', '0.10'],
    ['9999999999.99', '9999999999.99'],
    ['1', '1.00'],
  ] as const) {
    const { transactionId } = newPayment();
    const body = `{"transactionId":"${transactionId}","customerId":"cust-123","amount":${amount}}`;
    expect((await pay(api, Buffer.from(body))).amount, amount).toBe(kept);
  }
});

test('the record says who paid, in exact minor units, under the key of transactions', async ({
  api,
  client,
  stack,
}) => {
  const { transactionId } = await pay(api, newPayment({ amount: '10.07' }));
  const dynamodb = new DynamoDBClient(clientConfig(stack, operatorOf(stack)));
  const { Item = {} } = await dynamodb.send(
    new GetItemCommand({ TableName: stack.outputs.dynamodb_table_name, Key: { transactionId: { S: transactionId } } }),
  );
  const { serialNumber } = new X509Certificate(client.cert);
  const serial = serialNumber.toLowerCase().match(/../g)?.join(':');
  expect(Item).toMatchObject({ amountMinor: { N: '1007' }, amount: { S: '10.07' }, serialNumber: { S: serial } });
  expect(Item['subjectDN']?.S).toContain('CN=e2e-');
});

test('its receipt lies in the bucket, encrypted with the key of payment documents', async ({ api, stack }) => {
  const payment = await pay(api);
  const s3 = new S3Client(clientConfig(stack, operatorOf(stack)));
  const where = { Bucket: stack.outputs.s3_bucket_name, Key: receiptKey(payment.transactionId) };
  const head = await s3.send(new HeadObjectCommand(where));
  expect(head).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: stack.outputs.kms_s3_key_arn });
  expect(head.VersionId).toMatch(/\w/);
  const { Body } = await s3.send(new GetObjectCommand(where));
  expect(JSON.parse((await Body?.transformToString()) ?? '')).toMatchObject({ payment });
});

test('the logs tell of the request and its certificate, and nothing of what was paid', async ({
  api,
  client,
  stack,
}) => {
  const canary = `CANARY${Date.now()}`;
  const answer = await api.call({
    path: '/process-payment',
    body: newPayment({ description: canary, metadata: { canary } }),
  });
  paymentOf(answer);
  const requestId = String(answer.headers['x-amzn-requestid']);
  const logs = new CloudWatchLogsClient(clientConfig(stack));
  const { access_log_group_name, lambda_log_group_name } = stack.outputs;
  for (const group of [access_log_group_name, lambda_log_group_name]) {
    const lines = () => linesAbout(logs, group, requestId);
    await expect.poll(async () => (await lines()).length, soon).toBeGreaterThan(0);
    expect((await lines()).join('\n'), group).not.toContain(canary);
  }
  const [line = '{}'] = await linesAbout(logs, access_log_group_name, requestId);
  const serial = new X509Certificate(client.cert).serialNumber.toLowerCase().match(/../g)?.join(':');
  expect(line).toContain(String(serial));
  for (const group of stack.outputs.log_group_names) expect(await linesAbout(logs, group, canary), group).toEqual([]);
});
