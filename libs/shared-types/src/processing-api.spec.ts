import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { documentIdOf, objectKey } from './document-table.ts';
import { parseListQuery } from './list-query.ts';
import { operationsOf } from './processing-api.ts';
import { parseUploadRequest, uploadRequestModel } from './upload-request.ts';

test('a level may call what it reaches and nothing else', () => {
  const names = (level: Parameters<typeof operationsOf>[0]) =>
    operationsOf(level).map(({ method, resource }) => `${method} ${resource}`);
  const reading = ['GET /documents', 'GET /documents/{id}', 'GET /documents/{id}/content'];
  const writing = ['POST /documents', 'POST /documents/uploads'];
  expect(names('read-only')).toEqual(reading);
  expect(names('read-write')).toEqual([...writing, ...reading]);
  expect(names('admin')).toEqual([...writing, ...reading, 'DELETE /documents/{id}']);
});

describe('an object’s key', () => {
  test('leads back to its document', () => {
    fc.assert(
      fc.property(fc.uuid(), (documentId) => {
        expect(documentIdOf(objectKey(documentId))).toBe(documentId);
      }),
    );
  });

  test.each([
    'incoming/',
    'incoming/a b+c.pdf',
    'other/22d3/22d37064-062d-8454-a981-08fe39751174',
    'incoming/22d4/22d37064-062d-8454-a981-08fe39751174',
    'incoming/22d3/22D37064-062d-8454-a981-08fe39751174',
    'incoming/22d3/22d37064-062d-8454-a981-08fe39751174/x',
    'incoming/22d3/22d37064-062d-8454-a981-08fe39751174\n',
  ])('is not %j', (key) => expect(documentIdOf(key)).toBeUndefined());
});

describe('parseUploadRequest', () => {
  const request = { fileName: 'a.pdf', contentType: 'application/pdf', size: 7, sha256: '0'.repeat(64) };

  test('takes what the model describes', () => {
    expect(uploadRequestModel.title).toMatch(/^[A-Za-z0-9]+$/);
    const value = { ...request, metadata: { a: 'b' } };
    expect(parseUploadRequest(value)).toEqual({ ok: true, value });
  });

  test.each<[string, object]>([
    ['size', { size: 0 }],
    ['size', { size: 1.5 }],
    ['size', { size: '7' }],
    ['size', { size: 5_368_709_121 }],
    ['sha256', { sha256: '0'.repeat(63) }],
    ['sha256', { sha256: 'A'.repeat(64) }],
    ['contentType', { contentType: 'text/plain\r\nx: y' }],
    ['content', { content: 'x' }],
  ])('names %s in refusing %j', (field, more) => {
    const result = parseUploadRequest({ ...request, ...more });
    expect(result.ok || result.errors.map((error) => error.field)).toEqual([field]);
  });
});

describe('parseListQuery', () => {
  test.each([{}, { status: 'processed' }, { owner: 'client-1', limit: '100', cursor: 'abc_-' }])('takes %j', (value) =>
    expect(parseListQuery(value)).toEqual({ ok: true, value }),
  );

  test.each<[string, object]>([
    ['status', { status: 'done' }],
    ['owner', { owner: '*' }],
    ['limit', { limit: '0' }],
    ['limit', { limit: '101' }],
    ['limit', { limit: '1e1' }],
    ['cursor', { cursor: 'a+b' }],
    ['page', { page: '2' }],
  ])('names %s in refusing %j', (field, value) => {
    const result = parseListQuery(value);
    expect(result.ok || result.errors.map((error) => error.field)).toEqual([field]);
  });
});
