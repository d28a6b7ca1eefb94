import { bucketName, integer, tableName, type Environment } from '@palisade/lambda-kit';

/** Settings of the function, from its environment. */
export interface Config {
  table: string;
  bucket: string;
  /** Largest document that is read, in bytes. */
  maxDocumentBytes: number;
  /** How long one document may be examined. */
  examineMillis: number;
  /** The process may grow to this while it examines one. */
  memoryBytes: number;
}

const MIB = 1024 * 1024;

/** What the runtime itself may need at the worst moment. */
const SHARE_OF_MEMORY = 0.85;

/** Reads `DOCUMENTS_TABLE`, `BUCKET_NAME` (required) and the limits; Lambda says how much memory there is. */
export function readConfig(env: Environment): Config {
  const memory = integer(env, 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', { min: 512, max: 10_240, fallback: 1_024 });
  return {
    table: tableName(env, 'DOCUMENTS_TABLE'),
    bucket: bucketName(env, 'BUCKET_NAME'),
    maxDocumentBytes: integer(env, 'MAX_DOCUMENT_BYTES', { min: 1, max: 512 * MIB, fallback: 100 * MIB }),
    examineMillis: integer(env, 'EXAMINE_MILLIS', { min: 100, max: 600_000, fallback: 20_000 }),
    memoryBytes: Math.floor(memory * MIB * SHARE_OF_MEMORY),
  };
}
