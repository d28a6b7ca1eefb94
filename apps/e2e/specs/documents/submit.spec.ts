import { createHash } from 'node:crypto';
import { expect, newDocument, receiptOf, test } from '../../src/fixtures.ts';

test('a signed document is stored and the receipt says what was stored', async ({ api, stack }) => {
  const document = newDocument();
  const receipt = await receiptOf(await api.submit(document));
  expect(receipt).toMatchObject({
    bucket: stack.outputs.bucketName,
    size: Buffer.byteLength(document.content),
    sha256: createHash('sha256').update(document.content).digest('hex'),
    encryption: 'AES256',
  });
  expect(receipt.key).toContain(receipt.documentId);
  expect(receipt.versionId).toMatch(/./);
});

test('a retry under the same Idempotency-Key answers 200 with the same id and stores nothing new', async ({ api }) => {
  const document = newDocument();
  const headers = { 'idempotency-key': document.content.slice(-36) };
  const first = await receiptOf(await api.submit(document, { headers }));
  const retry = await receiptOf(await api.submit(document, { headers }), 200);
  expect(retry).toMatchObject({ documentId: first.documentId, key: first.key, versionId: null, storedAt: null });
});

test('the same Idempotency-Key with another document is another document', async ({ api }) => {
  const document = newDocument();
  const headers = { 'idempotency-key': document.content.slice(-36) };
  const first = await receiptOf(await api.submit(document, { headers }));
  const other = await receiptOf(await api.submit(newDocument(), { headers }));
  expect(other.documentId).not.toBe(first.documentId);
});

test('without an Idempotency-Key the same document twice is two documents', async ({ api }) => {
  const document = newDocument();
  const first = await receiptOf(await api.submit(document));
  const second = await receiptOf(await api.submit(document));
  expect(second.documentId).not.toBe(first.documentId);
});

test('base64 content is stored as the bytes it stands for', async ({ api }) => {
  const bytes = Buffer.from([0, 255, 1, 254]);
  const document = newDocument({
    content: bytes.toString('base64'),
    encoding: 'base64',
    contentType: 'application/octet-stream',
  });
  expect((await receiptOf(await api.submit(document))).size).toBe(4);
});
