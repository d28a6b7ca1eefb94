import { createHash } from 'node:crypto';
import type { DocumentRequest } from '@palisade/shared-types';
import { jpeg, pdf, png } from '../../src/samples.ts';
import { ended, expect, submit, test } from '../../src/processing-fixtures.ts';

interface Kind {
  readonly contentType: string;
  readonly bytes: Buffer;
  /** What is in it, as the processor must find out. */
  readonly properties: object;
}

const kinds: readonly Kind[] = [
  { contentType: 'application/pdf', bytes: pdf(3), properties: { format: 'pdf', pages: 3 } },
  { contentType: 'image/png', bytes: png(7, 5), properties: { format: 'png', width: 7, height: 5 } },
  { contentType: 'image/jpeg', bytes: jpeg(640, 480), properties: { format: 'jpeg', width: 640, height: 480 } },
  {
    contentType: 'application/json',
    bytes: Buffer.from('{"a":1,"b":[2,3]}'),
    properties: { format: 'json', encoding: 'ascii', topLevel: 'object', count: 2 },
  },
  {
    contentType: 'text/csv',
    bytes: Buffer.from('name,count\none,1\n"two, or so",2\n'),
    properties: { format: 'csv', encoding: 'ascii', rows: 3, columns: 2 },
  },
  {
    contentType: 'text/plain',
    bytes: Buffer.from('eins\nzwei\nfünf\n'),
    properties: { format: 'text', encoding: 'utf-8', lines: 3 },
  },
];

for (const { bytes, contentType, properties } of kinds) {
  test(`${contentType} is processed, and what is in it found out`, async ({ api, keys }) => {
    const received = await submit(api, inBase64(contentType, bytes));
    expect(received).toMatchObject({ status: 'received', ownerId: keys['read-write'].clientId, contentType });
    const document = await ended(api, received.documentId);
    expect(document).toMatchObject({
      status: 'processed',
      properties,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(document).not.toHaveProperty('failure');
  });
}

// Each differs from one of the above in one thing only.
const failures: readonly (Omit<Kind, 'properties'> & { readonly what: string; readonly code: string })[] = [
  { what: 'a PNG declared as PDF', contentType: 'application/pdf', bytes: png(7, 5), code: 'type-mismatch' },
  { what: 'a PDF declared as plain text', contentType: 'text/plain', bytes: pdf(1), code: 'type-mismatch' },
  { what: 'a PNG cut short', contentType: 'image/png', bytes: png(7, 5).subarray(0, -20), code: 'truncated' },
  { what: 'JSON that is none', contentType: 'application/json', bytes: Buffer.from('{"a":'), code: 'malformed' },
  { what: 'a type nobody reads', contentType: 'application/zip', bytes: Buffer.from('x'), code: 'unsupported-type' },
  {
    what: 'text that is no UTF-8',
    contentType: 'text/plain',
    bytes: Buffer.from([0xe4, 0xf6]),
    code: 'unknown-encoding',
  },
];

for (const { bytes, code, contentType, what } of failures) {
  test(`${what} fails, and says why: ${code}`, async ({ api }) => {
    const { documentId } = await submit(api, inBase64(contentType, bytes));
    const document = await ended(api, documentId);
    expect(document).toMatchObject({ status: 'failed', failure: { code } });
    expect(document.failure?.message).toMatch(/./);
    expect(document).not.toHaveProperty('properties');
  });
}

function inBase64(contentType: string, bytes: Buffer): DocumentRequest {
  return { fileName: 'e2e', contentType, content: bytes.toString('base64'), encoding: 'base64' };
}
