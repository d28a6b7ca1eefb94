import { createHash } from 'node:crypto';
import { HttpProblem, type ApiRequest, type ProblemKind } from '@palisade/lambda-kit';
import { objectKey, type DocumentRecord } from '@palisade/shared-types';
import type { Caller } from './caller.ts';
import type { Ports } from './ports.ts';

export const IDEMPOTENCY_KEY = 'Idempotency-Key';

export const keyReused: ProblemKind = {
  status: 409,
  code: 'idempotency-key-reused',
  title: 'The Idempotency-Key was used for another document',
};

/** A document as a caller submits it, inline or for upload. */
export interface Submission {
  kind: 'inline' | 'upload';
  fileName: string;
  contentType: string;
  size: number;
  /** Lower-case hex. */
  sha256: string;
  metadata: Record<string, string>;
}

/** Entries whose bytes never came go after a day: their presigned request is long past by then. */
const SECONDS_TO_ARRIVE = 24 * 60 * 60;

/**
 * Enters a submission into the table as `pending-upload`, or finds the entry that an earlier attempt made of it. An attempt
 * is known by its `Idempotency-Key`, of which with the caller the document's id is made; another document under the same key
 * is refused with 409.
 */
export async function enter(
  { documents, now, randomId }: Pick<Ports, 'documents' | 'now' | 'randomId'>,
  request: ApiRequest<unknown>,
  caller: Caller,
  submission: Submission,
): Promise<{ record: DocumentRecord; repeated: boolean }> {
  const idempotencyKey = readIdempotencyKey(request.header(IDEMPOTENCY_KEY));
  const documentId = idempotencyKey === undefined ? randomId() : idempotentId(caller.clientId, idempotencyKey);
  const { kind: _, ...described } = submission;
  const at = now();
  const record: DocumentRecord = {
    documentId,
    ownerId: caller.clientId,
    status: 'pending-upload',
    version: 1,
    ...described,
    key: objectKey(documentId),
    requestHash: requestHash(submission),
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
    expiresAt: Math.floor(at.getTime() / 1000) + SECONDS_TO_ARRIVE,
  };
  const found = await documents.create(record, { remainingMillis: request.remainingMillis() });
  if (found === 'created') return { record, repeated: false };
  if (found.requestHash !== record.requestHash) {
    const message = 'was used for another document before';
    const errors = [{ field: IDEMPOTENCY_KEY, message }];
    throw new HttpProblem(keyReused, { detail: `${IDEMPOTENCY_KEY} ${message}`, errors });
  }
  // A random id can only be taken by our own attempt whose answer was lost on the way: the document is new.
  return { record: found, repeated: idempotencyKey !== undefined };
}

/**
 * 1 to 128 printable ASCII characters without spaces, compared as they are.
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
function readIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined || /^[!-~]{1,128}$/.test(header)) return header;
  throw HttpProblem.field(IDEMPOTENCY_KEY, 'must be 1 to 128 printable ASCII characters without spaces');
}

/** A UUID (RFC 9562 version 8) made of caller and key, the same on every attempt. */
export function idempotentId(clientId: string, key: string): string {
  const bytes = sha256(['palisade.processing.1', clientId, key]).subarray(0, 16);
  bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x80;
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** All that makes two submissions the same one; metadata in any order. */
function requestHash({ kind, fileName, contentType, size, sha256: digest, metadata }: Submission): string {
  const sorted = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256([kind, fileName, contentType, size, digest, sorted]).toString('hex');
}

function sha256(parts: readonly unknown[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
