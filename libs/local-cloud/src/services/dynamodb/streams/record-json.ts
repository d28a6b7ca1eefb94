import type { JsonObject } from '../../../kernel/wire.ts';
import type { StreamRecord } from './stream-record.ts';

/** A record as GetRecords answers it, and as functions get it. Source: Amazon DynamoDB Streams API Reference, Record. */
export function recordJson(record: StreamRecord, region: string): JsonObject {
  const { at, byTtl, eventId, eventName, keys, newImage, oldImage, sequenceNumber, size, viewType } = record;
  return {
    eventID: eventId,
    eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb: {
      // In whole seconds.
      ApproximateCreationDateTime: Math.floor(at / 1000),
      Keys: keys as JsonObject,
      ...(newImage && { NewImage: newImage as JsonObject }),
      ...(oldImage && { OldImage: oldImage as JsonObject }),
      SequenceNumber: sequenceNumber,
      SizeBytes: size,
      StreamViewType: viewType,
    },
    ...(byTtl && { userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' } }),
  };
}
