import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Payment } from '@palisade/shared-types';
import fc from 'fast-check';
import {
  bodyOf,
  BUCKET,
  clientCert,
  KMS_KEY,
  payment,
  problemOf,
  REVOKED,
  startWorld,
  TRANSACTIONS,
  type World,
} from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
afterEach(() => world.reset());

const receiptPath = (transactionId: string) =>
  `/${BUCKET}/receipts/${createHash('sha256').update(transactionId).digest('hex').slice(0, 2)}/${transactionId}.json`;
const full = {
  ...payment,
  currency: 'EUR',
  description: 'Заказ 7',
  metadata: { b: '2', a: '1' },
};

describe('a payment', () => {
  test('is recorded, receipted and answered', async () => {
    const answer = await world.post({ body: full, requestId: 'request-a' });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({ location: '/payments/tx-001', 'content-type': 'application/json' });
    expect(answer.headers).not.toHaveProperty('idempotent-replayed');
    const answered = {
      transactionId: 'tx-001',
      customerId: 'cust-123',
      amount: '99.99',
      currency: 'EUR',
      description: 'Заказ 7',
      metadata: { a: '1', b: '2' },
      status: 'accepted',
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    };
    expect(bodyOf(answer)).toEqual(answered);

    expect(world.item('tx-001')).toEqual({
      transactionId: { S: 'tx-001' },
      customerId: { S: 'cust-123' },
      amount: { S: '99.99' },
      amountMinor: { N: '9999' },
      currency: { S: 'EUR' },
      description: { S: 'Заказ 7' },
      metadata: { M: { a: { S: '1' }, b: { S: '2' } } },
      status: { S: 'accepted' },
      createdAt: { S: expect.any(String) },
      requestId: { S: 'request-a' },
      requestHash: { S: expect.stringMatching(/^[0-9a-f]{64}$/) },
      subjectDN: { S: clientCert.subjectDN },
      issuerDN: { S: clientCert.issuerDN },
      serialNumber: { S: clientCert.serialNumber },
    });

    const { headers, bytes } = world.s3.objects.get(receiptPath('tx-001')) ?? {};
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'if-none-match': '*',
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': KMS_KEY,
      'x-amz-checksum-sha256': createHash('sha256')
        .update(bytes ?? '')
        .digest('base64'),
    });
    expect(JSON.parse(bytes?.toString() ?? '')).toEqual({
      version: 1,
      payment: answered,
      amountMinor: '9999',
      requestId: 'request-a',
      requestHash: expect.any(String),
      clientCertificate: {
        subjectDN: clientCert.subjectDN,
        issuerDN: clientCert.issuerDN,
        serialNumber: clientCert.serialNumber,
      },
    });
  });

  test('takes three calls in this order, and no other', async () => {
    await world.post();
    expect(world.calls()).toEqual([`GetItem ${REVOKED}`, `PutItem ${TRANSACTIONS}`, `PUT ${receiptPath('tx-001')}`]);
    const [denyList] = world.dynamodb.requests;
    expect(JSON.parse(denyList?.bytes.toString() ?? '')).toMatchObject({ ConsistentRead: true });
  });

  test('leaves one line with ids, and nothing of what is paid', async () => {
    await world.post({ body: { ...full, amount: '123456.78', description: 'CANARY', metadata: { a: 'CANARY' } } });
    expect(world.logs.lines()).toEqual([
      expect.objectContaining({
        message: 'request completed',
        service: 'payment-handler',
        environment: 'test',
        status: 201,
        outcome: 'accepted',
        receipt: 'written',
        transaction_id: 'tx-001',
        client_certificate: clientCert.serialNumber,
      }),
    ]);
    for (const secret of ['CANARY', '123456', 'cust-123']) expect(world.logs.text()).not.toContain(secret);
  });

  test('in dollars unless it says otherwise', async () => {
    expect(bodyOf<Payment>(await world.post())).toMatchObject({ currency: 'USD', amount: '99.99' });
  });

  test('has its amount as it was written, to the last digit, where a float would not', async () => {
    const amounts = fc.bigInt({ min: 1n, max: 999_999_999_999n });
    await fc.assert(
      fc.asyncProperty(amounts, fc.boolean(), async (minor, quoted) => {
        world.reset();
        const text = `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
        const written = quoted ? `"${text}"` : text;
        const answer = await world.post({
          body: `{"transactionId":"tx-1","customerId":"c","amount":${written}}`,
        });
        expect(bodyOf<Payment>(answer).amount).toBe(text);
        expect(world.item('tx-1')).toMatchObject({ amountMinor: { N: String(minor) }, amount: { S: text } });
        expect(world.receipt('tx-1')).toContain(`"amount":"${text}"`);
      }),
      { numRuns: 60, examples: [[999_999_999_999n, false]] },
    );
  });
});

describe('the same request again', () => {
  test('has the same answer, and one record and receipt', async () => {
    const first = await world.post({ body: full });
    const [item, receipt] = [world.item('tx-001'), world.receipt('tx-001')];
    const again = await world.post({ body: full });
    expect([again.statusCode, again.body]).toEqual([first.statusCode, first.body]);
    expect(again.headers).toMatchObject({ location: first.headers?.['location'], 'idempotent-replayed': 'true' });
    expect([world.item('tx-001'), world.receipt('tx-001')]).toEqual([item, receipt]);
    expect(world.s3.objects.size).toBe(1);
    expect(world.logs.lines()[1]).toMatchObject({ outcome: 'replayed', receipt: 'exists', status: 201 });
  });

  test.each([
    ['another spelling of the amount', '{"amount":"99.9","customerId":"c","transactionId":"t"}'],
    ['the default currency by name', '{"transactionId":"t","customerId":"c","amount":99.90,"currency":"USD"}'],
    ['no metadata in an object', '{"transactionId":"t","customerId":"c","amount":99.9,"metadata":{}}'],
  ])('is the same with %s', async (_, body) => {
    const first = await world.post({ body: '{"transactionId":"t","customerId":"c","amount":99.9}' });
    const again = await world.post({ body });
    expect([again.statusCode, again.body]).toEqual([201, first.body]);
  });

  test('may come with a renewed certificate of the same subject; the first one stays on record', async () => {
    await world.post();
    const again = await world.post({ as: { serialNumber: 'ff:ff' } });
    expect(again.statusCode).toBe(201);
    expect(world.item('tx-001')).toMatchObject({ serialNumber: { S: clientCert.serialNumber } });
  });

  test('fifty times at once leaves one record and one receipt, and one answer fifty times', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => world.post({ body: full })));
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(201);
    expect(answers.filter(({ headers }) => headers?.['idempotent-replayed'] === undefined)).toHaveLength(1);
    expect(world.dynamodb.tables.get(TRANSACTIONS)?.size).toBe(1);
    expect([...world.s3.objects.keys()]).toEqual([receiptPath('tx-001')]);
  });

  test('fifty different payments under one id at once: one is made, 49 are refused', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => world.post({ body: { ...payment, amount: at + 1 } })),
    );
    const made = answers.filter(({ statusCode }) => statusCode === 201);
    expect(made).toHaveLength(1);
    expect(answers.filter(({ statusCode }) => statusCode === 409)).toHaveLength(49);
    expect(world.item('tx-001')).toMatchObject({ amount: { S: bodyOf<Payment>(made[0] ?? answers[0]!).amount } });
    expect(JSON.parse(world.receipt('tx-001') ?? '')).toMatchObject({ payment: JSON.parse(made[0]?.body ?? '') });
  });
});

describe('another request under the same id', () => {
  test.each<[string, object]>([
    ['amount', { amount: 99.98 }],
    ['currency', { currency: 'EUR' }],
    ['customer', { customerId: 'cust-124' }],
    ['description', { description: 'other' }],
    ['metadata', { metadata: { a: '2' } }],
  ])('is refused for another %s, without a word about the payment there is', async (_, more) => {
    await world.post({ body: { ...payment, metadata: { a: '1' } } });
    const [item, receipt] = [world.item('tx-001'), world.receipt('tx-001')];
    const answer = await world.post({ body: { ...payment, metadata: { a: '1' }, ...more }, requestId: 'again' });
    expect(answer.statusCode).toBe(409);
    expect(problemOf(answer)).toEqual({
      type: 'urn:palisade:problem:transaction-id-taken',
      title: 'There is another payment with this transactionId',
      status: 409,
      detail: 'transactionId was used for another payment before',
      errors: [{ field: 'transactionId', message: 'was used for another payment before' }],
      requestId: 'again',
    });
    expect([world.item('tx-001'), world.receipt('tx-001')]).toEqual([item, receipt]);
  });

  test('even the very same one is, when it is another client’s', async () => {
    await world.post();
    const answer = await world.post({ as: { subjectDN: 'CN=merchant-2,O=Example' }, requestId: 'r' });
    const other = await world.post({ body: { ...payment, amount: 1 }, requestId: 'r' });
    expect([answer.statusCode, answer.body]).toEqual([409, other.body]);
    expect(world.item('tx-001')).toMatchObject({ subjectDN: { S: clientCert.subjectDN } });
    expect(world.s3.requests).toHaveLength(1);
  });
});

describe('an attempt that ends between record and receipt', () => {
  test.each([
    ['S3 fails', { status: 500, code: 'InternalError' }],
    ['S3 is told to slow down', { status: 503, code: 'SlowDown' }],
    ['the key is throttled', { status: 400, code: 'KMSThrottlingException' }],
  ])('is a 503 when %s, and is completed by the same request', async (_, fault) => {
    // KMS's throttling is no error the SDK tries again by itself.
    world.s3.faults.push(...(fault.status < 500 ? [fault] : [fault, fault, fault]));
    const failed = await world.post();
    expect(failed.statusCode).toBe(503);
    expect(failed.headers).toMatchObject({ 'retry-after': '2' });
    expect(problemOf(failed)).not.toHaveProperty('detail');
    expect(failed.body).not.toContain('internal');
    const item = world.item('tx-001');
    expect(item).toBeDefined();
    expect(world.receipt('tx-001')).toBeUndefined();

    const completed = await world.post();
    expect(completed.statusCode).toBe(201);
    expect(world.item('tx-001')).toEqual(item);
    expect(JSON.parse(world.receipt('tx-001') ?? '')).toMatchObject({ payment: JSON.parse(completed.body) });
    expect((await world.post()).body).toBe(completed.body);
  });

  test('whose receipt was written though the answer was lost finds it', async () => {
    world.s3.faults.push('lose');
    const answer = await world.post();
    expect(answer.statusCode).toBe(201);
    expect(world.s3.requests).toHaveLength(2);
    expect(world.s3.objects.size).toBe(1);
  });

  test('whose record was put though the answer was lost finds its own, and is no replay', async () => {
    world.failPut('lose');
    const answer = await world.post();
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).not.toHaveProperty('idempotent-replayed');
    expect(world.dynamodb.calls().filter((call) => call.startsWith('PutItem'))).toHaveLength(2);
    expect(world.logs.lines()[0]).toMatchObject({ outcome: 'accepted' });
  });

  test('writes again when S3 had another write to the key at the same time, and gives up at the third', async () => {
    const conflict = { status: 409, code: 'ConditionalRequestConflict' };
    world.s3.faults.push(conflict, conflict);
    expect((await world.post()).statusCode).toBe(201);
    expect(world.s3.requests).toHaveLength(3);
    world.s3.faults.push(conflict, conflict, conflict);
    expect((await world.post()).statusCode).toBe(503);
  });

  test('answers before Lambda ends it, when S3 hangs', async () => {
    world.s3.faults.push('hang', 'hang', 'hang');
    const answer = await world.post({ remainingMillis: 900 });
    expect(answer.statusCode).toBe(503);
    expect(world.item('tx-001')).toBeDefined();
  });
});

describe('the table', () => {
  test.each([
    [503, { status: 500, code: 'InternalServerError' }],
    [503, { status: 400, code: 'ThrottlingException' }],
    [502, { status: 400, code: 'AccessDeniedException' }],
    [502, { status: 400, code: 'ResourceNotFoundException' }],
  ])('failing is a %i with %j and no receipt', async (status, fault) => {
    world.failPut(fault, fault, fault);
    const answer = await world.post();
    expect(answer.statusCode).toBe(status);
    expect(answer.headers?.['retry-after']).toBe(status === 503 ? '2' : undefined);
    expect(answer.body).not.toContain(fault.code);
    expect(world.s3.requests).toEqual([]);
    expect(world.logs.lines()[0]).toMatchObject({ cause: { name: fault.code }, transaction_id: 'tx-001' });
  });
});

describe('what is no payment', () => {
  test.each<[string, string]>([
    ['amount', '"amount":0'],
    ['amount', '"amount":-1'],
    ['amount', '"amount":1e2'],
    ['amount', '"amount":"1e2"'],
    ['amount', '"amount":1.001'],
    ['amount', '"amount":1.100'],
    ['amount', '"amount":true'],
    ['amount', '"amount":null'],
    ['amount', '"amount":[1]'],
    ['amount', '"amount":10000000000'],
    ['amount', '"amount":1.5,"currency":"JPY"'],
    ['currency', '"amount":1,"currency":"XAU"'],
    ['currency', '"amount":1,"currency":"usd"'],
    ['currency', '"amount":1,"currency":840'],
    ['description', '"amount":1,"description":""'],
    ['description', '"amount":1,"description":"a\\u0000"'],
    ['description', '"amount":1,"description":"\\ud800"'],
    ['metadata', '"amount":1,"metadata":{"a/b":"c"}'],
    ['metadata', '"amount":1,"metadata":{"__proto__":"c"}'],
    ['metadata.a', '"amount":1,"metadata":{"a":1}'],
    ['metadata.a', '"amount":1,"metadata":{"a":"\\udc00"}'],
    ['transactionId', '"amount":1,"transactionId":"a/b"'],
    ['transactionId', '"amount":1,"transactionId":"../b"'],
    ['customerId', '"amount":1,"customerId":""'],
    ['cvv', '"amount":1,"cvv":"123"'],
  ])('names %s in refusing %s, and nothing is written', async (field, members) => {
    const ids = ['"transactionId":"t"', '"customerId":"c"'].filter((id) => !members.includes(id.split(':')[0] ?? ''));
    const answer = await world.post({ body: `{${[...ids, members].join(',')}}` });
    expect(answer.statusCode).toBe(400);
    expect(problemOf(answer).errors?.map((error) => error.field)).toEqual([field]);
    expect(world.calls().filter((call) => !call.startsWith('GetItem'))).toEqual([]);
  });

  test('has too many entries', async () => {
    const metadata = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 'v']));
    expect((await world.post({ body: { ...payment, metadata: metadata(20) } })).statusCode).toBe(201);
    expect((await world.post({ body: { ...payment, metadata: metadata(21) } })).statusCode).toBe(400);
  });

  test.each([
    [415, { headers: { 'content-type': 'text/plain' } }],
    [415, { headers: {} }],
    [400, { body: null }],
    [400, { body: '' }],
    [400, { body: '{"transactionId":' }],
    [400, { body: '[]' }],
    [400, { body: '{"transactionId":"t","customerId":"c","amount":1,"amount":1000}' }],
    [400, { body: '['.repeat(8_000) }],
    [413, { body: `{"description":"${'x'.repeat(8_200)}"}` }],
  ])('is a %i', async (status, event) => {
    const answer = await world.post({ event });
    expect(answer.statusCode).toBe(status);
    expect(problemOf(answer)).toMatchObject({ status });
    expect(world.calls()).toEqual([]);
  });

  test('may be of 8192 bytes, also in base64', async () => {
    const of = (bytes: number) => JSON.stringify(payment).padEnd(bytes, ' ');
    expect((await world.post({ body: of(8_192) })).statusCode).toBe(201);
    expect((await world.post({ body: of(8_193) })).statusCode).toBe(413);
    const encoded = (bytes: number) => ({ body: Buffer.from(of(bytes)).toString('base64'), isBase64Encoded: true });
    expect((await world.post({ event: encoded(8_192) })).statusCode).toBe(201);
    expect((await world.post({ event: encoded(8_193) })).statusCode).toBe(413);
  });
});
