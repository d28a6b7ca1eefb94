import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { receiptKey } from '@palisade/shared-types';
import type { Cloud } from '../../src/faults/cloud.ts';
import { withoutKey } from '../../src/faults/without-key.ts';
import type { PaymentsStack } from '../../src/faults/payments-cloud.ts';
import { expect, test } from '../../src/faults/fixtures.ts';
import type { PaymentAnswer, PaymentsApi } from '../../src/payments-api.ts';
import { newPayment, pay, paymentOf, problemOf } from '../../src/payments-fixtures.ts';

const post = (api: PaymentsApi, body: object): Promise<PaymentAnswer> => api.call({ path: '/process-payment', body });

/** How many payments there are: the deployer sees no more of them than that. */
async function paymentsIn(cloud: Cloud, { outputs }: PaymentsStack): Promise<number | undefined> {
  const dynamodb = new DynamoDBClient(cloud.clientConfig(outputs.region));
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: outputs.dynamodb_table_name }));
  return Table?.ItemCount;
}

async function receiptsOf(cloud: Cloud, { outputs }: PaymentsStack, transactionId: string): Promise<number> {
  const s3 = new S3Client({ ...cloud.clientConfig(outputs.region), forcePathStyle: true });
  const asked = { Bucket: outputs.s3_bucket_name, Prefix: receiptKey(transactionId) };
  return (await s3.send(new ListObjectVersionsCommand(asked))).Versions?.length ?? 0;
}

/** A refusal that says that it is not the caller's fault, and nothing of why. */
function expectNoInternals({ outputs }: PaymentsStack, answer: PaymentAnswer): void {
  expect([502, 503]).toContain(answer.status);
  expect(problemOf(answer).code).toMatch(/^dependency-(refused|unavailable)$/);
  const { detail, ...rest } = JSON.parse(answer.text) as Record<string, unknown>;
  expect([detail, Object.keys(rest).sort()]).toEqual([undefined, ['requestId', 'status', 'title', 'type']]);
  for (const inner of [outputs.account_id, 'arn:', 'kms', 'KMS', 'Exception', outputs.dynamodb_table_name]) {
    expect(answer.text + JSON.stringify(answer.headers)).not.toContain(inner);
  }
}

test('without the key of receipts the payment is recorded and not acknowledged; the same request completes it later', async ({
  api,
  cloud,
  stack,
}) => {
  await pay(api);
  const payment = newPayment();
  const { transactionId } = payment;
  await withoutKey(cloud, stack.outputs.region, stack.outputs.kms_s3_key_arn, async () => {
    expectNoInternals(stack, await post(api, payment));
    expectNoInternals(stack, await post(api, payment));
    expect(await receiptsOf(cloud, stack, transactionId)).toBe(0);
    const found = await api.call({ path: `/payments/${transactionId}` });
    expect(paymentOf(found, 200)).toMatchObject({ ...payment, status: 'accepted' });
  });
  const recorded = await api.call({ path: `/payments/${transactionId}` });
  const completed = await post(api, payment);
  expect([completed.status, completed.text]).toEqual([201, recorded.text]);
  expect((await post(api, payment)).text).toBe(recorded.text);
  expect(await receiptsOf(cloud, stack, transactionId)).toBe(1);
});

test('without the key of the tables nobody gets in who has not been in just now, and nothing is recorded', async ({
  api,
  cloud,
  stack,
}) => {
  const known = newPayment();
  const first = await post(api, known);
  const { region } = stack.outputs;
  const payment = newPayment();
  const before = (await paymentsIn(cloud, stack)) ?? 0;
  await withoutKey(cloud, region, stack.outputs.kms_dynamodb_key_arn, async () => {
    // As on AWS, DynamoDB asks the key for a caller it has served in the last five minutes no more than once: this one goes on.
    expect((await post(api, known)).status).toBe(201);
    await cloud.restart();
    // Now it remembers nobody. The list of revoked certificates cannot be read either: the door stays shut.
    expectNoInternals(stack, await post(api, payment));
    expectNoInternals(stack, await api.call({ path: `/payments/${known.transactionId}` }));
  });
  expect(await receiptsOf(cloud, stack, payment.transactionId)).toBe(0);
  expect(problemOf(await api.call({ path: `/payments/${payment.transactionId}` }))).toEqual({
    status: 404,
    code: 'payment-not-found',
  });
  expect((await post(api, known)).text).toBe(first.text);
  expect(await paymentsIn(cloud, stack)).toBe(before);
  expect((await post(api, payment)).status).toBe(201);
  expect(await paymentsIn(cloud, stack)).toBe(before + 1);
});
