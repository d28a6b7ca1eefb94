import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { receiptKey } from '@palisade/shared-types';
import { clientConfig } from '../../src/identities.ts';
import { operatorOf } from '../../src/operator.ts';
import { expect, newPayment, pay, paymentOf, problemOf, test } from '../../src/payments-fixtures.ts';

test('the same payment again is answered as the first', async ({ api }) => {
  const body = newPayment();
  const first = await api.call({ path: '/process-payment', body });
  const again = await api.call({ path: '/process-payment', body });
  expect(paymentOf(again)).toEqual(paymentOf(first));
  expect(first.headers['idempotent-replayed']).toBeUndefined();
  expect(again.headers['idempotent-replayed']).toBe('true');
});

test('another payment under the id is refused, and learns nothing of the one that is there', async ({ api }) => {
  const body = newPayment({ description: 'the first' });
  await pay(api, body);
  for (const other of [
    { amount: '99.98' },
    { customerId: 'cust-124' },
    { currency: 'EUR' },
    { description: 'other' },
  ]) {
    const answer = await api.call({ path: '/process-payment', body: { ...body, ...other } });
    expect(problemOf(answer), JSON.stringify(other)).toEqual({ status: 409, code: 'transaction-id-taken' });
    expect(answer.text).not.toContain('the first');
  }
});

test('a payment is its client’s alone', async ({ api, otherClient }) => {
  const body = newPayment();
  await pay(api, body);
  const read = { path: `/payments/${body.transactionId}` };
  expect((await api.call(read)).status).toBe(200);
  expect(problemOf(await api.call({ ...read, as: otherClient }))).toEqual({ status: 404, code: 'payment-not-found' });
  const answer = await api.call({ path: '/process-payment', body, as: otherClient });
  expect(problemOf(answer)).toEqual({ status: 409, code: 'transaction-id-taken' });
});

test('fifty at once, the same and others under one id: one record, one receipt, one payment', async ({
  api,
  stack,
}) => {
  const body = newPayment();
  const bodies = Array.from({ length: 50 }, (_, index) =>
    index % 2 === 0 ? body : { ...body, amount: `1.${10 + index}` },
  );
  const answers = await Promise.all(bodies.map((each) => api.call({ path: '/process-payment', body: each })));
  const statuses = new Set(answers.map(({ status }) => status));
  expect([...statuses].sort()).toEqual([201, 409]);
  const made = answers.filter(({ status }) => status === 201).map((answer) => paymentOf(answer));
  for (const payment of made) expect(payment).toEqual(made[0]);
  const operator = clientConfig(stack, operatorOf(stack));
  const { Item } = await new DynamoDBClient(operator).send(
    new GetItemCommand({
      TableName: stack.outputs.dynamodb_table_name,
      Key: { transactionId: { S: body.transactionId } },
    }),
  );
  expect(Item?.['amount']?.S).toBe(made[0]?.amount);
  const { Versions = [] } = await new S3Client(clientConfig(stack)).send(
    new ListObjectVersionsCommand({ Bucket: stack.outputs.s3_bucket_name, Prefix: receiptKey(body.transactionId) }),
  );
  expect(Versions).toHaveLength(1);
});
