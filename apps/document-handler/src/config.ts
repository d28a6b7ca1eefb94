/** Settings of the function, from its environment. */
export interface Config {
  bucket: string;
  /** Largest document after decoding, in bytes. */
  maxDocumentBytes: number;
}

/**
 * Lambda takes 6 MB per invocation and base64 adds a third, so 4 MiB is what surely arrives.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const DEFAULT_MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

/** Thrown while the module loads, so a wrong deployment fails at its first start, naming the variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads `BUCKET_NAME` (required) and `MAX_DOCUMENT_BYTES` (1 to 4 MiB, default 4 MiB). */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return { bucket: bucketName(env['BUCKET_NAME']), maxDocumentBytes: maxDocumentBytes(env['MAX_DOCUMENT_BYTES']) };
}

function bucketName(value: string | undefined): string {
  if (!value) throw new ConfigError('BUCKET_NAME is not set: set it to the bucket documents go to.');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value)) {
    throw new ConfigError(`BUCKET_NAME is "${value}", which is no bucket name.`);
  }
  return value;
}

function maxDocumentBytes(value: string | undefined): number {
  if (!value) return DEFAULT_MAX_DOCUMENT_BYTES;
  const bytes = Number(value);
  if (Number.isInteger(bytes) && bytes >= 1 && bytes <= DEFAULT_MAX_DOCUMENT_BYTES) return bytes;
  throw new ConfigError(
    `MAX_DOCUMENT_BYTES is "${value}"; it must be a whole number from 1 to ${DEFAULT_MAX_DOCUMENT_BYTES} ` +
      '(base64 of more does not fit a Lambda invocation).',
  );
}
