import {
  boolean,
  map,
  object,
  oneOf,
  required,
  string,
  type Graph,
  type ModelContext,
  type Properties,
  type Resource,
  type ResourceLookup,
  type ResourceModel,
} from '@palisade/local-engine';
import { ec2Arn } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import { holdsCidr, overlaps, parseCidr } from '../cidr.ts';
import { placeOf } from './place.ts';
import { zonesOf, type Zone } from '../aws/regions.ts';
import { vpc } from './vpc.ts';

export const subnet: ResourceModel = {
  token: 'aws:ec2/subnet:Subnet',
  inputs: object({
    vpcId: required(string),
    cidrBlock: required(string),
    availabilityZone: string,
    availabilityZoneId: string,
    mapPublicIpOnLaunch: boolean,
    assignIpv6AddressOnCreation: oneOf(false),
    enableDns64: oneOf(false),
    enableResourceNameDnsARecordOnLaunch: oneOf(false),
    enableResourceNameDnsAaaaRecordOnLaunch: oneOf(false),
    ipv6Native: oneOf(false),
    privateDnsHostnameTypeOnLaunch: oneOf('ip-name'),
    tags: map(string),
  }),
  replaceOn: ['vpcId', 'cidrBlock', 'availabilityZone', 'availabilityZoneId'],
  defaults: () => ({
    mapPublicIpOnLaunch: false,
    assignIpv6AddressOnCreation: false,
    enableDns64: false,
    enableResourceNameDnsARecordOnLaunch: false,
    enableResourceNameDnsAaaaRecordOnLaunch: false,
    ipv6Native: false,
    privateDnsHostnameTypeOnLaunch: 'ip-name',
  }),
  check: (inputs, context) => [...checkCidr(inputs), ...checkZone(inputs, context)],
  outputs: (inputs, context) => {
    const id = context.id('subnet-', 17);
    const zone = zoneOf(inputs, context.region);
    return {
      id,
      outputs: {
        arn: ec2Arn({ ...placeOf(context), type: 'subnet', id }),
        ownerId: context.accountId,
        ...(zone !== undefined && { availabilityZone: zone.name, availabilityZoneId: zone.id }),
        ipv6CidrBlockAssociationId: '',
        ipv6CidrBlock: '',
      },
    };
  },
  checkInGraph: checkRange,
};

/** The zone asked for by name or id; the region's first one when the program leaves the choice to AWS. */
function zoneOf(inputs: Properties, region: string): Zone | undefined {
  const name = text(inputs, 'availabilityZone');
  const id = text(inputs, 'availabilityZoneId');
  return zonesOf(region).find(
    (zone) => (name === undefined || zone.name === name) && (id === undefined || zone.id === id),
  );
}

function checkZone(inputs: Properties, { region }: ModelContext): readonly string[] {
  const asked = text(inputs, 'availabilityZone') ?? text(inputs, 'availabilityZoneId') ?? region;
  if (text(inputs, 'availabilityZone') !== undefined && text(inputs, 'availabilityZoneId') !== undefined) {
    return ['"availabilityZone": conflicts with availabilityZoneId'];
  }
  if (zoneOf(inputs, region) !== undefined) return [];
  const valid = zonesOf(region).map((zone) => (asked.includes('-az') ? zone.id : zone.name));
  return [
    `InvalidParameterValue: Value (${asked}) for parameter availabilityZone is invalid. Subnets can currently only be ` +
      `created in the following availability zones: ${valid.join(', ')}.`,
  ];
}

function checkCidr(inputs: Properties): readonly string[] {
  const block = text(inputs, 'cidrBlock') ?? '';
  const cidr = parseCidr(block);
  if (cidr === undefined) {
    return [
      `InvalidParameterValue: Value (${block}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    ];
  }
  return cidr.bits < 16 || cidr.bits > 28 ? [`InvalidSubnet.Range: The CIDR '${block}' is invalid.`] : [];
}

/** Inside its VPC, and apart from the subnets declared before it. */
function checkRange(self: Resource, graph: Graph, lookup: ResourceLookup): readonly string[] {
  const block = text(self.outputs, 'cidrBlock') ?? '';
  const cidr = parseCidr(block);
  const vpcId = text(self.outputs, 'vpcId') ?? '';
  if (cidr === undefined) return [];
  const home = lookup.byId(vpc.token, vpcId);
  const range = home && parseCidr(text(home.outputs, 'cidrBlock') ?? '');
  if (range && !holdsCidr(range, cidr)) return [`InvalidSubnet.Range: The CIDR '${block}' is invalid.`];
  for (const other of graph.resources) {
    if (other.urn === self.urn) break;
    if (other.type !== subnet.token || text(other.outputs, 'vpcId') !== vpcId) continue;
    const taken = parseCidr(text(other.outputs, 'cidrBlock') ?? '');
    if (taken && overlaps(taken, cidr)) {
      return [`InvalidSubnet.Conflict: The CIDR '${block}' conflicts with another subnet`];
    }
  }
  return [];
}
