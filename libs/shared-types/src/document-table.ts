import type { ProcessedDocument } from './processed-document.ts';

/** The documents table's indexes. Its partition key is `documentId`; both indexes project {@link summaryAttributes}. */
export const documentIndexes = {
  byStatus: { name: 'byStatus', partition: 'status', sort: 'updatedAt' },
  byOwner: { name: 'byOwner', partition: 'ownerId', sort: 'createdAt' },
} as const;

/** An item of the documents table: the document, and what only the platform needs to know of it. */
export interface DocumentRecord extends ProcessedDocument {
  /** The object's key in the documents bucket: {@link objectKey}. */
  key: string;
  /** Hash of the submission, by which a retry is known from another document under the same `Idempotency-Key`. */
  requestHash: string;
  /** Epoch seconds, the table's TTL attribute: entries whose bytes never came go by themselves. */
  expiresAt?: number;
  /** The object's ETag, as S3 writes it, of the bytes that were processed. */
  eTag?: string;
  /** The client that deleted it. */
  deletedBy?: string;
}

/** Where documents arrive: what the bucket notifies the processor of. */
export const INCOMING_PREFIX = 'incoming/';

/**
 * The key of a document's object: `incoming/<first four hex digits of the id>/<id>`. The digits spread the load over S3's
 * partitions; no name a caller chose is in it.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
export function objectKey(documentId: string): string {
  return `${INCOMING_PREFIX}${documentId.slice(0, 4)}/${documentId}`;
}

/** The document an object belongs to, undefined when the key is none of {@link objectKey}'s. */
export function documentIdOf(key: string): string | undefined {
  const documentId = /^incoming\/[0-9a-f]{4}\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(key)?.[1];
  return documentId !== undefined && objectKey(documentId) === key ? documentId : undefined;
}
