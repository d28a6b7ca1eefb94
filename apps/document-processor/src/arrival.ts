import { EventProblem } from '@palisade/lambda-kit';
import { documentIdOf } from '@palisade/shared-types';
import type { S3EventRecord } from 'aws-lambda';

/** An object that arrived, and the document whose bytes it is. */
export interface Arrival {
  documentId: string;
  key: string;
  size: number;
  /** In quotes, as S3 writes it everywhere but in its events. */
  eTag: string;
}

/**
 * The arrival an S3 event record tells of, undefined when it tells of something else (a deletion, a change of tags). Throws
 * when the object is in another bucket, or its key is no document's: nobody waits for it, and the dead-letter queue keeps it.
 */
export function arrivalOf(record: S3EventRecord, bucket: string): Arrival | undefined {
  if (!record.eventName.startsWith('ObjectCreated:')) return undefined;
  const { object } = record.s3;
  if (record.s3.bucket.name !== bucket) throw new EventProblem('foreign-bucket', 'The object is in another bucket');
  const key = decodeKey(object.key);
  const documentId = key === undefined ? undefined : documentIdOf(key);
  if (key === undefined || documentId === undefined) {
    throw new EventProblem('foreign-object', 'The object’s key is no document’s: it did not come through the API');
  }
  return { documentId, key, size: object.size, eTag: `"${object.eTag}"` };
}

/**
 * The key in an event, which S3 encodes as an HTML form does: UTF-8 bytes in percent escapes, spaces as `+`. Undefined when
 * it is not so encoded.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function decodeKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
