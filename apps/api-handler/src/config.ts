import { bucketName, ConfigError, integer, required, tableName, type Environment } from '@palisade/lambda-kit';

/** Settings of the function, from its environment. */
export interface Config {
  table: string;
  bucket: string;
  /** Encrypts objects by name; without it the bucket's own default does. */
  kmsKeyArn: string | undefined;
  /** 32 secret bytes that seal cursors. */
  cursorKey: Buffer;
  /** Largest document in a request or an answer, in bytes. */
  maxDocumentBytes: number;
  /** Largest document that may be uploaded, in bytes. */
  maxUploadBytes: number;
  /** How long a presigned request can be used, in seconds. */
  presignedSeconds: number;
}

/**
 * API Gateway takes 10 MB, Lambda 6 MB per invocation and answer, and base64 adds a third: 4 MiB is what surely goes through.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const DEFAULT_MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

const MIB = 1024 * 1024;

/** Reads `DOCUMENTS_TABLE`, `BUCKET_NAME`, `CURSOR_KEY` (required), `KMS_KEY_ARN`, and the limits (all optional). */
export function readConfig(env: Environment): Config {
  const max = DEFAULT_MAX_DOCUMENT_BYTES;
  return {
    table: tableName(env, 'DOCUMENTS_TABLE'),
    bucket: bucketName(env, 'BUCKET_NAME'),
    kmsKeyArn: env['KMS_KEY_ARN'] ? required(env, 'KMS_KEY_ARN', KMS_KEY_ARN, 'ARN of a KMS key') : undefined,
    cursorKey: cursorKey(env['CURSOR_KEY']),
    maxDocumentBytes: integer(env, 'MAX_DOCUMENT_BYTES', { min: 1, max, fallback: max }),
    maxUploadBytes: integer(env, 'MAX_UPLOAD_BYTES', { min: 1, max: 5 * 1024 * MIB, fallback: 100 * MIB }),
    presignedSeconds: integer(env, 'PRESIGNED_SECONDS', { min: 30, max: 3_600, fallback: 900 }),
  };
}

const KMS_KEY_ARN = /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;

/** Never quoted, unlike the other settings: it is a secret. */
function cursorKey(value: string | undefined): Buffer {
  if (!value) throw new ConfigError('CURSOR_KEY is not set: set it to 32 random bytes in 64 hex digits.');
  if (!/^[0-9a-f]{64}$/i.test(value)) throw new ConfigError('CURSOR_KEY is not 32 bytes in 64 hex digits.');
  return Buffer.from(value, 'hex');
}
