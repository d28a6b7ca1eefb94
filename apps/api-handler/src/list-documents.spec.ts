import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { DocumentPage, DocumentStatus } from '@palisade/shared-types';
import fc from 'fast-check';
import { bodyOf, problemOf, startWorld, type Call, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
afterEach(() => world.reset());

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const timeOf = (n: number) => new Date(Date.UTC(2026, 10, 24) + n * 1000).toISOString();

/** Document `n`, younger than `n - 1`. */
const given = (n: number, more: { ownerId?: string; status?: DocumentStatus } = {}) =>
  world.given({ documentId: idOf(n), createdAt: timeOf(n), updatedAt: timeOf(n), ...more });
const list = (query: Record<string, string> | null = null, call: Call = {}) =>
  world.call('GET /documents', { query, ...call });
const page = async (...args: Parameters<typeof list>) => {
  const answer = await list(...args);
  expect(answer.statusCode).toBe(200);
  const { documents, nextCursor } = bodyOf<DocumentPage>(answer);
  return { numbers: documents.map(({ documentId }) => Number(documentId.slice(-12))), nextCursor, documents };
};

describe('a list', () => {
  test('has the caller’s documents, newest first, in short', async () => {
    given(1);
    given(2, { ownerId: 'client-2' });
    given(3);
    const { documents, numbers, nextCursor } = await page();
    expect(numbers).toEqual([3, 1]);
    expect(nextCursor).toBeUndefined();
    expect(documents[0]).toEqual({
      documentId: idOf(3),
      ownerId: 'client-1',
      status: 'processed',
      version: 4,
      fileName: 'report.txt',
      contentType: 'text/plain',
      size: 5,
      createdAt: timeOf(3),
      updatedAt: timeOf(3),
    });
  });

  test('of nothing is empty', async () => {
    expect(await page()).toMatchObject({ numbers: [], nextCursor: undefined });
  });

  test('leaves out what was deleted, unless that is asked for', async () => {
    given(1);
    given(2, { status: 'deleted' });
    expect((await page()).numbers).toEqual([1]);
    expect((await page({ status: 'deleted' })).numbers).toEqual([2]);
  });

  test('by status has the caller’s of that status', async () => {
    given(1, { status: 'failed' });
    given(2);
    given(3, { status: 'failed', ownerId: 'client-2' });
    expect((await page({ status: 'failed' })).numbers).toEqual([1]);
    expect((await page({ status: 'failed', owner: 'client-1' })).numbers).toEqual([1]);
  });

  test('of other owners is for administrators', async () => {
    given(1, { status: 'failed' });
    given(2, { ownerId: 'client-2' });
    given(3, { status: 'failed', ownerId: 'client-2' });
    const answer = await list({ owner: 'client-2' });
    expect(answer.statusCode).toBe(403);
    expect(answer.body).not.toContain(idOf(2));
    const admin = { level: 'admin' };
    expect((await page({ owner: 'client-2' }, admin)).numbers).toEqual([3, 2]);
    expect((await page({ owner: 'client-2', status: 'failed' }, admin)).numbers).toEqual([3]);
    expect((await page({ status: 'failed' }, admin)).numbers).toEqual([3, 1]);
    expect((await page(null, admin)).numbers).toEqual([1]);
  });

  test('asks the index, never the whole table', async () => {
    given(1);
    await page({ status: 'processed' }, { level: 'admin' });
    await page({ status: 'processed' });
    expect(world.dynamodb.calls()).toEqual(['Query documents-test', 'Query documents-test']);
    const asked = world.dynamodb.requests.map(({ bytes }) => JSON.parse(bytes.toString()) as { IndexName: string });
    expect(asked.map(({ IndexName }) => IndexName)).toEqual(['byStatus', 'byOwner']);
  });
});

describe('a page', () => {
  test('has as many as asked for, and leads to the next', async () => {
    for (let n = 1; n <= 5; n++) given(n);
    const first = await page({ limit: '2' });
    expect(first.numbers).toEqual([5, 4]);
    const second = await page({ limit: '2', cursor: first.nextCursor ?? '' });
    expect(second.numbers).toEqual([3, 2]);
    const third = await page({ limit: '2', cursor: second.nextCursor ?? '' });
    expect(third).toMatchObject({ numbers: [1], nextCursor: undefined });
  });

  test('is of twenty unless asked otherwise', async () => {
    for (let n = 1; n <= 21; n++) given(n);
    expect((await page()).numbers).toHaveLength(20);
    expect((await page({ limit: '100' })).numbers).toHaveLength(21);
  });

  test('bounds what is read for it: what is rare comes in short pages, and the last one says so', async () => {
    for (let n = 1; n <= 500; n++) given(n, { status: n === 1 ? 'failed' : 'processed' });
    const found: number[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const next = await page({ status: 'failed', limit: '3', ...(cursor && { cursor }) });
      found.push(...next.numbers);
      cursor = next.nextCursor;
      pages++;
    } while (cursor);
    expect(found).toEqual([1]);
    expect(pages).toBeGreaterThan(1);
    expect(world.dynamodb.requests.length).toBeLessThanOrEqual(pages * 5);
  });

  test('after page has every document once and in order, whatever the sizes', async () => {
    const statuses = fc.array(fc.constantFrom<DocumentStatus>('processed', 'failed', 'deleted'), { maxLength: 30 });
    const limits = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });
    const status = fc.constantFrom<DocumentStatus | undefined>(undefined, 'processed', 'failed', 'deleted');
    const level = fc.constantFrom('read-only', 'admin');
    await fc.assert(
      fc.asyncProperty(statuses, limits, status, level, async (all, sizes, wanted, caller) => {
        world.reset();
        all.forEach((one, n) => given(n, { status: one }));
        const expected = all.flatMap((one, n) => ((wanted ?? one) === one && (wanted || one !== 'deleted') ? [n] : []));
        const found: number[] = [];
        let cursor: string | undefined;
        let turn = 0;
        do {
          const limit = String(sizes[turn++ % sizes.length]);
          const query = { limit, ...(wanted && { status: wanted }), ...(cursor && { cursor }) };
          const next = await page(query, { level: caller });
          expect(next.numbers.length).toBeLessThanOrEqual(Number(limit));
          found.push(...next.numbers);
          cursor = next.nextCursor;
          expect(turn).toBeLessThan(100);
        } while (cursor);
        expect(found).toEqual(expected.reverse());
      }),
      { numRuns: 60 },
    );
  });
});

