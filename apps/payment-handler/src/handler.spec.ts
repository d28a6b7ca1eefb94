import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { paymentsApi } from '@palisade/shared-types';
import fc from 'fast-check';
import { bodyOf, payment, problemOf, startWorld, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
afterEach(() => world.reset());

test('every operation of the API is there, and no other', async () => {
  const { processPayment, getPayment } = paymentsApi;
  expect(
    (await world.post({ event: { httpMethod: processPayment.method, resource: processPayment.resource } })).statusCode,
  ).toBe(201);
  expect(
    (await world.get('tx-001', { event: { httpMethod: getPayment.method, resource: getPayment.resource } })).statusCode,
  ).toBe(200);
  for (const [httpMethod, resource] of [
    ['GET', '/process-payment'],
    ['DELETE', '/payments/{transactionId}'],
    ['POST', '/payments/{transactionId}'],
    ['GET', '/payments'],
  ] as const) {
    world.dynamodb.requests.length = 0;
    expect((await world.get('tx-001', { event: { httpMethod, resource } })).statusCode).toBe(404);
    expect(world.calls().filter((call) => !call.startsWith('PUT'))).toEqual([]);
  }
});

test('every answer says that it must not be kept, and which request it is of', async () => {
  for (const answer of [await world.post({ requestId: 'r' }), await world.get('none', { requestId: 'r' })]) {
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'r',
    });
  }
});

describe('whatever is sent', () => {
  // No id, for ids are logged.
  const CANARY = 'c4n4ry!';
  const text = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('tx-001', 'USD', 'JPY', '99.99', '0', '1e3', '100') },
    fc.string({ unit: 'binary' }).map((some) => CANARY + some),
  );
  const field = fc.oneof(
    { weight: 5, arbitrary: text },
    fc.double(),
    fc.nat(),
    fc.dictionary(text, text),
    fc.constant(null),
  );
  const some = fc.dictionary(
    fc.constantFrom('transactionId', 'customerId', 'amount', 'currency', 'description', 'metadata', 'extra'),
    field,
  );
  // Chance alone makes few payments that can be made.
  const good = fc.record({
    transactionId: fc.stringMatching(/^[a-z]{1,8}$/),
    customerId: fc.constant('c'),
    amount: fc.oneof(fc.integer({ min: 1, max: 9_999_999 }), fc.constantFrom('0.1', '99.99')),
    description: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((line) => CANARY + line),
  });
  const body = fc
    .oneof(some, good, fc.json())
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  const seen = new Map<number, number>();

  test('is done or refused with a problem of ours, never 500, and never in the log', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('post', 'get'), body, text, async (operation, sent, id) => {
        world.logs.clear();
        const answer = operation === 'post' ? await world.post({ body: sent }) : await world.get(id);
        seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1);
        expect([200, 201, 400, 404, 409]).toContain(answer.statusCode);
        if (answer.statusCode >= 300) expect(problemOf(answer)).toMatchObject({ status: answer.statusCode });
        expect(world.logs.lines()).toHaveLength(1);
        expect(world.logs.text()).not.toContain(CANARY);
      }),
      { numRuns: 500 },
    );
    expect(seen.get(201)).toBeGreaterThan(20);
    expect(seen.get(400)).toBeGreaterThan(50);
    expect(seen.get(404)).toBeGreaterThan(50);
  });

  test('and accepted is answered again byte for byte, and shown the same', async () => {
    const metadata = fc.dictionary(
      fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,8}$/),
      fc.string({ unit: 'grapheme', maxLength: 9 }),
      {
        maxKeys: 5,
      },
    );
    await fc.assert(
      fc.asyncProperty(good, metadata, async (request, more) => {
        world.reset();
        const sent = { ...request, metadata: more };
        const first = await world.post({ body: sent });
        fc.pre(first.statusCode === 201);
        const reversed = Object.fromEntries(Object.entries(sent).reverse());
        const again = await world.post({
          body: { ...reversed, metadata: Object.fromEntries(Object.entries(more).reverse()) },
        });
        expect([again.statusCode, again.body]).toEqual([201, first.body]);
        expect((await world.get(request.transactionId)).body).toBe(first.body);
        const { payment: receipted } = JSON.parse(world.receipt(request.transactionId) ?? '') as { payment: object };
        expect(receipted).toEqual(bodyOf(first));
      }),
      { numRuns: 100 },
    );
  });
});

test('with no time left a call is given up at once, and the same request later completes', async () => {
  expect((await world.post({ remainingMillis: 100 })).statusCode).toBe(503);
  expect((await world.post({ body: payment })).statusCode).toBe(201);
});
