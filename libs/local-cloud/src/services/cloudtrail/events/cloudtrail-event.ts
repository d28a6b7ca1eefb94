import type { JsonObject } from '../../../kernel/wire.ts';
import type { EventFacts } from '../trails/event-selection.ts';

/** One event as it is recorded, and what selectors and look-ups ask of it. */
export interface CloudtrailEvent extends EventFacts {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly region: string;
  readonly global: boolean;
  readonly userName: string;
  readonly accessKeyId: string;
  readonly resources: readonly { readonly type: string; readonly arn: string }[];
  /** The record as CloudTrail writes it, JSON. */
  readonly text: string;
}

/** `2026-01-01T00:00:00Z` */
export const eventTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

export interface RecordParts {
  readonly id: string;
  readonly at: number;
  readonly identity: JsonObject;
  readonly source: string;
  readonly name: string;
  readonly region: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  readonly parameters: JsonObject | null;
  readonly response: JsonObject | null;
  readonly additional?: JsonObject;
  readonly requestId: string;
  readonly readOnly: boolean;
  readonly resources: readonly JsonObject[];
  readonly management: boolean;
  readonly accountId: string;
  readonly vpcEndpointId?: string | undefined;
  readonly tls?: JsonObject | undefined;
}

/** Source: AWS CloudTrail User Guide, "CloudTrail record contents". */
export function recordText(parts: RecordParts): string {
  return JSON.stringify({
    eventVersion: '1.11',
    userIdentity: parts.identity,
    eventTime: eventTime(parts.at),
    eventSource: parts.source,
    eventName: parts.name,
    awsRegion: parts.region,
    sourceIPAddress: parts.sourceIp,
    userAgent: parts.userAgent,
    errorCode: parts.errorCode,
    errorMessage: parts.errorMessage,
    requestParameters: parts.parameters,
    responseElements: parts.response,
    additionalEventData: parts.additional,
    requestID: parts.requestId,
    eventID: parts.id,
    readOnly: parts.readOnly,
    resources: parts.resources.length === 0 ? undefined : parts.resources,
    eventType: 'AwsApiCall',
    managementEvent: parts.management,
    recipientAccountId: parts.accountId,
    vpcEndpointId: parts.vpcEndpointId,
    vpcEndpointAccountId: parts.vpcEndpointId === undefined ? undefined : parts.accountId,
    eventCategory: parts.management ? 'Management' : 'Data',
    tlsDetails: parts.tls,
  });
}
