import { describe, expect, test } from '@jest/globals';
import { documentRequestModel, parseDocumentRequest, type DocumentRequest } from './document.ts';

const request: DocumentRequest = { fileName: 'a.txt', contentType: 'text/plain', content: 'x' };

describe('documentRequestModel', () => {
  // What API Gateway refuses or ignores in a model; docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
  const known = [
    '$schema',
    'title',
    'type',
    'description',
    'properties',
    'required',
    'additionalProperties',
    'minLength',
    'maxLength',
    'pattern',
    'enum',
  ];

  const keywords = (schema: object): string[] =>
    Object.entries(schema).flatMap(([keyword, value]: [string, unknown]) => {
      if (keyword === 'properties')
        return [keyword, ...Object.values(value as object).flatMap((member) => keywords(member as object))];
      return value !== null && typeof value === 'object' && !Array.isArray(value)
        ? [keyword, ...keywords(value)]
        : [keyword];
    });

  test('uses only what API Gateway models support', () => {
    expect(keywords(documentRequestModel).filter((keyword) => !known.includes(keyword))).toEqual([]);
    expect(documentRequestModel.$schema).toBe('http://json-schema.org/draft-04/schema#');
    expect(documentRequestModel.title).toMatch(/^[A-Za-z0-9]+$/);
    expect(documentRequestModel.additionalProperties).toBe(false);
  });

  test('requires only fields it has', () => {
    for (const name of documentRequestModel.required) expect(documentRequestModel.properties).toHaveProperty(name);
  });
});

describe('parseDocumentRequest', () => {
  test.each<[string, Partial<DocumentRequest>]>([
    ['the least', {}],
    ['everything', { encoding: 'base64', metadata: { a: 'b' } }],
    ['a name in another script', { fileName: 'отчёт 2026.pdf' }],
    ['media type parameters', { contentType: 'text/csv; charset=utf-8; header="present"' }],
  ])('accepts %s', (_name, more) => {
    const value = { ...request, ...more };
    expect(parseDocumentRequest(value)).toEqual({ ok: true, value });
  });

  test.each<[string, object]>([
    ['fileName', { fileName: '' }],
    ['fileName', { fileName: '..' }],
    ['fileName', { fileName: '../secret' }],
    ['fileName', { fileName: 'C:\\secret' }],
    ['fileName', { fileName: 'two\nlines' }],
    ['fileName', { fileName: 'x'.repeat(256) }],
    ['contentType', { contentType: 'text' }],
    ['contentType', { contentType: 'text/plain\r\nx-amz-acl: public-read' }],
    ['contentType', { contentType: 'text/plain; charset' }],
    ['content', { content: '' }],
    ['content', { content: 17 }],
    ['encoding', { encoding: 'hex' }],
    ['metadata', { metadata: null }],
    ['metadata.a', { metadata: { a: 1 } }],
    ['filename', { filename: 'a.txt' }],
  ])('names %s in refusing %j', (field, more) => {
    const result = parseDocumentRequest({ ...request, ...more });
    expect(result.ok || result.errors.map((error) => error.field)).toEqual([field]);
  });

  test('its type is the model', () => {
    // @ts-expect-error an encoding the model does not list
    const encoding: DocumentRequest['encoding'] = 'hex';
    // @ts-expect-error content is required
    const incomplete: DocumentRequest = { fileName: 'a', contentType: 'a/b' };
    expect([encoding, incomplete].map((value) => typeof value)).toEqual(['string', 'object']);
  });

  test('takes time in proportion to the input, whatever the media type', () => {
    const hostile = `a/b${'; a="" ;'.repeat(30)}`.slice(0, 255);
    const started = performance.now();
    for (let i = 0; i < 100; i++) parseDocumentRequest({ ...request, contentType: `${hostile}!` });
    expect(performance.now() - started).toBeLessThan(500);
  });
});
