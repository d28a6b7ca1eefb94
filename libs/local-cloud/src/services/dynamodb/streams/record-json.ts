import type { JsonObject } from '../../../kernel/wire.ts';
import type { StreamRecord } from './stream-record.ts';

/** A record as GetRecords answers it. Source: Amazon DynamoDB Streams API Reference, Record. */
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

/**
 * A record as functions get it, an element of `Records`: the identity has small letters there.
 * Source: Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB"; DynamoDB Developer Guide, "DynamoDB Streams and Time to Live".
 */
export function streamEvent(record: StreamRecord, region: string, streamArn: string): JsonObject {
  const { userIdentity: _, ...rest } = recordJson(record, region);
  return {
    ...rest,
    ...(record.byTtl && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
    eventSourceARN: streamArn,
  };
}
