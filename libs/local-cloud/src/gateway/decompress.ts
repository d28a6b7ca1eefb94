import { gunzipSync } from 'node:zlib';
import { AwsError } from '../kernel/errors.ts';
import type { Service } from '../kernel/service.ts';
import { SERVICE_LIMIT } from './body.ts';

/**
 * The body of a request that may have come compressed. Throws SerializationException if it is no gzip or has more bytes than
 * requests of the service may have. Source: Smithy, trait `requestCompression`.
 */
export function decompressed(
  body: Buffer,
  headers: Readonly<Record<string, string | undefined>>,
  { bodyLimit = SERVICE_LIMIT }: Pick<Service, 'bodyLimit'>,
): Buffer {
  if (headers['content-encoding'] !== 'gzip') return body;
  try {
    return gunzipSync(body, { maxOutputLength: bodyLimit });
  } catch {
    throw new AwsError('SerializationException', 'The request body is no gzip, or too large once it is unpacked.', 400);
  }
}
