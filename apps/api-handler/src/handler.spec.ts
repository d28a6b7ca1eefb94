import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { apiKeyLevels, processingApi, reaches, type ApiOperation } from '@palisade/shared-types';
import fc from 'fast-check';
import { problemOf, startWorld, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
afterEach(() => world.reset());

const id = '22d37064-062d-4454-a981-08fe39751174';
const bodies: Record<string, object | undefined> = {
  '/documents': { fileName: 'a.txt', contentType: 'text/plain', content: 'x' },
  '/documents/uploads': { fileName: 'a.txt', contentType: 'text/plain', size: 1, sha256: '0'.repeat(64) },
};
const nameOf = ({ method, resource }: ApiOperation) => `${method} ${resource}`;
const bodyFor = ({ method, resource }: ApiOperation) => (method === 'POST' ? bodies[resource] : undefined);

describe('every operation', () => {
  const cases = Object.values(processingApi).flatMap((operation) =>
    apiKeyLevels.map((level) => ({ operation, level })),
  );

  test.each(cases.map((one) => [one.level, nameOf(one.operation), one] as const))(
    'a %s key and %s',
    async (level, name, { operation }) => {
      world.given({ documentId: id });
      const { statusCode } = await world.call(name, { id, level, body: bodyFor(operation) });
      if (reaches(level, operation.level)) expect([200, 201, 204]).toContain(statusCode);
      else expect(statusCode).toBe(403);
    },
  );

  test('the deployment has and the code has not is a 404, and no table is asked', async () => {
    for (const name of ['PUT /documents', 'PATCH /documents/{id}', 'GET /keys']) {
      expect((await world.call(name, { id, level: 'admin' })).statusCode).toBe(404);
    }
    expect(world.dynamodb.requests).toEqual([]);
  });
});

describe('whatever is sent', () => {
  const CANARY = 'c4n4ry';
  const text = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('a.txt', 'text/plain', 'base64', 'aGVsbG8=', '0'.repeat(64)) },
    fc.string({ unit: 'binary' }).map((some) => CANARY + some),
  );
  const field = fc.oneof({ weight: 5, arbitrary: text }, fc.nat(), fc.dictionary(text, text), fc.constant(null));
  const some = fc.dictionary(
    fc.constantFrom('fileName', 'contentType', 'content', 'encoding', 'metadata', 'size', 'sha256', 'extra'),
    field,
  );
  // Chance alone makes few documents that can be stored.
  const good = text.map((content) => ({ fileName: 'a.txt', contentType: 'text/plain', content }));
  const body = fc
    .oneof(some, good, fc.json())
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  const query = fc.dictionary(fc.constantFrom('status', 'owner', 'limit', 'cursor', 'x'), text);
  const seen = new Map<number, number>();

  test('is done or refused with a problem of ours, never 500, and never in the log', async () => {
    const operation = fc.constantFrom(...Object.values(processingApi).map(nameOf));
    await fc.assert(
      fc.asyncProperty(operation, body, query, fc.oneof(fc.constant(id), text), async (name, sent, asked, which) => {
        world.logs.clear();
        const answer = await world.call(name, { id: which, level: 'admin', body: sent, query: asked });
        seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1);
        expect([200, 201, 204, 400, 404, 413]).toContain(answer.statusCode);
        if (answer.statusCode >= 300) expect(problemOf(answer)).toMatchObject({ status: answer.statusCode });
        expect(world.logs.lines()).toHaveLength(1);
        expect(world.logs.text()).not.toContain(CANARY);
      }),
      { numRuns: 400 },
    );
    expect(seen.get(201)).toBeGreaterThan(10);
    expect(seen.get(400)).toBeGreaterThan(50);
    expect(seen.get(404)).toBeGreaterThan(50);
  });
});
