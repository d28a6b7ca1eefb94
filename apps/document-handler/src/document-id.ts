import { createHash } from 'node:crypto';
import { HttpProblem } from '@palisade/lambda-kit';
import type { Document } from './document.ts';
import { IDEMPOTENCY_KEY } from './idempotency-key.ts';

/**
 * The id of a document submitted under an `Idempotency-Key`: a UUID made of caller, key and the whole document, so
 * - a retry has the id of the first attempt, whatever the day or the execution environment;
 * - the same key of two callers never meets;
 * - the same key with another document is another document. Telling the caller "409, key reused" would take reading what
 *   is stored (a condition on the ETag needs `s3:GetObject` too), and this function may only write. See the README.
 */
export function idempotentId(caller: string | undefined, key: string, document: Document): string {
  if (caller === undefined) throw HttpProblem.field(IDEMPOTENCY_KEY, 'needs an authenticated caller to belong to');
  const { fileName, contentType, sha256 } = document;
  const metadata = Object.entries(document.metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  const identity = JSON.stringify(['palisade.document.1', caller, key, fileName, contentType, sha256, metadata]);
  return uuid8(createHash('sha256').update(identity).digest());
}

/** RFC 9562 section 5.8: 122 bits of the hash, with version and variant where a UUID has them. */
function uuid8(hash: Buffer): string {
  const bytes = Buffer.from(hash.subarray(0, 16));
  bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x80;
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
