import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ApiHandler } from '@palisade/lambda-kit';
import {
  apiEvent,
  captureLogs,
  lambdaContext,
  lambdaEnvironment,
  requestContext,
  type CapturedLogs,
} from '@palisade/lambda-kit/testing';
import type { DocumentReceipt, DocumentRequest, Problem } from '@palisade/shared-types';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import fc from 'fast-check';
import { startFakeS3, type FakeS3 } from './testing/fake-s3.ts';

let s3: FakeS3;
let handler: ApiHandler;
let logs: CapturedLogs;

beforeAll(async () => {
  s3 = await startFakeS3();
  Object.assign(process.env, {
    BUCKET_NAME: 'documents-test',
    MAX_DOCUMENT_BYTES: '65536',
    AWS_ENDPOINT_URL: s3.endpoint,
    ...lambdaEnvironment,
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  logs = captureLogs();
  ({ handler } = await import('./handler.ts'));
});
afterAll(async () => {
  logs.restore();
  await s3.close();
});
beforeEach(() => logs.clear());
afterEach(() => s3.reset());

const request: DocumentRequest = { fileName: 'report.txt', contentType: 'text/plain', content: 'hello' };

interface Submission {
  key?: string;
  caller?: string | null;
  remainingMillis?: number;
  headers?: Record<string, string>;
}

const submit = (
  body: unknown,
  { key, caller = 'AROAROLE:alice', remainingMillis = 10_000, headers }: Submission = {},
) => {
  const event = apiEvent({
    headers: { 'Content-Type': 'application/json', ...(key !== undefined && { 'Idempotency-Key': key }), ...headers },
    requestContext: requestContext(caller),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return handler(event, lambdaContext({ getRemainingTimeInMillis: () => remainingMillis }));
};

const receiptOf = ({ body }: APIGatewayProxyResult) => JSON.parse(body) as DocumentReceipt;
const problemOf = ({ headers, body }: APIGatewayProxyResult) => {
  expect(headers?.['content-type']).toBe('application/problem+json');
  return JSON.parse(body) as Problem;
};
const stored = (receipt: DocumentReceipt) => s3.objects.get(`/${receipt.bucket}/${receipt.key}`);

describe('a new document', () => {
  test('is stored encrypted, checked and described, and receipted', async () => {
    const answer = await submit({ ...request, metadata: { Author: 'Ada L.' } });
    expect(answer.statusCode).toBe(201);
    const receipt = receiptOf(answer);
    expect(receipt).toEqual({
      documentId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      bucket: 'documents-test',
      key: `${receipt.documentId.slice(0, 4)}/${receipt.documentId}`,
      versionId: 'version-1',
      size: 5,
      sha256: createHash('sha256').update('hello').digest('hex'),
      encryption: 'AES256',
      storedAt: expect.any(String),
    });
    expect(Math.abs(Date.parse(receipt.storedAt ?? '') - Date.now())).toBeLessThan(60_000);
    expect(stored(receipt)?.bytes.toString()).toBe('hello');
    expect(stored(receipt)?.headers).toMatchObject({
      'content-type': 'text/plain',
      'if-none-match': '*',
      'x-amz-server-side-encryption': 'AES256',
      'x-amz-checksum-sha256': createHash('sha256').update('hello').digest('base64'),
      'x-amz-security-token': 'session-token',
      'x-amz-meta-file-name': 'report.txt',
      'x-amz-meta-author': 'Ada L.',
    });
  });

  test('takes one PutObject and no other call', async () => {
    const { key } = receiptOf(await submit(request));
    expect(s3.requests).toEqual([`PUT /documents-test/${key}`]);
  });

  test('leaves a log line that finds it, with both ids and nothing of its content', async () => {
    const content = 'CANARY-content';
    const answer = await submit(
      { ...request, content, metadata: { a: 'CANARY-metadata' } },
      { headers: { 'X-Correlation-Id': 'order-7' } },
    );
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        service: 'document-handler',
        message: 'request completed',
        status: 201,
        outcome: 'created',
        document_id: receiptOf(answer).documentId,
        size: content.length,
        request_id: 'api-request-id',
        correlation_id: 'order-7',
      }),
    ]);
    expect(logs.text()).not.toContain('CANARY');
  });

  test('in base64 is stored as the bytes it stands for', async () => {
    const bytes = Buffer.from([0, 255, 1, 254, 10, 13]);
    const receipt = receiptOf(await submit({ ...request, content: bytes.toString('base64'), encoding: 'base64' }));
    expect(stored(receipt)?.bytes).toEqual(bytes);
    expect(receipt.size).toBe(6);
  });

  test('may have a name no header can carry', async () => {
    const fileName = 'отчёт 2026 😀.pdf';
    const receipt = receiptOf(await submit({ ...request, fileName }));
    expect(decodeURIComponent(String(stored(receipt)?.headers['x-amz-meta-file-name']))).toBe(fileName);
  });

  test('may be as large as the limit, to the byte', async () => {
    expect((await submit({ ...request, content: 'x'.repeat(65_536) })).statusCode).toBe(201);
    expect((await submit({ ...request, content: 'x'.repeat(65_537) })).statusCode).toBe(413);
  });

  test('needs no caller without an Idempotency-Key, and is another one each time', async () => {
    const [first, second] = [await submit(request, { caller: null }), await submit(request, { caller: null })];
    expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
    expect(receiptOf(first).documentId).not.toBe(receiptOf(second).documentId);
  });
});

