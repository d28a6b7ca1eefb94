import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from './config.ts';

const bucket = 'documents-dev';

describe('readConfig', () => {
  test('takes the bucket and 4 MiB', () => {
    expect(readConfig({ BUCKET_NAME: bucket })).toEqual({ bucket, maxDocumentBytes: 4_194_304 });
    expect(readConfig({ BUCKET_NAME: bucket, MAX_DOCUMENT_BYTES: '1' })).toEqual({ bucket, maxDocumentBytes: 1 });
    expect(readConfig({ BUCKET_NAME: bucket, MAX_DOCUMENT_BYTES: '4194304' }).maxDocumentBytes).toBe(4_194_304);
  });

  test.each<[string, Record<string, string | undefined>]>([
    ['BUCKET_NAME', {}],
    ['BUCKET_NAME', { BUCKET_NAME: '' }],
    ['BUCKET_NAME', { BUCKET_NAME: 'ab' }],
    ['BUCKET_NAME', { BUCKET_NAME: 'Documents' }],
    ['BUCKET_NAME', { BUCKET_NAME: 'a/../b' }],
    ['MAX_DOCUMENT_BYTES', { BUCKET_NAME: bucket, MAX_DOCUMENT_BYTES: '0' }],
    ['MAX_DOCUMENT_BYTES', { BUCKET_NAME: bucket, MAX_DOCUMENT_BYTES: '1.5' }],
    ['MAX_DOCUMENT_BYTES', { BUCKET_NAME: bucket, MAX_DOCUMENT_BYTES: '4194305' }],
    ['MAX_DOCUMENT_BYTES', { BUCKET_NAME: bucket, MAX_DOCUMENT_BYTES: 'lots' }],
  ])('names %s in refusing %j', (variable, env) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(variable);
  });
});
