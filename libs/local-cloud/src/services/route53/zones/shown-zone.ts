import type { XmlObject } from '../../../kernel/wire.ts';
import { shownName } from './domain-name.ts';
import type { HostedZone } from './hosted-zones.ts';
import type { RecordSet } from './record-set.ts';

/** What the provider says when it makes a zone: the same one each time here. */
export const callerReference = (zoneId: string): string => `terraform-${zoneId}`;

/** A zone in replies. Source: Amazon Route 53 API Reference, HostedZone. */
export function shownZone({ comment, id, name, records }: HostedZone): XmlObject {
  return {
    Id: `/hostedzone/${id}`,
    Name: shownName(name),
    CallerReference: callerReference(id),
    Config: { Comment: comment, PrivateZone: false },
    ResourceRecordSetCount: records.size,
  };
}

/** A record set in replies. Source: Amazon Route 53 API Reference, ResourceRecordSet. */
export function shownRecordSet({ alias, name, ttl, type, values }: RecordSet): XmlObject {
  return {
    Name: shownName(name),
    Type: type,
    TTL: ttl,
    ...(values.length > 0 && { ResourceRecords: { ResourceRecord: values.map((Value) => ({ Value })) } }),
    ...(alias !== undefined && {
      AliasTarget: {
        HostedZoneId: alias.zoneId,
        DNSName: shownName(alias.name),
        EvaluateTargetHealth: alias.evaluateTargetHealth,
      },
    }),
  };
}