describe('an Idempotency-Key', () => {
  test('makes a retry find the document: 200, the same id, no second object', async () => {
    const first = await submit(request, { key: 'order-1' });
    const second = await submit(request, { key: 'order-1' });
    expect([first.statusCode, second.statusCode]).toEqual([201, 200]);
    // S3 tells a later writer neither the version nor the time of what is there.
    expect(receiptOf(second)).toEqual({ ...receiptOf(first), versionId: null, storedAt: null });
    expect(s3.objects.size).toBe(1);
    expect(logs.lines().map((line) => line['outcome'])).toEqual(['created', 'repeated']);
  });

  test('knows the document however its JSON is written and its content encoded', async () => {
    const first = await submit({ ...request, metadata: { a: '1', b: '2' } }, { key: 'order-1' });
    const same = { metadata: { B: '2', A: '1' }, encoding: 'base64', content: Buffer.from('hello').toString('base64') };
    const second = await submit(
      { ...same, contentType: request.contentType, fileName: request.fileName },
      { key: 'order-1' },
    );
    expect(second.statusCode).toBe(200);
    expect(receiptOf(second).documentId).toBe(receiptOf(first).documentId);
  });

  test.each<[string, Partial<DocumentRequest>]>([
    ['content', { content: 'other' }],
    ['file name', { fileName: 'other.txt' }],
    ['content type', { contentType: 'text/csv' }],
    ['metadata', { metadata: { a: 'b' } }],
  ])('used again with another %s is another document, and the first stays as it is', async (_name, other) => {
    const first = receiptOf(await submit(request, { key: 'order-1' }));
    const answer = await submit({ ...request, ...other }, { key: 'order-1' });
    expect(answer.statusCode).toBe(201);
    expect(receiptOf(answer).documentId).not.toBe(first.documentId);
    expect(stored(first)?.bytes.toString()).toBe('hello');
    expect((await submit(request, { key: 'order-1' })).statusCode).toBe(200);
    expect(s3.objects.size).toBe(2);
  });

  test('belongs to its caller: the same key of another is another document', async () => {
    const alice = await submit(request, { key: 'order-1', caller: 'AROAROLE:alice' });
    const bob = await submit(request, { key: 'order-1', caller: 'AROAROLE:bob' });
    expect([alice.statusCode, bob.statusCode]).toEqual([201, 201]);
    expect(receiptOf(alice).documentId).not.toBe(receiptOf(bob).documentId);
  });

  test('of retries that race gives one object and one id', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => submit(request, { key: 'race' })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map((answer) => receiptOf(answer).documentId)).size).toBe(1);
    expect(s3.objects.size).toBe(1);
  });

  test.each(['', ' ', 'two words', 'ä', 'x'.repeat(129), 'tab\t', 'line\nbreak'])('of %j is refused', async (key) => {
    const answer = await submit(request, { key });
    expect(answer.statusCode).toBe(400);
    expect(problemOf(answer).errors).toEqual([
      { field: 'Idempotency-Key', message: expect.stringContaining('must be') },
    ]);
    expect(s3.requests).toEqual([]);
  });

  test.each(['x', 'x'.repeat(128), '"8e03978e-40d5-43dd-bc93-6894a57f9324"'])('of %j is accepted', async (key) => {
    expect((await submit(request, { key })).statusCode).toBe(201);
  });

  test('without a caller it could belong to is refused', async () => {
    const answer = await submit(request, { key: 'order-1', caller: null });
    expect(answer.statusCode).toBe(400);
    expect(problemOf(answer).errors?.[0]?.field).toBe('Idempotency-Key');
    expect(s3.requests).toEqual([]);
  });
});

