import { describe, expect, test } from '@jest/globals';
import { readConfig } from './config.ts';

const env = { DOCUMENTS_TABLE: 'prod-documents', BUCKET_NAME: 'prod-documents' };

describe('readConfig', () => {
  test('takes table and bucket, and a limit', () => {
    expect(readConfig(env)).toEqual({
      table: 'prod-documents',
      bucket: 'prod-documents',
      maxDocumentBytes: 104_857_600,
    });
    expect(readConfig({ ...env, MAX_DOCUMENT_BYTES: '1' })).toMatchObject({ maxDocumentBytes: 1 });
  });

  test.each<[string, Record<string, string | undefined>]>([
    ['DOCUMENTS_TABLE', { DOCUMENTS_TABLE: undefined }],
    ['BUCKET_NAME', { BUCKET_NAME: 'Documents' }],
    ['MAX_DOCUMENT_BYTES', { MAX_DOCUMENT_BYTES: '0' }],
    ['MAX_DOCUMENT_BYTES', { MAX_DOCUMENT_BYTES: '209715201' }],
  ])('names %s in refusing %j', (variable, wrong) => {
    expect(() => readConfig({ ...env, ...wrong })).toThrow(variable);
  });
});