describe('a cursor', () => {
  const cursorOf = async (query: Record<string, string> = {}, call: Call = {}) => {
    for (let n = 1; n <= 3; n++) given(n);
    return (await page({ limit: '1', ...query }, call)).nextCursor ?? '';
  };

  test.each<[string, Record<string, string>, Call]>([
    ['another caller', {}, { clientId: 'client-2' }],
    ['another level', {}, { level: 'read-only' }],
    ['another query', { status: 'processed' }, {}],
  ])('is not for %s', async (_name, query, call) => {
    const cursor = await cursorOf();
    expect((await list({ limit: '1', cursor })).statusCode).toBe(200);
    const answer = await list({ limit: '1', cursor, ...query }, call);
    expect(answer.statusCode).toBe(400);
    expect(problemOf(answer).errors).toEqual([expect.objectContaining({ field: 'cursor' })]);
  });

  test('may go on with another size', async () => {
    const cursor = await cursorOf();
    expect((await page({ limit: '7', cursor })).numbers).toEqual([2, 1]);
  });

  test('that was changed is refused, and the table is not asked', async () => {
    const cursor = await cursorOf();
    world.dynamodb.requests.length = 0;
    const changed = `${cursor.slice(0, -3)}${cursor.endsWith('AAA') ? 'BBB' : 'AAA'}`;
    expect((await list({ cursor: changed })).statusCode).toBe(400);
    expect(world.dynamodb.requests).toEqual([]);
  });
});

describe('a query is refused', () => {
  test.each<[string, Record<string, string>]>([
    ['status', { status: 'done' }],
    ['limit', { limit: '0' }],
    ['limit', { limit: '101' }],
    ['owner', { owner: '*' }],
    ['cursor', { cursor: 'a b' }],
    ['page', { page: '2' }],
  ])('naming %s: %j', async (field, query) => {
    const answer = await list(query);
    expect(answer.statusCode).toBe(400);
    expect(problemOf(answer).errors).toEqual([expect.objectContaining({ field })]);
    expect(world.dynamodb.requests).toEqual([]);
  });

  test.each([
    [400, 'ResourceNotFoundException', 1, 502],
    [400, 'ProvisionedThroughputExceededException', 3, 503],
  ])('by a table that answers %d %s', async (status, code, times, expected) => {
    world.dynamodb.faults.push(...Array.from({ length: times }, () => ({ status, code })));
    const answer = await list();
    expect(answer.statusCode).toBe(expected);
    expect(answer.body).not.toContain(code);
  });
});
