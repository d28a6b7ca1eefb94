import { parseCidr, parseIp, type Cidr } from '../cidr.ts';
import { endpointServiceOf } from '../aws/endpoint-services.ts';
import { derivedNumber } from '../identifiers.ts';
import { prefixListOf } from '../aws/prefix-lists.ts';

/** Where a connection is meant to go: the AWS service behind a host name, and the address it has in this cloud. */
export interface Destination {
  readonly host: string;
  /** As VPC endpoints name it: `s3`, `kms`, `execute-api`, `ecr.api`; undefined for hosts outside AWS and bare addresses. */
  readonly service?: string;
  readonly region?: string;
  /** A host name of one VPC endpoint: `vpce-0123-abcd.kms.us-east-1.vpce.amazonaws.com`. */
  readonly vpcEndpointId?: string;
  /** True for names without a region, such as `sts.amazonaws.com`, which private DNS of an endpoint does not cover. */
  readonly global: boolean;
  readonly address: number;
}

const regionPattern = /^[a-z]{2}(-[a-z]+)+-\d$/;

/**
 * Reads a host name or address. Host names have made-up but constant addresses: those of S3 and DynamoDB lie in the prefix list of
 * their region, as on AWS.
 */
export function destinationOf(host: string): Destination {
  const name = host.toLowerCase().replace(/\.$/, '');
  const literal = parseIp(name);
  if (literal !== undefined) return { host: name, global: false, address: literal };
  const labels = /^(.+)\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/.exec(name)?.[1]?.split('.');
  if (labels === undefined) return { host: name, global: false, address: addressIn('198.18.0.0/15', name) };
  return { host: name, ...readLabels(labels, name) };
}

/** How reasons name a destination: `kms.us-east-1`, or the host itself. */
export function describeDestination(destination: Destination): string {
  if (destination.service === undefined || destination.global) return destination.host;
  return `${destination.service}.${destination.region}`;
}

/** `labels`: what stands before `.amazonaws.com`. */
function readLabels(labels: readonly string[], name: string): Omit<Destination, 'host'> {
  const regionIndex = labels.findLastIndex((label) => regionPattern.test(label));
  const global = regionIndex === -1;
  const region = global ? 'us-east-1' : (labels[regionIndex] ?? '');
  const service = endpointServiceOf(
    (global ? labels : labels.slice(0, regionIndex)).filter((label) => label !== 'dualstack'),
  );
  const vpcEndpointId = /(?:^|\.)(vpce-[0-9a-f]+)-[^.]*\..*\.vpce\./.exec(name)?.[1];
  const range = prefixListOf(region, service)?.cidrs[0];
  return {
    service,
    region,
    global,
    ...(vpcEndpointId !== undefined && { vpcEndpointId }),
    address: range === undefined ? addressIn('44.192.0.0/11', name) : addressWithin(range, name),
  };
}

/** Inside the range, however small: a route to a prefix list leads to its addresses only. */
function addressWithin({ base, bits }: Cidr, name: string): number {
  return base + 1 + derivedNumber(name, Math.min(2000, 2 ** (32 - bits) - 2));
}

function addressIn(range: string, name: string): number {
  const cidr = parseCidr(range);
  return cidr === undefined ? 0 : cidr.base + 1 + derivedNumber(name, 100_000);
}
