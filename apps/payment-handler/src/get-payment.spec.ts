import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { payment, problemOf, REVOKED, startWorld, TRANSACTIONS, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
afterEach(() => world.reset());

describe('a payment', () => {
  test('is shown as it was answered, and nothing of what the platform keeps', async () => {
    const made = await world.post({ body: { ...payment, metadata: { b: '2', a: '1' } } });
    const shown = await world.get('tx-001');
    expect([shown.statusCode, shown.body]).toEqual([200, made.body]);
    for (const internal of [
      'requestHash',
      'subjectDN',
      'merchant-1',
      'issuerDN',
      'serialNumber',
      'amountMinor',
      'requestId',
    ]) {
      expect(shown.body).not.toContain(internal);
    }
  });

  test('is read consistently, after the deny-list', async () => {
    await world.post();
    world.dynamodb.requests.length = 0;
    await world.get('tx-001');
    expect(world.dynamodb.calls()).toEqual([`GetItem ${REVOKED}`, `GetItem ${TRANSACTIONS}`]);
    for (const { bytes } of world.dynamodb.requests) {
      expect(JSON.parse(bytes.toString())).toMatchObject({ ConsistentRead: true });
    }
  });

  test('of another client looks like one that is not there', async () => {
    await world.post();
    const others = await world.get('tx-001', { as: { subjectDN: 'CN=merchant-2,O=Example' }, requestId: 'r' });
    const none = await world.get('tx-002', { requestId: 'r' });
    expect(others.statusCode).toBe(404);
    expect(problemOf(none)).toEqual({
      type: 'urn:palisade:problem:payment-not-found',
      title: 'There is no such payment',
      status: 404,
      requestId: 'r',
    });
    expect([others.statusCode, others.headers, others.body]).toEqual([none.statusCode, none.headers, none.body]);
    expect((await world.get('tx-001', { as: { serialNumber: 'ff' } })).statusCode).toBe(200);
  });

  test.each(['', '..', 'a/b', 'x'.repeat(65), 'ä', '-a', 'a b'])(
    'cannot have the id %j: 404, and the table is not asked',
    async (id) => {
      expect((await world.get(id)).statusCode).toBe(404);
      expect(world.dynamodb.calls()).toEqual([`GetItem ${REVOKED}`]);
    },
  );

  test.each([
    [503, { status: 500, code: 'InternalServerError' }],
    [502, { status: 400, code: 'AccessDeniedException' }],
  ])('is a %i when the table fails with %j', async (status, fault) => {
    await world.post();
    world.failPut(fault, fault, fault);
    const answer = await world.get('tx-001');
    expect(answer.statusCode).toBe(status);
    expect(answer.body).not.toContain(fault.code);
  });
});