describe('a refusal', () => {
  const long = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`k${i}`, 'x'.repeat(60)]));

  test.each<[string, unknown, number, string]>([
    ['text that is no JSON', '{"fileName":', 400, 'body'],
    ['a list', [], 400, 'body'],
    ['a missing fileName', { ...request, fileName: undefined }, 400, 'fileName'],
    ['a missing contentType', { ...request, contentType: undefined }, 400, 'contentType'],
    ['missing content', { ...request, content: undefined }, 400, 'content'],
    ['empty content', { ...request, content: '' }, 400, 'content'],
    ['an unknown field', { ...request, acl: 'public-read' }, 400, 'acl'],
    ['a path for a name', { ...request, fileName: '../etc/passwd' }, 400, 'fileName'],
    ['half a character in the name', { ...request, fileName: 'a\ud800.txt' }, 400, 'fileName'],
    ['a name too long for S3', { ...request, fileName: '😀'.repeat(255) }, 400, 'fileName'],
    [
      'a header in the content type',
      { ...request, contentType: 'text/plain\r\nx-amz-acl: public-read' },
      400,
      'contentType',
    ],
    ['an unknown encoding', { ...request, encoding: 'hex' }, 400, 'encoding'],
    ['characters that are not base64', { ...request, encoding: 'base64', content: 'aGVsbG8*' }, 400, 'content'],
    ['base64 without its padding', { ...request, encoding: 'base64', content: 'aGVsbG8' }, 400, 'content'],
    ['base64 with line breaks', { ...request, encoding: 'base64', content: 'aGVs\nbG8=' }, 400, 'content'],
    ['base64 in the URL alphabet', { ...request, encoding: 'base64', content: '-_-_' }, 400, 'content'],
    ['base64 with stray bits', { ...request, encoding: 'base64', content: 'aGVsbG9=' }, 400, 'content'],
    ['half a character in the content', { ...request, content: 'a\udc00b' }, 400, 'content'],
    ['too much text', { ...request, content: 'ä'.repeat(40_000) }, 413, 'content'],
    ['too much base64', { ...request, encoding: 'base64', content: 'A'.repeat(100_000) }, 413, 'content'],
    ['metadata that is no text', { ...request, metadata: { a: 1 } }, 400, 'metadata.a'],
    ['a metadata name with a colon', { ...request, metadata: { 'a:b': 'c' } }, 400, 'metadata.a:b'],
    ['an empty metadata name', { ...request, metadata: { '': 'c' } }, 400, 'metadata.'],
    ['a metadata value outside ASCII', { ...request, metadata: { a: 'ä' } }, 400, 'metadata.a'],
    [
      'a metadata value of two lines',
      { ...request, metadata: { a: 'b\r\nx-amz-acl: public-read' } },
      400,
      'metadata.a',
    ],
    ['a metadata value with a space at its end', { ...request, metadata: { a: 'b ' } }, 400, 'metadata.a'],
    ['an empty metadata value', { ...request, metadata: { a: '' } }, 400, 'metadata.a'],
    ['metadata names that differ in case only', { ...request, metadata: { a: '1', A: '2' } }, 400, 'metadata.A'],
    ['the metadata name we use', { ...request, metadata: { 'File-Name': 'x' } }, 400, 'metadata.File-Name'],
    ['metadata beyond 2 KB', { ...request, metadata: long }, 400, 'metadata'],
  ])('of %s is a problem naming the field, and nothing is stored', async (_name, body, status, field) => {
    const answer = await submit(body);
    expect(answer.statusCode).toBe(status);
    expect(problemOf(answer)).toMatchObject({ status, requestId: 'api-request-id', errors: [{ field }] });
    expect(s3.requests).toEqual([]);
    expect(logs.lines()).toEqual([expect.objectContaining({ level: 'WARN', status })]);
  });

  test('of another media type is a 415', async () => {
    const answer = await submit(request, { headers: { 'Content-Type': 'text/plain' } });
    expect(answer.statusCode).toBe(415);
    expect(problemOf(answer).errors?.[0]?.field).toBe('Content-Type');
    expect(s3.requests).toEqual([]);
  });

  test('names all fields at fault', async () => {
    const { errors } = problemOf(await submit({ fileName: '', content: 1, extra: true, metadata: { a: 1 } }));
    expect(errors?.map(({ field }) => field).sort()).toEqual([
      'content',
      'contentType',
      'extra',
      'fileName',
      'metadata.a',
    ]);
  });
});

