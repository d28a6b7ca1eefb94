import { hostedZoneArn } from '@palisade/policies';
import type { EventTable } from '../event-table.ts';

const FROM_QUERY: Readonly<Record<string, string>> = {
  dnsname: 'dNSName',
  hostedzoneid: 'hostedZoneId',
  recordname: 'recordName',
  recordtype: 'recordType',
};

/** Source: Route 53 Developer Guide, "Logging Amazon Route 53 API calls with AWS CloudTrail". */
export const route53: EventTable = {
  source: 'route53.amazonaws.com',
  global: true,
  management: {
    read: [
      'GetHostedZone',
      'ListHostedZones',
      'ListHostedZonesByName',
      'ListResourceRecordSets',
      'ListTagsForResource',
      'TestDNSAnswer',
    ],
    write: [],
  },
  parameters({ exchange: { wire } }) {
    const asked = Object.entries(FROM_QUERY).flatMap(([name, member]) => {
      const value = wire.query.get(name);
      return value === undefined ? [] : [[member, value] as const];
    });
    const inPath = Object.entries(wire.params).map(([name, value]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      value,
    ]);
    return Object.fromEntries([...inPath, ...asked]);
  },
  resources({ exchange: { wire } }, { account, partition }) {
    const id = wire.params['Id'] ?? wire.params['HostedZoneId'];
    return id === undefined || !/^[A-Z0-9]+$/.test(id)
      ? []
      : [{ type: 'AWS::Route53::HostedZone', arn: hostedZoneArn({ partition, id }), accountId: account }];
  },
};
