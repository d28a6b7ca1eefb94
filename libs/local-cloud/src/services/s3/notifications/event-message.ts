import type { JsonObject } from '../../../kernel/wire.ts';
import { NULL_VERSION, type StoredObject } from '../storage/object-version.ts';
import type { EventType } from './event-types.ts';

/** Something that happened to an object. */
export interface ObjectEvent {
  readonly type: EventType;
  readonly key: string;
  readonly versionId?: string;
  /** Bytes and ETag of what was created. */
  readonly size?: number;
  readonly etag?: string;
}

export function created(
  type: EventType,
  { key, versionId, size, etag }: Pick<StoredObject, 'key' | 'versionId' | 'size' | 'etag'>,
): ObjectEvent {
  return { type, key, size, etag, ...(versionId !== NULL_VERSION && { versionId }) };
}

/** Around an event: where, when, who. */
export interface EventSetting {
  readonly region: string;
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly ownerId: string;
  readonly ruleId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly principalId: string;
  readonly sourceIp: string;
  readonly requestId: string;
  readonly sequencer: string;
}

/** Source: Amazon S3 User Guide, "Event message structure". */
export function eventMessage(event: ObjectEvent, setting: EventSetting): JsonObject {
  const { key, versionId, size, etag } = event;
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: setting.region,
        eventTime: new Date(setting.at).toISOString(),
        eventName: event.type.slice('s3:'.length),
        userIdentity: { principalId: setting.principalId },
        requestParameters: { sourceIPAddress: setting.sourceIp },
        responseElements: { 'x-amz-request-id': setting.requestId, 'x-amz-id-2': setting.requestId },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: setting.ruleId,
          bucket: {
            name: setting.bucketName,
            ownerIdentity: { principalId: setting.ownerId },
            arn: setting.bucketArn,
          },
          object: {
            key: encodeKey(key),
            ...(size !== undefined && { size }),
            ...(etag !== undefined && { eTag: etag }),
            ...(versionId !== undefined && { versionId }),
            sequencer: setting.sequencer,
          },
        },
      },
    ],
  };
}

/** What a queue or topic gets once, when a bucket begins to tell it something. Source: as above, "s3:TestEvent". */
export function testMessage(bucketName: string, at: number, requestId: string): JsonObject {
  return {
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: new Date(at).toISOString(),
    Bucket: bucketName,
    RequestId: requestId,
    HostId: requestId,
  };
}

/** As forms are encoded, slashes apart: a space becomes `+`. */
function encodeKey(key: string): string {
  return encodeURIComponent(key)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/')
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
