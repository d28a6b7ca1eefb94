import { ec2Arn } from '@palisade/policies';
import { formatCidr, size } from '../cidr.ts';
import type { Network, Subnet } from '../network.ts';
import { describe, inRegion, tagFilters, tagSet } from './describe.ts';

export const describeSubnets = describe<Subnet>({
  name: 'DescribeSubnets',
  set: 'subnetSet',
  ids: { parameter: 'SubnetId', of: (subnet) => subnet.id, kind: 'SubnetID', noun: 'subnet' },
  list: ({ network }, region) => inRegion(network.subnets, region),
  filters: (subnet, { host, network }) => ({
    ...tagFilters(subnet.tags),
    'subnet-id': subnet.id,
    'vpc-id': subnet.vpcId,
    'cidr-block': formatCidr(subnet.cidr),
    cidrBlock: formatCidr(subnet.cidr),
    'availability-zone': subnet.zone.name,
    'availability-zone-id': subnet.zone.id,
    'available-ip-address-count': String(freeAddresses(network, subnet)),
    'default-for-az': 'false',
    'map-public-ip-on-launch': String(subnet.mapPublicIpOnLaunch),
    'owner-id': host.accountId,
    state: 'available',
  }),
  item: (subnet, { host, network }) => ({
    subnetId: subnet.id,
    subnetArn: ec2Arn({
      partition: host.partition,
      account: host.accountId,
      region: subnet.region,
      type: 'subnet',
      id: subnet.id,
    }),
    state: 'available',
    vpcId: subnet.vpcId,
    cidrBlock: formatCidr(subnet.cidr),
    ipv6CidrBlockAssociationSet: { item: [] },
    availableIpAddressCount: freeAddresses(network, subnet),
    availabilityZone: subnet.zone.name,
    availabilityZoneId: subnet.zone.id,
    defaultForAz: false,
    mapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
    assignIpv6AddressOnCreation: false,
    ipv6Native: false,
    ownerId: host.accountId,
    tagSet: tagSet(subnet.tags),
  }),
});

/** Five addresses of every subnet are AWS's own. */
function freeAddresses(network: Network, subnet: Subnet): number {
  const used = [...network.interfaces.values()].filter((each) => each.subnetId === subnet.id).length;
  return size(subnet.cidr) - 5 - used;
}
