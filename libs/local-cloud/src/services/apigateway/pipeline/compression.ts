import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import type { Reply } from '../../../kernel/wire.ts';
import type { Transaction } from './transaction.ts';

/**
 * Compresses an answer of at least the API's `minimumCompressionSize` for a caller that takes it.
 * Source: API Gateway Developer Guide, "Payload compression for REST APIs".
 */
export function compress(reply: Reply, { request, stage }: Transaction): Reply {
  const { minimumCompressionSize: minimum } = stage.api.snapshot;
  if (minimum === undefined || reply.body?.kind !== 'bytes' || reply.body.bytes.length < Math.max(minimum, 1))
    return reply;
  if (Object.keys(reply.headers ?? {}).some((name) => name.toLowerCase() === 'content-encoding')) return reply;
  const accepted = request.wire.headers['accept-encoding'] ?? '';
  const encoding = /\bgzip\b|\*/.test(accepted) ? 'gzip' : /\bdeflate\b/.test(accepted) ? 'deflate' : undefined;
  if (encoding === undefined) return reply;
  const bytes = encoding === 'gzip' ? gzipSync(reply.body.bytes) : deflateSync(reply.body.bytes);
  return { ...reply, headers: { ...reply.headers, 'Content-Encoding': encoding }, body: { kind: 'bytes', bytes } };
}

/** The body of a compressed request, if the API compresses at all; undefined if it cannot be unpacked. */
export function decompress(body: Buffer, encoding: string | undefined, limit: number): Buffer | undefined {
  const options = { maxOutputLength: limit + 1 };
  try {
    if (encoding === 'gzip') return gunzipSync(body, options);
    return encoding === 'deflate' ? inflateSync(body, options) : body;
  } catch {
    return undefined;
  }
}
