import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  clientCert,
  payment,
  problemOf,
  REVOKED,
  startWorld,
  TRANSACTIONS,
  type Call,
  type World,
} from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
afterEach(() => world.reset());

const operations: [string, (call?: Call) => ReturnType<World['post']>][] = [
  ['POST', (call) => world.post(call)],
  ['GET', (call) => world.get(payment.transactionId, call)],
];

describe.each(operations)('%s', (_, call) => {
  const made = async () => {
    await world.post();
    world.dynamodb.requests.length = 0;
    world.s3.requests.length = 0;
    world.logs.clear();
  };

  test('with a good certificate goes through', async () => {
    await made();
    expect([200, 201]).toContain((await call()).statusCode);
  });

  test.each<[string, NonNullable<Call['as']> | null]>([
    ['no certificate', null],
    ['a certificate without a subject', { subjectDN: '' }],
    ['a certificate without a serial number', { serialNumber: undefined }],
    ['a certificate without a validity', { validity: undefined }],
  ])('with %s is a 403, and AWS is not asked', async (_name, as) => {
    await made();
    const answer = await call({ as });
    expect(answer.statusCode).toBe(403);
    expect(problemOf(answer).type).toBe('urn:palisade:problem:certificate-required');
    expect(world.calls()).toEqual([]);
  });

  test('outside of any request context is a 403', async () => {
    const event = { requestContext: undefined } as unknown as NonNullable<Call['event']>;
    expect((await call({ event })).statusCode).toBe(403);
  });

  test('with an expired certificate is a 403, and AWS is not asked', async () => {
    await made();
    const validity = { notBefore: 'Jan  1 00:00:00 2020 GMT', notAfter: 'Jan  1 00:00:00 2021 GMT' };
    const answer = await call({ as: { validity } });
    expect([answer.statusCode, problemOf(answer).type]).toEqual([403, 'urn:palisade:problem:certificate-not-valid']);
    expect(world.calls()).toEqual([]);
  });

  test('with a revoked certificate is a 403, before anything is read or written', async () => {
    await made();
    world.revoke(clientCert.serialNumber);
    const answer = await call({ as: { serialNumber: clientCert.serialNumber.toUpperCase() } });
    expect([answer.statusCode, problemOf(answer).type]).toEqual([403, 'urn:palisade:problem:certificate-revoked']);
    expect(answer.body).not.toContain('stolen');
    expect(world.calls()).toEqual([`GetItem ${REVOKED}`]);
    expect(world.logs.lines()).toEqual([
      expect.objectContaining({ problem: 'certificate-revoked', client_certificate: clientCert.serialNumber }),
    ]);
    expect([200, 201]).toContain((await call({ as: { serialNumber: 'ff' } })).statusCode);
  });

  test.each<[number, string, World['dynamodb']['faults']]>([
    [503, 'fails', Array.from({ length: 3 }, () => ({ status: 500, code: 'InternalServerError' }))],
    [503, 'does not answer', ['hang', 'hang', 'hang']],
    [503, 'breaks off', ['lose', 'lose', 'lose']],
    [502, 'may not be read', [{ status: 400, code: 'AccessDeniedException' }]],
    [502, 'is not there', [{ status: 400, code: 'ResourceNotFoundException' }]],
  ])('is a %i when the deny-list %s: nobody gets past it', async (status, _name, faults) => {
    await made();
    world.dynamodb.faults.push(...faults);
    const answer = await call({ remainingMillis: 900 });
    expect(answer.statusCode).toBe(status);
    expect(problemOf(answer)).not.toHaveProperty('detail');
    const asked = new Set(world.calls());
    expect([...asked]).toEqual([`GetItem ${REVOKED}`]);
    expect(asked).not.toContain(`PutItem ${TRANSACTIONS}`);
  });
});
