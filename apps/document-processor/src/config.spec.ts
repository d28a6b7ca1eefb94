import { describe, expect, test } from '@jest/globals';
import { readConfig } from './config.ts';

const env = { DOCUMENTS_TABLE: 'prod-documents', BUCKET_NAME: 'prod-documents' };

describe('readConfig', () => {
  test('takes table and bucket, has limits of its own, and leaves the runtime some memory', () => {
    expect(readConfig({ ...env, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '2000' })).toEqual({
      table: 'prod-documents',
      bucket: 'prod-documents',
      maxDocumentBytes: 104_857_600,
      examineMillis: 20_000,
      memoryBytes: 1_700 * 1024 * 1024,
    });
    expect(readConfig({ ...env, MAX_DOCUMENT_BYTES: '1', EXAMINE_MILLIS: '100' })).toMatchObject({
      maxDocumentBytes: 1,
      examineMillis: 100,
    });
  });

  test.each<[string, Record<string, string | undefined>]>([
    ['DOCUMENTS_TABLE', { DOCUMENTS_TABLE: undefined }],
    ['BUCKET_NAME', { BUCKET_NAME: 'Documents' }],
    ['MAX_DOCUMENT_BYTES', { MAX_DOCUMENT_BYTES: '0' }],
    ['EXAMINE_MILLIS', { EXAMINE_MILLIS: '99' }],
    ['AWS_LAMBDA_FUNCTION_MEMORY_SIZE', { AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '511' }],
  ])('names %s in refusing %j', (variable, wrong) => {
    expect(() => readConfig({ ...env, ...wrong })).toThrow(variable);
  });
});
