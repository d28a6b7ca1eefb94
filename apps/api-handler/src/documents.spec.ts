import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { attributes } from '@palisade/lambda-kit';
import { documentStatuses, type DocumentContent, type ProcessedDocument } from '@palisade/shared-types';
import { bodyOf, BUCKET, problemOf, startWorld, TABLE, type Call, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
afterEach(() => world.reset());

const id = '22d37064-062d-4454-a981-08fe39751174';
const path = `/${BUCKET}/incoming/22d3/${id}`;
const get = (call: Call = {}) => world.call('GET /documents/{id}', { id, ...call });
const content = (call: Call = {}) => world.call('GET /documents/{id}/content', { id, ...call });
const remove = (call: Call = {}) => world.call('DELETE /documents/{id}', { id, level: 'admin', ...call });
const change = (more: Parameters<typeof attributes>[0]) => {
  const table = world.dynamodb.tables.get(TABLE);
  table?.set(id, { ...table.get(id), ...attributes(more) });
};

describe('a document', () => {
  test('is seen by its owner, without what is ours', async () => {
    world.given({ documentId: id });
    const answer = await get({ level: 'read-only' });
    expect(answer.statusCode).toBe(200);
    expect(bodyOf<ProcessedDocument>(answer)).toEqual({
      documentId: id,
      ownerId: 'client-1',
      status: 'processed',
      version: 4,
      fileName: 'report.txt',
      contentType: 'text/plain',
      size: 5,
      sha256: expect.any(String),
      metadata: { case: '42' },
      createdAt: '2026-11-24T10:00:00.000Z',
      updatedAt: '2026-11-24T10:00:01.000Z',
      properties: { format: 'text', encoding: 'utf-8', lines: 1 },
    });
    expect(answer.headers).toMatchObject({ etag: '"4"' });
    expect(answer.body).not.toMatch(/incoming|secret-hash|eTag/);
  });

  test('that failed says why', async () => {
    world.given({ documentId: id, status: 'failed', failure: { code: 'truncated', message: 'It ends early.' } });
    expect(bodyOf<ProcessedDocument>(await get()).failure).toEqual({ code: 'truncated', message: 'It ends early.' });
  });

  test.each<[string, () => unknown, Call]>([
    ['one that is not', () => undefined, {}],
    ['somebody else’s', () => world.given({ documentId: id, ownerId: 'client-2' }), {}],
    ['a deleted one', () => world.given({ documentId: id, status: 'deleted' }), {}],
    ['what is no id', () => undefined, { id: '../x' }],
    ['an id in capitals', () => world.given({ documentId: id }), { id: id.toUpperCase() }],
  ])('and %s look the same: 404', async (_name, arrange, call) => {
    arrange();
    for (const ask of [get, content]) {
      const answer = await ask(call);
      expect(answer.statusCode).toBe(404);
      expect(problemOf(answer)).toEqual({
        type: 'urn:palisade:problem:document-not-found',
        title: 'There is no such document',
        status: 404,
        requestId: 'api-request-id',
      });
    }
  });

  test('of anybody is seen by an administrator', async () => {
    world.given({ documentId: id, ownerId: 'client-2' });
    expect((await get({ level: 'admin' })).statusCode).toBe(200);
    expect((await content({ level: 'admin' })).statusCode).toBe(200);
  });
});

describe('the content', () => {
  test('comes as it was stored', async () => {
    const bytes = Buffer.from([0, 255, 1, 254]);
    world.given({ documentId: id, fileName: 'ä.bin' }, bytes);
    const answer = await content();
    expect(answer.statusCode).toBe(200);
    expect(bodyOf<DocumentContent>(answer)).toMatchObject({
      documentId: id,
      fileName: 'ä.bin',
      size: 4,
      encoding: 'base64',
      content: bytes.toString('base64'),
    });
    expect(world.logs.text()).not.toContain(bytes.toString('base64'));
  });

  test('too large for an answer is for the caller to get', async () => {
    const bytes = Buffer.alloc(65_537, 1);
    world.given({ documentId: id, fileName: "it's ä.bin" }, bytes);
    const body = bodyOf<DocumentContent>(await content());
    if (!('download' in body)) throw new Error('There is no download.');
    const { url, method } = body.download;
    expect(world.s3.requests).toEqual([]);
    const query = new URL(url).searchParams;
    expect(query.get('response-content-disposition')).toBe("attachment; filename*=UTF-8''it%27s%20%C3%A4.bin");
    const got = await fetch(url, { method });
    expect(Buffer.from(await got.arrayBuffer())).toEqual(bytes);
    expect(world.logs.text()).not.toContain('X-Amz-Signature');
  });

  test('at the limit to the byte comes in the answer', async () => {
    world.given({ documentId: id }, Buffer.alloc(65_536));
    expect(bodyOf<DocumentContent>(await content())).toHaveProperty('content');
  });

  test.each(documentStatuses.filter((status) => !['processed', 'deleted'].includes(status)))(
    'of a document that is %s is not given',
    async (status) => {
      world.given({
        documentId: id,
        status,
        ...(status === 'failed' && { failure: { code: 'c', message: 'Because.' } }),
      });
      const answer = await content();
      expect(answer.statusCode).toBe(409);
      expect(problemOf(answer)).toMatchObject({
        type: `urn:palisade:problem:document-${status === 'failed' ? 'failed' : 'not-ready'}`,
        detail: status === 'failed' ? 'Because.' : `It is ${status}`,
      });
      expect(world.s3.requests).toEqual([]);
    },
  );

  test('that is not what was processed is not given', async () => {
    world.given({ documentId: id });
    world.s3.put(path, Buffer.from('other'));
    const answer = await content();
    expect(answer.statusCode).toBe(409);
    expect(answer.body).not.toContain(Buffer.from('other').toString('base64'));
  });

  test.each([
    [403, 'AccessDenied', 1, 502],
    [503, 'SlowDown', 3, 503],
  ])('is a problem when S3 answers %d %s', async (status, code, times, expected) => {
    world.given({ documentId: id });
    world.s3.faults.push(...Array.from({ length: times }, () => ({ status, code })));
    expect((await content()).statusCode).toBe(expected);
  });
});

describe('deleting', () => {
  test('takes the bytes away and leaves the entry, with who did it', async () => {
    world.given({ documentId: id });
    const answer = await remove({ clientId: 'auditor' });
    expect(answer).toMatchObject({ statusCode: 204, body: '' });
    expect(world.s3.objects.has(path)).toBe(false);
    expect(world.entry(id)).toMatchObject({ status: 'deleted', version: 5, deletedBy: 'auditor', ownerId: 'client-1' });
    expect((await get()).statusCode).toBe(404);
    expect(world.logs.lines()[0]).toMatchObject({ outcome: 'deleted', document_id: id, client_id: 'auditor' });
  });

  test('again is no error and no change', async () => {
    world.given({ documentId: id });
    await remove();
    expect((await remove({ headers: { 'If-Match': '"4"' } })).statusCode).toBe(204);
    expect(world.entry(id)).toMatchObject({ version: 5 });
  });

  test('after the bucket failed takes up where it ended', async () => {
    world.given({ documentId: id });
    world.s3.faults.push({ status: 403, code: 'AccessDenied' });
    expect((await remove()).statusCode).toBe(502);
    expect([world.entry(id)?.status, world.s3.objects.has(path)]).toEqual(['deleted', true]);
    expect((await remove()).statusCode).toBe(204);
    expect(world.s3.objects.has(path)).toBe(false);
  });

  test.each(['"4"', '*', '"3", "4"', ' "4" '])('with If-Match %j of what is there happens', async (ifMatch) => {
    world.given({ documentId: id });
    expect((await remove({ headers: { 'If-Match': ifMatch } })).statusCode).toBe(204);
  });

  test.each(['"3"', 'W/"4"', '"40"', '""'])('with If-Match %j does not, and says what is there', async (ifMatch) => {
    world.given({ documentId: id });
    const answer = await remove({ headers: { 'if-match': ifMatch } });
    expect(answer.statusCode).toBe(412);
    expect(answer.headers).toMatchObject({ etag: '"4"' });
    expect([world.entry(id)?.status, world.s3.objects.has(path)]).toEqual(['processed', true]);
  });

  test.each(['4', '"4', 'x"4"', ','])('with If-Match %j is refused', async (ifMatch) => {
    world.given({ documentId: id });
    const answer = await remove({ headers: { 'If-Match': ifMatch } });
    expect(answer.statusCode).toBe(400);
    expect(problemOf(answer).errors).toEqual([expect.objectContaining({ field: 'If-Match' })]);
  });

  test('while another writes goes on without If-Match, and stops with it', async () => {
    const race = () => {
      world.given({ documentId: id });
      let raced = false;
      world.dynamodb.onCall((operation) => {
        if (operation !== 'UpdateItem' || raced) return;
        raced = true;
        change({ version: 5 });
      });
    };
    race();
    expect((await remove()).statusCode).toBe(204);
    expect(world.entry(id)).toMatchObject({ status: 'deleted', version: 6 });
    race();
    expect((await remove({ headers: { 'If-Match': '"4"' } })).statusCode).toBe(412);
    expect(world.entry(id)).toMatchObject({ status: 'processed', version: 5 });
  });

  test('what never stands still is given up with 409', async () => {
    world.given({ documentId: id });
    let version = 4;
    world.dynamodb.onCall((operation) => {
      if (operation === 'UpdateItem') change({ version: ++version });
    });
    const answer = await remove();
    expect(answer.statusCode).toBe(409);
    expect(answer.headers).toMatchObject({ 'retry-after': '1' });
    expect(world.s3.objects.has(path)).toBe(true);
  });

  test.each(['read-only', 'read-write'])('takes an administrator: a %s key of the owner may not', async (level) => {
    world.given({ documentId: id });
    expect((await remove({ level })).statusCode).toBe(403);
    expect(world.entry(id)?.status).toBe('processed');
  });

  test('what is not there is a 404', async () => {
    expect((await remove()).statusCode).toBe(404);
  });
});

describe('a method without its authorizer', () => {
  test.each(['GET /documents', 'GET /documents/{id}', 'GET /documents/{id}/content', 'DELETE /documents/{id}'])(
    '%s lets nobody in',
    async (operation) => {
      world.given({ documentId: id });
      for (const caller of [
        { clientId: null },
        { level: 'root' },
        { clientId: '' },
        { clientId: 'a b', level: 'admin' },
      ]) {
        expect((await world.call(operation, { id, ...caller })).statusCode).toBe(403);
      }
      expect(world.dynamodb.requests).toEqual([]);
    },
  );
});
