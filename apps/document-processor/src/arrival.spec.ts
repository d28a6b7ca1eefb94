import { describe, expect, test } from '@jest/globals';
import type { S3EventRecord } from 'aws-lambda';
import fc from 'fast-check';
import { arrivalOf, decodeKey } from './arrival.ts';

const id = '22d37064-062d-4454-a981-08fe39751174';
const record = (key: string, more: { eventName?: string; bucket?: string } = {}) =>
  ({
    eventName: more.eventName ?? 'ObjectCreated:Put',
    s3: { bucket: { name: more.bucket ?? 'documents' }, object: { key, size: 7, eTag: 'abc', sequencer: '1' } },
  }) as S3EventRecord;

describe('decodeKey', () => {
  test.each([
    ['a+b.pdf', 'a b.pdf'],
    ['a%2Bb.pdf', 'a+b.pdf'],
    ['incoming/%D0%BE%D1%82%D1%87%D1%91%D1%82+2026.pdf', 'incoming/отчёт 2026.pdf'],
    ['100%25', '100%'],
    ['%F0%9F%98%80', '😀'],
  ])('makes of %s %s', (encoded, key) => expect(decodeKey(encoded)).toBe(key));

  test.each(['%', '%zz', '%ff', 'a%2'])('makes nothing of %j', (encoded) => expect(decodeKey(encoded)).toBeUndefined());

  test('gives back whatever S3 encodes, however it spells it', () => {
    const form = (key: string) => new URLSearchParams({ key }).toString().slice('key='.length);
    const percent = (key: string) => encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
    const key = fc.string({ unit: 'grapheme', minLength: 1 }).map((some) => `incoming/${some} +%`);
    fc.assert(
      fc.property(key, (one) => {
        expect(decodeKey(form(one))).toBe(one);
        expect(decodeKey(percent(one))).toBe(one);
      }),
    );
  });
});

describe('arrivalOf', () => {
  test('names the document, and the ETag as S3 writes it', () => {
    const key = `incoming/22d3/${id}`;
    expect(arrivalOf(record(key), 'documents')).toEqual({ documentId: id, key, size: 7, eTag: '"abc"' });
    expect(arrivalOf(record(encodeURIComponent(key)), 'documents')).toMatchObject({ documentId: id });
  });

  test.each(['ObjectRemoved:Delete', 'ObjectTagging:Put', 's3:TestEvent'])('is none of %s', (eventName) => {
    expect(arrivalOf(record('x', { eventName }), 'documents')).toBeUndefined();
  });

  test.each(['ObjectCreated:Put', 'ObjectCreated:Post', 'ObjectCreated:CompleteMultipartUpload'])(
    'is one of %s',
    (eventName) => {
      expect(arrivalOf(record(`incoming/22d3/${id}`, { eventName }), 'documents')).toBeDefined();
    },
  );

  test.each([
    ['foreign-object', 'incoming/a+b.pdf', {}],
    ['foreign-object', 'incoming/%ff', {}],
    ['foreign-object', `processed/22d3/${id}`, {}],
    ['foreign-bucket', `incoming/22d3/${id}`, { bucket: 'others' }],
  ])('refuses as %s %s %j', (code, key, more) => {
    expect(() => arrivalOf(record(key, more), 'documents')).toThrow(expect.objectContaining({ code }));
  });
});
