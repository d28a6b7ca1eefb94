import { attributes, type Storable } from '@palisade/lambda-kit';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';

type Item = Readonly<Record<string, Storable | undefined>>;

/** A document as its item is, with everything in it that must not get out. */
export const item = (more: Item = {}): Item => ({
  documentId: '22d37064-062d-8454-a981-08fe39751174',
  ownerId: 'client-1',
  status: 'processed',
  version: 4,
  fileName: 'CANARY.pdf',
  contentType: 'application/pdf',
  size: 7,
  sha256: 'CANARY',
  metadata: { case: 'CANARY' },
  key: 'incoming/22d3/CANARY',
  createdAt: '2026-11-24T10:00:00.000Z',
  updatedAt: '2026-11-24T10:00:01.000Z',
  properties: { format: 'pdf', pages: 3 },
  ...more,
});

/** A record as the stream has it under NEW_AND_OLD_IMAGES. */
export function record(sequenceNumber: number, before: Item | null, after: Item | null): DynamoDBRecord {
  const [OldImage, NewImage] = [before, after].map((image) => image && attributes(image));
  const eventName = before === null ? 'INSERT' : after === null ? 'REMOVE' : 'MODIFY';
  const dynamodb = {
    SequenceNumber: String(sequenceNumber),
    StreamViewType: 'NEW_AND_OLD_IMAGES',
    Keys: attributes({ documentId: String((after ?? before)?.['documentId']) }),
    ...(OldImage && { OldImage }),
    ...(NewImage && { NewImage }),
  };
  return { eventName, eventSource: 'aws:dynamodb', dynamodb } as DynamoDBRecord;
}

export const streamEvent = (...Records: DynamoDBRecord[]): DynamoDBStreamEvent => ({ Records });
