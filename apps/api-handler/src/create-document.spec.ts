import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { attributes } from '@palisade/lambda-kit';
import type { DocumentRequest, ProcessedDocument } from '@palisade/shared-types';
import { bodyOf, BUCKET, KMS_KEY, problemOf, startWorld, TABLE, type Call, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
afterEach(() => world.reset());

const submission: DocumentRequest = { fileName: 'report.txt', contentType: 'text/plain', content: 'hello' };
const sha256 = createHash('sha256').update('hello').digest('hex');
const submit = (more: object = {}, call: Call = {}) =>
  world.call('POST /documents', { body: { ...submission, ...more }, ...call });
const documentOf = (answer: Awaited<ReturnType<typeof submit>>) => bodyOf<ProcessedDocument>(answer);
const entries = () => [...(world.dynamodb.tables.get(TABLE)?.keys() ?? [])];

describe('a small document', () => {
  test('is entered, stored encrypted and checked, and received', async () => {
    const answer = await submit({ metadata: { case: '42' } });
    expect(answer.statusCode).toBe(201);
    const document = documentOf(answer);
    expect(document).toEqual({
      documentId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      ownerId: 'client-1',
      status: 'received',
      version: 2,
      fileName: 'report.txt',
      contentType: 'text/plain',
      size: 5,
      sha256,
      metadata: { case: '42' },
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    const { documentId } = document;
    expect(answer.headers).toMatchObject({ location: `/documents/${documentId}`, etag: '"2"' });
    expect(world.entry(documentId)).toMatchObject({ ...document, key: expect.stringContaining(documentId) });
    expect(world.entry(documentId)).not.toHaveProperty('expiresAt');
    const stored = world.s3.objects.get(`/${BUCKET}/incoming/${documentId.slice(0, 4)}/${documentId}`);
    expect(stored?.bytes.toString()).toBe('hello');
    expect(stored?.headers).toMatchObject({
      'content-type': 'text/plain',
      'if-none-match': '*',
      'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': KMS_KEY,
    });
  });

  test('takes three calls and no other', async () => {
    await submit();
    expect(world.dynamodb.calls()).toEqual([`PutItem ${TABLE}`, `UpdateItem ${TABLE}`]);
    expect(world.s3.requests.map(({ method }) => method)).toEqual(['PUT']);
  });

  test('leaves one line with ids and sizes, and nothing of what it is', async () => {
    const document = documentOf(await submit({ content: 'CANARY', fileName: 'CANARY', metadata: { a: 'CANARY' } }));
    expect(world.logs.lines()).toEqual([
      expect.objectContaining({
        message: 'request completed',
        service: 'api-handler',
        status: 201,
        outcome: 'received',
        client_id: 'client-1',
        document_id: document.documentId,
        size: 6,
      }),
    ]);
    expect(world.logs.text()).not.toContain('CANARY');
  });

  test('may be as large as the limit, to the byte, and beyond is shown the way', async () => {
    expect((await submit({ content: 'x'.repeat(65_536) })).statusCode).toBe(201);
    const answer = await submit({ content: 'x'.repeat(65_537) });
    expect(answer.statusCode).toBe(413);
    expect(problemOf(answer).detail).toContain('POST /documents/uploads');
  });

  test('in base64 is stored as the bytes it stands for', async () => {
    const { size } = documentOf(await submit({ content: 'AP8B', encoding: 'base64' }));
    expect(size).toBe(3);
    expect([...world.s3.objects.values()][0]?.bytes).toEqual(Buffer.from([0, 255, 1]));
  });

  test('without a key of its own is another one each time', async () => {
    await submit();
    await submit();
    expect(entries()).toHaveLength(2);
  });
});

describe('the processor may be faster than the answer', () => {
  test('and is not taken back to received', async () => {
    world.dynamodb.onCall((operation) => {
      if (operation !== 'UpdateItem') return;
      const [id = ''] = entries();
      const item = world.dynamodb.tables.get(TABLE)?.get(id) ?? {};
      world.dynamodb.tables.get(TABLE)?.set(id, { ...item, ...attributes({ status: 'processing', version: 2 }) });
    });
    const answer = await submit();
    expect(answer.statusCode).toBe(201);
    expect(world.entry(documentOf(answer).documentId)).toMatchObject({ status: 'processing', version: 2 });
    expect(world.logs.lines()[0]).toMatchObject({ outcome: 'moved-on' });
  });
});

describe('an Idempotency-Key', () => {
  const headers = { 'Idempotency-Key': 'order-1' };

  test('makes a retry find the document: 200, as it is by then, no second object', async () => {
    const first = await submit({}, { headers });
    const { documentId } = documentOf(first);
    const entry = world.entry(documentId);
    world.given({
      ...entry,
      documentId,
      status: 'processed',
      version: 4,
      properties: { format: 'text', encoding: 'ascii', lines: 1 },
    });
    const second = await submit({}, { headers });
    expect([first.statusCode, second.statusCode]).toEqual([201, 200]);
    expect(documentOf(second)).toMatchObject({ documentId, status: 'processed', properties: { lines: 1 } });
    expect(second.headers).toMatchObject({ etag: '"4"' });
    expect(entries()).toHaveLength(1);
  });

  test.each([
    ['before the object', () => world.s3.faults.push({ status: 403, code: 'AccessDenied' })],
    ['after the object', () => world.s3.faults.push(...Array.from({ length: 3 }, () => 'lose' as const))],
  ])('lets the retry of an attempt that ended %s go on', async (_name, arrange) => {
    arrange();
    expect((await submit({}, { headers })).statusCode).toBeGreaterThanOrEqual(201);
    const answer = await submit({}, { headers });
    expect(answer.statusCode).toBe(200);
    expect(documentOf(answer)).toMatchObject({ status: 'received' });
    expect(world.entry(documentOf(answer).documentId)).toMatchObject({ status: 'received', version: 2 });
    expect([entries().length, world.s3.objects.size]).toEqual([1, 1]);
  });

  test.each<[string, object]>([
    ['content', { content: 'other' }],
    ['file name', { fileName: 'other.txt' }],
    ['content type', { contentType: 'text/csv' }],
    ['metadata', { metadata: { a: 'b' } }],
  ])('used again with another %s is refused, and nothing changes', async (_name, other) => {
    await submit({}, { headers });
    const answer = await submit(other, { headers });
    expect(answer.statusCode).toBe(409);
    expect(problemOf(answer).errors).toEqual([{ field: 'Idempotency-Key', message: expect.any(String) }]);
    expect([entries().length, world.s3.objects.size]).toEqual([1, 1]);
    expect([...world.s3.objects.values()][0]?.bytes.toString()).toBe('hello');
  });

  test('belongs to its client', async () => {
    await submit({}, { headers });
    expect((await submit({ content: 'other' }, { headers, clientId: 'client-2' })).statusCode).toBe(201);
    expect(entries()).toHaveLength(2);
  });

  test('of retries that race gives one document', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => submit({}, { headers })));
    expect(new Set(answers.map((answer) => documentOf(answer).documentId)).size).toBe(1);
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1);
    expect([entries().length, world.s3.objects.size]).toEqual([1, 1]);
  });

  test.each(['', ' ', 'two words', 'ä', 'x'.repeat(129)])('of %j is refused', async (key) => {
    const answer = await submit({}, { headers: { 'Idempotency-Key': key } });
    expect(answer.statusCode).toBe(400);
    expect(world.dynamodb.requests).toEqual([]);
  });
});

