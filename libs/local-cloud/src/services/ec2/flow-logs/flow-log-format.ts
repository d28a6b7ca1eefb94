/** What a flow log knows about one connection. */
export interface FlowRecord {
  readonly accountId: string;
  readonly interfaceId: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly region: string;
  readonly zoneId: string;
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Seconds since the epoch. */
  readonly at: number;
  readonly action: 'ACCEPT' | 'REJECT';
}

const fields: Readonly<Record<string, (record: FlowRecord) => string | number>> = {
  version: () => 2,
  'account-id': (record) => record.accountId,
  'interface-id': (record) => record.interfaceId,
  srcaddr: (record) => record.source,
  dstaddr: (record) => record.destination,
  srcport: (record) => record.sourcePort,
  dstport: (record) => record.destinationPort,
  protocol: () => 6,
  // One record per connection, made when it is opened: its first packet.
  packets: () => 1,
  bytes: () => 60,
  start: (record) => record.at,
  end: (record) => record.at,
  action: (record) => record.action,
  'log-status': () => 'OK',
  'vpc-id': (record) => record.vpcId,
  'subnet-id': (record) => record.subnetId,
  region: (record) => record.region,
  'az-id': (record) => record.zoneId,
  type: () => 'IPv4',
  'pkt-srcaddr': (record) => record.source,
  'pkt-dstaddr': (record) => record.destination,
  'flow-direction': () => 'egress',
};

/** Source: VPC User Guide, "Flow log records", default format (version 2). */
export const defaultFormat = [
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
]
  .flatMap((line) => line.split(' '))
  .map((field) => `\${${field}}`)
  .join(' ');

/** Fields of a format this cloud has no value for. */
export function unknownFields(format: string): readonly string[] {
  return fieldNames(format).filter((name) => fields[name] === undefined);
}

export function formatRecord(format: string, record: FlowRecord): string {
  return fieldNames(format)
    .map((name) => fields[name]?.(record) ?? '-')
    .join(' ');
}

function fieldNames(format: string): readonly string[] {
  return [...format.matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1] ?? '');
}
