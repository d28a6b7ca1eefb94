import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { UploadReceipt } from '@palisade/shared-types';
import { sendPresigned } from '../../src/presigned.ts';
import { documentOf, ended, expect, newText, test as base } from '../../src/processing-fixtures.ts';
import type { ProcessingOutputs, Stack } from '../../src/stack.ts';

interface Changes {
  readonly headers?: Record<string, string>;
  readonly bytes?: Buffer;
  readonly url?: string;
}

interface Announced {
  readonly receipt: UploadReceipt;
  readonly bytes: Buffer;
  /** Sends what was announced, but for what `changes` say; answers the status. */
  readonly put: (changes?: Changes) => Promise<number>;
}

/** A document that is announced and not sent. */
const test = base.extend<{ length: number; announced: Announced }>({
  length: [1024, { option: true }],
  announced: async ({ api, length, stack }, use) => {
    const bytes = Buffer.from(`${randomBytes(length / 2).toString('hex')}\n`);
    const body = { fileName: 'large.txt', contentType: 'text/plain', size: bytes.length, sha256: sha256(bytes) };
    const receipt = (await documentOf(await api.call('POST', '/uploads', { body }))) as UploadReceipt;
    await use({ receipt, bytes, put: (changes) => put(stack, receipt, bytes, changes) });
  },
});

async function put(
  stack: Stack<ProcessingOutputs>,
  { upload }: UploadReceipt,
  data: Buffer,
  { bytes = data, headers = {}, url }: Changes = {},
): Promise<number> {
  if (upload === undefined) throw new Error('There is nothing to upload.');
  const all = { ...upload.headers, ...headers };
  return (await sendPresigned(stack, { method: 'PUT', url: url ?? upload.url, headers: all, body: bytes })).status;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test.describe('more than a request through API Gateway could carry', () => {
  test.use({ length: 12 * 1024 * 1024 });

  test('what is announced is sent to S3, past API Gateway, and processed', async ({ announced, api }) => {
    const { bytes, put: send, receipt } = announced;
    expect(receipt).toMatchObject({ status: 'pending-upload', size: bytes.length, upload: { method: 'PUT' } });
    expect(await send()).toBe(200);
    expect(await ended(api, receipt.documentId)).toMatchObject({
      status: 'processed',
      properties: { format: 'text', lines: 1 },
      sha256: sha256(bytes),
    });
  });

  test('a large document comes back by a presigned request of its own', async ({ announced, api, stack }) => {
    const { bytes, put: send, receipt } = announced;
    expect(await send()).toBe(200);
    await ended(api, receipt.documentId);
    const answer = await api.call('GET', `/${receipt.documentId}/content`);
    expect(answer.status()).toBe(200);
    const { url } = ((await answer.json()) as { download: { url: string } }).download;
    const got = await sendPresigned(stack, { method: 'GET', url });
    expect(got.status).toBe(200);
    expect(sha256(got.body)).toBe(receipt.sha256);
    expect(got.headers['content-disposition']).toContain('attachment');
    // The signature is for this object: not for another, and not for writing.
    const other = url.replaceAll(receipt.documentId, randomUUID());
    expect((await sendPresigned(stack, { method: 'GET', url: other })).status).toBe(403);
    expect((await sendPresigned(stack, { method: 'PUT', url, body: bytes })).status).toBe(403);
  });
});

test.describe('another PUT than was announced is refused by S3', () => {
  test('another media type', async ({ announced }) => {
    expect(await announced.put({ headers: { 'content-type': 'text/html' } })).toBe(403);
    expect(await announced.put()).toBe(200);
  });

  test('another size', async ({ announced }) => {
    const longer = Buffer.concat([announced.bytes, Buffer.from('x')]);
    const headers = { 'content-length': String(longer.length) };
    expect(await announced.put({ bytes: longer, headers })).toBe(403);
    expect(await announced.put()).toBe(200);
  });

  test('other bytes of that size', async ({ announced }) => {
    const other = Buffer.from(announced.bytes);
    other.write('zz');
    expect(await announced.put({ bytes: other })).toBe(400);
    expect(await announced.put()).toBe(200);
  });

  test('the checksum of other bytes', async ({ announced }) => {
    const other = Buffer.from(announced.bytes);
    other.write('zz');
    const checksum = createHash('sha256').update(other).digest('base64');
    expect(await announced.put({ bytes: other, headers: { 'x-amz-checksum-sha256': checksum } })).toBe(403);
    expect(await announced.put()).toBe(200);
  });

  test('without the key it is to be encrypted with', async ({ announced, stack }) => {
    const { dataKeyArn, messagingKeyArn } = stack.outputs;
    const name = 'x-amz-server-side-encryption-aws-kms-key-id';
    expect(announced.receipt.upload?.headers[name]).toBe(dataKeyArn);
    expect(await announced.put({ headers: { [name]: messagingKeyArn } })).toBe(403);
    expect(await announced.put()).toBe(200);
  });

  test('a second time', async ({ announced }) => {
    expect(await announced.put()).toBe(200);
    expect(await announced.put()).toBe(412);
  });

  test('for longer, by a URL that says so', async ({ announced }) => {
    const { upload } = announced.receipt;
    const [, seconds = ''] = /X-Amz-Expires=(\d+)/.exec(upload?.url ?? '') ?? [];
    const url = upload?.url.replace(`X-Amz-Expires=${seconds}`, `X-Amz-Expires=${Number(seconds) + 1}`) ?? '';
    expect(url).not.toBe(upload?.url);
    expect(await announced.put({ url })).toBe(403);
    expect(await announced.put()).toBe(200);
  });

  test('to another key', async ({ announced }) => {
    const { documentId, upload } = announced.receipt;
    const url = upload?.url.replaceAll(documentId, randomUUID()) ?? '';
    expect(await announced.put({ url })).toBe(403);
    expect(await announced.put()).toBe(200);
  });
});

test('a presigned request is good for minutes, as the answer says', async ({ announced }) => {
  const { expiresAt = '', url = '' } = announced.receipt.upload ?? {};
  const parameters = new URL(url).searchParams;
  const signed = (parameters.get('X-Amz-Date') ?? '').replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const seconds = (Date.parse(expiresAt) - Date.parse(signed)) / 1000;
  expect(seconds).toBe(Number(parameters.get('X-Amz-Expires')));
  expect(seconds).toBeLessThanOrEqual(3600);
});

test('a document too large for the request is refused, and told so; announced, it is taken', async ({ api }) => {
  const content = 'x'.repeat(4 * 1024 * 1024 + 1);
  const refused = await api.call('POST', '', { body: newText({ content }) });
  expect(refused.status()).toBe(413);
  const body = { fileName: 'a', contentType: 'text/plain', size: content.length, sha256: sha256(Buffer.from(content)) };
  await documentOf(await api.call('POST', '/uploads', { body }));
  // The limit is the stack's: nothing is announced that could not be processed.
  const beyond = { ...body, size: 5 * 1024 * 1024 * 1024 };
  expect((await api.call('POST', '/uploads', { body: beyond })).status()).toBe(413);
});
