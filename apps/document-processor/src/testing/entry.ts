import { createHash } from 'node:crypto';
import { objectKey, type DocumentRecord } from '@palisade/shared-types';
import type { S3Event, S3EventRecord } from 'aws-lambda';

export const BUCKET = 'bucket-test';
export const TABLE = 'documents-test';

/** An entry as the API makes it for these bytes. */
export function entryOf(documentId: string, bytes: Buffer, more: Partial<DocumentRecord> = {}): DocumentRecord {
  return {
    documentId,
    ownerId: 'client-1',
    status: 'received',
    version: 2,
    fileName: 'CANARY.txt',
    contentType: 'text/plain',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    metadata: { case: 'CANARY' },
    key: objectKey(documentId),
    requestHash: 'hash',
    createdAt: '2026-11-24T10:00:00.000Z',
    updatedAt: '2026-11-24T10:00:00.000Z',
    expiresAt: 4_000_000_000,
    ...more,
  };
}

/** What S3 says when an object has arrived. */
export function arrivalRecord(object: { key: string; size: number; eTag: string }, eventName = 'ObjectCreated:Put') {
  const bucket = { name: BUCKET, arn: `${'arn'}:aws:s3:::${BUCKET}` };
  return { eventName, s3: { bucket, object: { ...object, sequencer: '0055AED6DCD90281E5' } } } as S3EventRecord;
}

export const s3Event = (...Records: S3EventRecord[]): S3Event => ({ Records });