describe('when AWS fails', () => {
  const dynamodb = (status: number, code: string, times: number) =>
    world.dynamodb.faults.push(...Array.from({ length: times }, () => ({ status, code })));
  const s3 = (status: number, code: string, times: number) =>
    world.s3.faults.push(...Array.from({ length: times }, () => ({ status, code })));

  test.each<[string, () => void, number, string]>([
    ['the table is missing', () => dynamodb(400, 'ResourceNotFoundException', 1), 502, 'ResourceNotFoundException'],
    ['the table is throttled', () => dynamodb(400, 'ThrottlingException', 3), 503, 'ThrottlingException'],
    ['the bucket refuses', () => s3(403, 'AccessDenied', 1), 502, 'AccessDenied'],
    ['the bucket is busy', () => s3(503, 'SlowDown', 3), 503, 'SlowDown'],
    ['another writer is at the key', () => s3(409, 'ConditionalRequestConflict', 1), 503, 'ConditionalRequestConflict'],
  ])('because %s, the caller learns no cause and the log all of it', async (_name, arrange, status, code) => {
    arrange();
    const answer = await submit({ content: 'CANARY' });
    expect(answer.statusCode).toBe(status);
    expect(problemOf(answer)).toEqual({
      type: expect.stringMatching(/^urn:palisade:problem:dependency-(unavailable|refused)$/),
      title: expect.any(String),
      status,
      requestId: 'api-request-id',
    });
    expect(answer.headers?.['retry-after']).toBe(status === 503 ? '2' : undefined);
    expect(world.logs.lines()).toEqual([
      expect.objectContaining({ level: 'ERROR', cause: expect.objectContaining({ name: code }) }),
    ]);
    expect(answer.body + world.logs.text()).not.toContain('CANARY');
  });

  test('to deliver its first answer, the SDK finds its own entry and the document is new', async () => {
    world.dynamodb.faults.push('lose');
    const answer = await submit();
    expect(answer.statusCode).toBe(201);
    expect([entries().length, world.s3.objects.size]).toEqual([1, 1]);
  });

  test('once the object is stored, the document is accepted all the same', async () => {
    let updates = 0;
    world.dynamodb.onCall((operation) => {
      if (operation === 'PutItem') dynamodb(400, 'AccessDeniedException', 1);
      if (operation === 'UpdateItem') updates++;
    });
    const answer = await submit();
    expect(answer.statusCode).toBe(201);
    expect(updates).toBe(0);
    expect(world.logs.lines()[0]).toMatchObject({ outcome: 'unmarked' });
    expect(world.entry(documentOf(answer).documentId)).toMatchObject({ status: 'pending-upload' });
  });

  test('to answer at all, the caller is told before Lambda ends the invocation', async () => {
    world.dynamodb.faults.push('hang');
    expect((await submit({}, { remainingMillis: 600 })).statusCode).toBe(503);
    world.s3.faults.push('hang');
    expect((await submit({}, { remainingMillis: 600 })).statusCode).toBe(503);
  });
});

describe('a document is refused', () => {
  test.each<[string, object, number, string]>([
    ['without a name', { fileName: undefined }, 400, 'fileName'],
    ['with a path for a name', { fileName: '../etc/passwd' }, 400, 'fileName'],
    ['without content', { content: '' }, 400, 'content'],
    ['with half a character', { content: 'a\udc00b' }, 400, 'content'],
    ['with base64 that is none', { content: 'aGVsbG8', encoding: 'base64' }, 400, 'content'],
    ['with an unknown field', { acl: 'public-read' }, 400, 'acl'],
    ['with metadata that is no text', { metadata: { a: 1 } }, 400, 'metadata.a'],
  ])('%s', async (_name, more, status, field) => {
    const answer = await submit(more);
    expect(answer.statusCode).toBe(status);
    expect(problemOf(answer)).toMatchObject({ status, errors: [{ field }] });
    expect([world.dynamodb.requests, world.s3.requests]).toEqual([[], []]);
  });

  test('that is no JSON, or not said to be', async () => {
    expect((await world.call('POST /documents', { body: '{' })).statusCode).toBe(400);
    expect((await submit({}, { headers: { 'Content-Type': 'text/plain' } })).statusCode).toBe(415);
  });
});
