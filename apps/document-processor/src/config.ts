import { bucketName, integer, tableName, type Environment } from '@palisade/lambda-kit';

/** Settings of the function, from its environment. */
export interface Config {
  table: string;
  bucket: string;
  /** Largest document that is read, in bytes. */
  maxDocumentBytes: number;
}

const MIB = 1024 * 1024;

/** Reads `DOCUMENTS_TABLE`, `BUCKET_NAME` (required) and `MAX_DOCUMENT_BYTES` (1 byte to 200 MiB, default 100 MiB). */
export function readConfig(env: Environment): Config {
  return {
    table: tableName(env, 'DOCUMENTS_TABLE'),
    bucket: bucketName(env, 'BUCKET_NAME'),
    maxDocumentBytes: integer(env, 'MAX_DOCUMENT_BYTES', { min: 1, max: 200 * MIB, fallback: 100 * MIB }),
  };
}
