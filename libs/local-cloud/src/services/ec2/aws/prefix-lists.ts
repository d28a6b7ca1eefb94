import { formatCidr, parseCidr, type Cidr } from '../cidr.ts';
import { derivedId } from '../identifiers.ts';
import { regionNames } from './regions.ts';

/** The address ranges of one AWS service in one region, as AWS publishes them for routes and security groups. */
export interface PrefixList {
  /** `pl-63a5400a` */
  readonly id: string;
  /** `com.amazonaws.us-east-1.s3` */
  readonly name: string;
  readonly region: string;
  readonly service: GatewayService;
  readonly cidrs: readonly Cidr[];
}

/** The services a gateway endpoint exists for. Source: AWS PrivateLink Guide, "Gateway endpoints". */
export type GatewayService = 's3' | 'dynamodb';

/** Ids AWS uses, where they are public knowledge; the others are made up here. */
const knownIds: Readonly<Record<string, string>> = {
  'com.amazonaws.us-east-1.s3': 'pl-63a5400a',
  'com.amazonaws.us-east-1.dynamodb': 'pl-02cd2c6b',
  'com.amazonaws.ap-southeast-1.s3': 'pl-6fa54006',
  'com.amazonaws.ap-southeast-1.dynamodb': 'pl-67a5400e',
};

const lists: ReadonlyMap<string, PrefixList> = new Map(
  regionNames
    .flatMap((region, index) => [
      prefixList(region, 's3', [`52.92.${index * 8}.0/21`, `3.5.${index * 4}.0/22`]),
      prefixList(region, 'dynamodb', [`52.94.${index * 4}.0/22`]),
    ])
    .map((list) => [list.id, list]),
);

export function prefixListById(id: string): PrefixList | undefined {
  return lists.get(id);
}

export function prefixListOf(region: string, service: string): PrefixList | undefined {
  return prefixListsIn(region).find((list) => list.service === service);
}

export function prefixListsIn(region: string): readonly PrefixList[] {
  return [...lists.values()].filter((list) => list.region === region);
}

export function cidrTexts(list: PrefixList): readonly string[] {
  return list.cidrs.map(formatCidr);
}

function prefixList(region: string, service: GatewayService, ranges: readonly string[]): PrefixList {
  const name = endpointServiceName(region, service);
  const cidrs = ranges.map(parseCidr).filter((cidr) => cidr !== undefined);
  return { id: knownIds[name] ?? derivedId('pl-', name).slice(0, 11), name, region, service, cidrs };
}

/** `com.amazonaws.us-east-1.s3`: what VPC endpoints call a service. */
export function endpointServiceName(region: string, service: string): string {
  return `com.amazonaws.${region}.${service}`;
}
