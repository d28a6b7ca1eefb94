import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '@palisade/lambda-kit';
import { readConfig } from './config.ts';

const env = { DOCUMENTS_TABLE: 'prod-documents', BUCKET_NAME: 'prod-documents', CURSOR_KEY: '5a'.repeat(32) };
const arn = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

describe('readConfig', () => {
  test('takes table, bucket and key, and has limits of its own', () => {
    expect(readConfig(env)).toEqual({
      table: 'prod-documents',
      bucket: 'prod-documents',
      kmsKeyArn: undefined,
      cursorKey: Buffer.alloc(32, 0x5a),
      maxDocumentBytes: 4_194_304,
      maxUploadBytes: 104_857_600,
      presignedSeconds: 900,
    });
    const more = { KMS_KEY_ARN: arn, MAX_DOCUMENT_BYTES: '1', MAX_UPLOAD_BYTES: '5368709120', PRESIGNED_SECONDS: '30' };
    expect(readConfig({ ...env, ...more })).toMatchObject({
      kmsKeyArn: arn,
      maxDocumentBytes: 1,
      maxUploadBytes: 5_368_709_120,
      presignedSeconds: 30,
    });
  });

  test.each<[string, Record<string, string | undefined>]>([
    ['DOCUMENTS_TABLE', { DOCUMENTS_TABLE: undefined }],
    ['DOCUMENTS_TABLE', { DOCUMENTS_TABLE: 'a/b' }],
    ['BUCKET_NAME', { BUCKET_NAME: undefined }],
    ['BUCKET_NAME', { BUCKET_NAME: 'A' }],
    ['KMS_KEY_ARN', { KMS_KEY_ARN: 'alias/documents' }],
    ['CURSOR_KEY', { CURSOR_KEY: undefined }],
    ['CURSOR_KEY', { CURSOR_KEY: '5a'.repeat(31) }],
    ['CURSOR_KEY', { CURSOR_KEY: 'xy'.repeat(32) }],
    ['MAX_DOCUMENT_BYTES', { MAX_DOCUMENT_BYTES: '4194305' }],
    ['MAX_UPLOAD_BYTES', { MAX_UPLOAD_BYTES: '5368709121' }],
    ['PRESIGNED_SECONDS', { PRESIGNED_SECONDS: '3601' }],
  ])('names %s in refusing %j', (variable, wrong) => {
    expect(() => readConfig({ ...env, ...wrong })).toThrow(ConfigError);
    expect(() => readConfig({ ...env, ...wrong })).toThrow(variable);
  });

  test('never quotes the cursor key', () => {
    expect(() => readConfig({ ...env, CURSOR_KEY: 'CANARY' })).toThrow(expect.not.stringContaining('CANARY'));
    try {
      readConfig({ ...env, CURSOR_KEY: 'CANARY' });
    } catch (error) {
      expect(String(error)).not.toContain('CANARY');
    }
  });
});
