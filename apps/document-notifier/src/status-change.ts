import { EventProblem, plain } from '@palisade/lambda-kit';
import { documentStatuses, type DocumentStatus, type StatusChange } from '@palisade/shared-types';
import type { DynamoDBRecord } from 'aws-lambda';

/** The ends a document can come to: what the world is told of. */
const TOLD = ['processed', 'failed', 'deleted'] as const satisfies readonly DocumentStatus[];

/**
 * The change a stream record tells of, undefined when it is none that is published: another attribute changed, the status
 * is one on the way, or the table's TTL removed an entry. Nothing but ids, statuses and times is taken out of the images.
 * Throws a `malformed-record` problem when the new image is no document's.
 */
export function statusChange({ dynamodb }: DynamoDBRecord): StatusChange | undefined {
  const { NewImage, OldImage } = dynamodb ?? {};
  if (!NewImage) return undefined;
  const { documentId, ownerId, status, version, updatedAt, failure } = plain(NewImage);
  const previousStatus = OldImage ? statusOf(plain(OldImage)['status']) : null;
  const told = TOLD.find((one) => one === statusOf(status));
  if (told === undefined || told === previousStatus) return undefined;
  return {
    changeId: `${text('documentId', documentId)}:${number('version', version)}`,
    documentId: text('documentId', documentId),
    ownerId: text('ownerId', ownerId),
    status: told,
    previousStatus,
    version: number('version', version),
    changedAt: text('updatedAt', updatedAt),
    ...(told === 'failed' && { failure: text('failure', (failure as { code?: unknown } | undefined)?.code) }),
  };
}

function statusOf(value: unknown): DocumentStatus {
  const status = documentStatuses.find((one) => one === value);
  if (status === undefined) throw malformed('status');
  return status;
}

function text(attribute: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') throw malformed(attribute);
  return value;
}

function number(attribute: string, value: unknown): number {
  if (typeof value !== 'number') throw malformed(attribute);
  return value;
}

function malformed(attribute: string): EventProblem {
  return new EventProblem('malformed-record', `A stream record has a wrong or missing ${attribute}`);
}
