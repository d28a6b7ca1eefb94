import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bundleHandler } from '@palisade/lambda-kit/build';
import {
  buildPackage,
  startFakeDynamodb,
  startFakeS3,
  type BuiltPackage,
  type FakeDynamodb,
  type FakeS3,
} from '@palisade/lambda-kit/testing';
import { receiptKey } from '@palisade/shared-types';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { options } from './build.ts';
import { BUCKET, environment, getEvent, postEvent, REVOKED, TRANSACTIONS } from './src/testing/world.ts';

let built: BuiltPackage;
let dynamodb: FakeDynamodb;
let s3: FakeS3;

beforeAll(async () => {
  dynamodb = await startFakeDynamodb({ [TRANSACTIONS]: { key: 'transactionId' }, [REVOKED]: { key: 'serialNumber' } });
  s3 = await startFakeS3();
  built = await buildPackage('payment-handler', (target) => bundleHandler({ ...options(), ...target }));
});
afterAll(async () => {
  await Promise.all([dynamodb.close(), s3.close()]);
  await built.remove();
});
afterEach(() => {
  dynamodb.reset();
  s3.reset();
});

describe('the package', () => {
  test('is small, whole, and loads nothing late', async () => {
    const facts = await built.facts();
    expect(facts.gzipBytes).toBeLessThanOrEqual(112_000);
    expect(facts).toMatchObject({ hasDynamicImport: false, foreign: [] });
  });

  test('is the same bytes when built again', async () => {
    expect(await built.changedByRebuild()).toEqual([]);
  });
});

describe('the package behaves as the unbundled code does:', () => {
  const invoke = async (event: object, env = environment(dynamodb, s3)) => {
    const { answer, error, log } = await built.invoke(event, env);
    return { answer: answer as APIGatewayProxyResult, error, log };
  };

  test('pays, pays no second time, refuses another payment, and shows it', async () => {
    const paid = await invoke(postEvent());
    expect(paid.answer.statusCode).toBe(201);
    expect(JSON.parse(paid.answer.body)).toMatchObject({ transactionId: 'tx-001', amount: '99.99', currency: 'USD' });
    const again = await invoke(postEvent());
    expect([again.answer.statusCode, again.answer.body]).toEqual([201, paid.answer.body]);
    expect(again.answer.headers).toHaveProperty('idempotent-replayed');
    const other = await invoke(postEvent({ body: { transactionId: 'tx-001', customerId: 'c', amount: 1 } }));
    expect(other.answer.statusCode).toBe(409);
    const shown = await invoke(getEvent('tx-001'));
    expect([shown.answer.statusCode, shown.answer.body]).toEqual([200, paid.answer.body]);
    expect([...s3.objects.keys()]).toEqual([`/${BUCKET}/${receiptKey('tx-001')}`]);
    expect(dynamodb.requests[0]?.headers).toMatchObject({ 'x-amz-security-token': 'session-token' });
  });

  test('reads amounts as they are written', async () => {
    const { answer } = await invoke(
      postEvent({ body: '{"transactionId":"t","customerId":"c","amount":9999999999.99}' }),
    );
    expect(JSON.parse(answer.body)).toMatchObject({ amount: '9999999999.99' });
  });

  test('lets nobody in without a certificate, and no card number', async () => {
    expect((await invoke(postEvent({ as: null }))).answer.statusCode).toBe(403);
    const card = '4111111111111111';
    const { answer, log } = await invoke(
      postEvent({ body: { transactionId: `tx-${card}`, customerId: 'c', amount: 1 } }),
    );
    expect(answer.statusCode).toBe(400);
    expect(JSON.stringify(answer) + log).not.toContain(card);
    expect(dynamodb.requests).toEqual([]);
  });

  test.each([
    'ENVIRONMENT_SUFFIX',
    'TRANSACTIONS_TABLE',
    'REVOKED_CERTIFICATES_TABLE',
    'RECEIPTS_BUCKET',
    'RECEIPTS_KEY_ARN',
  ])('it does not start without %s', async (name) => {
    const { [name]: _, ...rest } = environment(dynamodb, s3);
    const { error } = await invoke(postEvent(), rest);
    expect(error).toMatchObject({ message: expect.stringContaining(name) });
  });
});