describe('when S3 fails', () => {
  const fail = (status: number, code: string, times = 1) =>
    s3.faults.push(...Array.from({ length: times }, () => ({ status, code })));

  test('once for a passing reason, the document is stored all the same', async () => {
    fail(503, 'SlowDown');
    expect((await submit(request)).statusCode).toBe(201);
    expect(s3.requests).toHaveLength(2);
  });

  test('because another writer is at the key, it is tried again', async () => {
    fail(409, 'ConditionalRequestConflict', 2);
    expect((await submit(request, { key: 'race' })).statusCode).toBe(201);
    expect(s3.requests).toHaveLength(3);
  });

  test('to deliver its answer, the SDK finds its own object and the document is new', async () => {
    s3.faults.push('lose');
    const answer = await submit(request);
    expect(answer.statusCode).toBe(201);
    expect(receiptOf(answer)).toMatchObject({ versionId: null, storedAt: expect.any(String) });
    expect(s3.objects.size).toBe(1);
  });

  test.each<[string, () => void, number, string, number]>([
    ['with 500 every time', () => fail(500, 'InternalError', 3), 503, 'InternalError', 3],
    ['with SlowDown every time', () => fail(503, 'SlowDown', 3), 503, 'SlowDown', 3],
    [
      'with a conflict every time',
      () => fail(409, 'ConditionalRequestConflict', 4),
      503,
      'ConditionalRequestConflict',
      4,
    ],
    ['with expired credentials', () => fail(400, 'ExpiredToken'), 503, 'ExpiredToken', 1],
    ['by refusing access', () => fail(403, 'AccessDenied'), 502, 'AccessDenied', 1],
    ['by not having the bucket', () => fail(404, 'NoSuchBucket'), 502, 'NoSuchBucket', 1],
  ])('%s, the caller learns no cause and the log all of it', async (_name, arrange, status, code, attempts) => {
    arrange();
    const answer = await submit({ ...request, content: 'CANARY', metadata: { a: 'CANARY' } }, { key: 'k' });
    expect(answer.statusCode).toBe(status);
    expect(problemOf(answer)).toEqual({
      type: expect.stringMatching(/^urn:palisade:problem:storage-(unavailable|refused)$/),
      title: expect.any(String),
      status,
      requestId: 'api-request-id',
    });
    expect(answer.headers?.['retry-after']).toBe(status === 503 ? '2' : undefined);
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        cause: expect.objectContaining({ name: code, message: `internal: ${code}`, awsRequestId: 'S3REQUESTID' }),
      }),
    ]);
    expect(answer.body + logs.text()).not.toContain('CANARY');
    expect(s3.requests).toHaveLength(attempts);
    expect(s3.objects.size).toBe(0);
  });

  test('to answer at all, the caller is told before Lambda ends the invocation', async () => {
    s3.faults.push('hang');
    const answer = await submit(request, { remainingMillis: 600 });
    expect(answer.statusCode).toBe(503);
    expect(logs.lines()[0]).toMatchObject({ cause: { name: 'AbortError' } });
  });
});

describe('whatever is sent', () => {
  const CANARY = 'c4n4ry';
  const canary = fc.string().map((text) => CANARY + text);
  const text = (...good: string[]) =>
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...good) }, fc.string({ unit: 'binary' }), canary);
  const body = fc
    .oneof(
      fc.record(
        {
          fileName: text('a.txt', 'ä.txt'),
          contentType: text('text/plain', 'a/b; c=d'),
          content: fc.oneof(canary, fc.base64String()),
          encoding: fc.constantFrom('utf8', 'base64', 'hex', undefined),
          metadata: fc.oneof(
            fc.dictionary(fc.string(), fc.string()),
            fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), canary),
            fc.constant(undefined),
          ),
          extra: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.anything() }),
        },
        { requiredKeys: ['fileName', 'contentType', 'content'] },
      ),
      fc.anything(),
    )
    .map(
      (value) =>
        JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? String(member) : member)) ??
        'undefined',
    );
  // Chance alone makes few documents that can be stored; these can, so that both outcomes are always among the runs.
  const valid = fc
    .record({ fileName: fc.constantFrom('a.txt', 'ä.txt'), contentType: fc.constant('text/plain'), content: canary })
    .map((value) => JSON.stringify(value));
  const seen = new Map<number, number>();

  test('is stored or refused with a problem of ours, never 500 and never in the log', async () => {
    const key = fc.oneof(fc.constant(undefined), fc.string(), fc.constant('key'));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 5, arbitrary: body }, { weight: 2, arbitrary: valid }, { weight: 1, arbitrary: canary }),
        key,
        async (sent, idempotencyKey) => {
          logs.clear();
          const event: APIGatewayProxyEvent = apiEvent({
            headers: {
              'content-type': 'application/json',
              ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
            },
            body: sent,
          });
          const answer = await handler(event, lambdaContext());
          seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1);
          if (answer.statusCode >= 300)
            expect(problemOf(answer)).toMatchObject({ status: answer.statusCode, requestId: 'api-request-id' });
          expect([200, 201, 400, 413]).toContain(answer.statusCode);
          expect(logs.lines()).toHaveLength(1);
          expect(logs.text()).not.toContain(CANARY);
          expect(logs.text()).not.toContain(sent.length > 20 ? sent : CANARY);
        },
      ),
      { numRuns: 400 },
    );
    expect(seen.get(201)).toBeGreaterThan(20);
    expect(seen.get(400)).toBeGreaterThan(20);
  });
});
