import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Upload, UploadReceipt, UploadRequest } from '@palisade/shared-types';
import { bodyOf, BUCKET, KMS_KEY, problemOf, startWorld, type Call, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
afterEach(() => world.reset());

const bytes = Buffer.from('%PDF-1.7 as if');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const submission: UploadRequest = {
  fileName: 'отчёт.pdf',
  contentType: 'application/pdf',
  size: bytes.length,
  sha256,
  metadata: { case: '42' },
};
const announce = (more: object = {}, call: Call = {}) =>
  world.call('POST /documents/uploads', { body: { ...submission, ...more }, ...call });
const uploadOf = (receipt: UploadReceipt): Upload => {
  if (!receipt.upload) throw new Error('There is no upload.');
  return receipt.upload;
};

/** Does what the answer says, and nothing else: no header of its own but Host. */
const put = ({ url, headers, method }: Upload, body: Buffer) =>
  new Promise<number | undefined>((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject).end(body);
  });

describe('an upload', () => {
  test('is announced: an entry, and a request that puts these very bytes', async () => {
    const answer = await announce();
    expect(answer.statusCode).toBe(201);
    const receipt = bodyOf<UploadReceipt>(answer);
    expect(receipt).toMatchObject({ status: 'pending-upload', version: 1, ownerId: 'client-1', ...submission });
    expect(answer.headers).toMatchObject({ location: `/documents/${receipt.documentId}`, etag: '"1"' });
    expect(world.dynamodb.calls()).toEqual(['PutItem documents-test']);
    expect(world.s3.requests).toEqual([]);

    expect(await put(uploadOf(receipt), bytes)).toBe(200);
    const [[path, stored] = []] = world.s3.objects;
    const id = receipt.documentId;
    expect(path).toBe(`/${BUCKET}/incoming/${id.slice(0, 4)}/${id}`);
    expect(stored?.bytes).toEqual(bytes);
  });

  test('has what it is bound to signed as headers, none of it left to the query', async () => {
    const { url, headers } = uploadOf(bodyOf<UploadReceipt>(await announce()));
    expect(headers).toEqual({
      'content-length': String(bytes.length),
      'content-type': 'application/pdf',
      'if-none-match': '*',
      'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': KMS_KEY,
    });
    const query = new URL(url).searchParams;
    expect(query.get('X-Amz-SignedHeaders')?.split(';')).toEqual([...Object.keys(headers), 'host'].sort());
    expect([...query.keys()].filter((name) => !name.startsWith('X-Amz-') && name !== 'x-id')).toEqual([]);
    expect(query.get('X-Amz-Security-Token')).toBe('session-token');
    expect(query.get('X-Amz-Expires')).toBe('900');
  });

  test('ends when its answer says', async () => {
    const { url, expiresAt } = uploadOf(bodyOf<UploadReceipt>(await announce()));
    const signed = new URL(url).searchParams.get('X-Amz-Date') ?? '';
    const from = Date.parse(signed.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
    expect(Date.parse(expiresAt) - from).toBe(900_000);
  });

  test('happens once, and only with the bytes that were announced', async () => {
    const upload = uploadOf(bodyOf<UploadReceipt>(await announce()));
    expect(await put(upload, Buffer.from('%PDF-1.7 other'))).toBe(400);
    expect(await put(upload, bytes)).toBe(200);
    expect(await put(upload, bytes)).toBe(412);
  });

  test('leaves no URL in the log: who has it may write', async () => {
    await announce();
    expect(world.logs.lines()).toEqual([
      expect.objectContaining({ status: 201, outcome: 'presigned', client_id: 'client-1', size: bytes.length }),
    ]);
    expect(world.logs.text()).not.toMatch(/X-Amz-Signature|отчёт|application\/pdf|case/);
  });

  test('whose bytes do not come is forgotten by the table in a day', async () => {
    const { documentId } = bodyOf<UploadReceipt>(await announce());
    const { expiresAt = 0 } = world.entry(documentId) ?? {};
    expect(Math.abs(expiresAt - Date.now() / 1000 - 86_400)).toBeLessThan(60);
  });
});

describe('an upload announced again under its Idempotency-Key', () => {
  const headers = { 'Idempotency-Key': 'order-1' };

  test('is the same document with a fresh request', async () => {
    const [first, second] = [await announce({}, { headers }), await announce({}, { headers })];
    expect([first.statusCode, second.statusCode]).toEqual([201, 200]);
    expect(bodyOf<UploadReceipt>(second).documentId).toBe(bodyOf<UploadReceipt>(first).documentId);
    expect(await put(uploadOf(bodyOf<UploadReceipt>(second)), bytes)).toBe(200);
  });

  test('after its bytes have come has nothing to put any more', async () => {
    const { documentId } = bodyOf<UploadReceipt>(await announce({}, { headers }));
    const entry = world.entry(documentId);
    world.given({ ...entry, documentId, status: 'processing', version: 2 });
    const again = await announce({}, { headers });
    expect(again.statusCode).toBe(200);
    expect(bodyOf<UploadReceipt>(again)).toMatchObject({ documentId, status: 'processing' });
    expect(bodyOf<UploadReceipt>(again)).not.toHaveProperty('upload');
  });

  test('as another document is refused', async () => {
    await announce({}, { headers });
    for (const other of [{ size: 7 }, { sha256: '0'.repeat(64) }, { fileName: 'b' }, { metadata: {} }]) {
      const answer = await announce(other, { headers });
      expect(answer.statusCode).toBe(409);
      expect(problemOf(answer).type).toBe('urn:palisade:problem:idempotency-key-reused');
    }
  });
});

describe('an upload is refused', () => {
  test.each<[string, object, number, string]>([
    ['too large', { size: 1_048_577 }, 413, 'size'],
    ['of no size', { size: 0 }, 400, 'size'],
    ['of half a byte', { size: 1.5 }, 400, 'size'],
    ['without a hash', { sha256: undefined }, 400, 'sha256'],
    ['with its content', { content: 'x' }, 400, 'content'],
    ['with a header in its type', { contentType: 'a/b\r\nx-amz-acl: public-read' }, 400, 'contentType'],
    ['with half a character in its name', { fileName: 'a\ud800' }, 400, 'fileName'],
    ['with half a character in its metadata', { metadata: { a: '\ud800' } }, 400, 'metadata.a'],
    ['with a nameless value', { metadata: { '': 'a' } }, 400, 'metadata.'],
    ['with too much metadata', { metadata: { a: 'ä'.repeat(1_024) } }, 400, 'metadata'],
  ])('%s', async (_name, more, status, field) => {
    const answer = await announce(more);
    expect(answer.statusCode).toBe(status);
    expect(problemOf(answer).errors).toEqual([expect.objectContaining({ field })]);
    expect(world.dynamodb.requests).toEqual([]);
  });

  test('from a key that may only read', async () => {
    const answer = await announce({}, { level: 'read-only' });
    expect(answer.statusCode).toBe(403);
    expect(world.dynamodb.requests).toEqual([]);
  });
});
