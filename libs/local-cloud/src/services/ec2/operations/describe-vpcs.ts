import { formatCidr } from '../cidr.ts';
import type { Vpc } from '../network.ts';
import { describe, inRegion, tagFilters, tagSet } from './describe.ts';

export const describeVpcs = describe<Vpc>({
  name: 'DescribeVpcs',
  set: 'vpcSet',
  ids: { parameter: 'VpcId', of: (vpc) => vpc.id, kind: 'VpcID', noun: 'vpc' },
  list: ({ network }, region) => inRegion(network.vpcs, region),
  filters: (vpc, { host }) => ({
    ...tagFilters(vpc.tags),
    'vpc-id': vpc.id,
    cidr: formatCidr(vpc.cidr),
    'cidr-block-association.cidr-block': formatCidr(vpc.cidr),
    'dhcp-options-id': vpc.dhcpOptionsId,
    'is-default': 'false',
    'owner-id': host.accountId,
    state: 'available',
  }),
  item: (vpc, { host }) => ({
    vpcId: vpc.id,
    state: 'available',
    cidrBlock: formatCidr(vpc.cidr),
    cidrBlockAssociationSet: {
      item: [
        {
          associationId: vpc.id.replace('vpc-', 'vpc-cidr-assoc-'),
          cidrBlock: formatCidr(vpc.cidr),
          cidrBlockState: { state: 'associated' },
        },
      ],
    },
    dhcpOptionsId: vpc.dhcpOptionsId,
    instanceTenancy: 'default',
    isDefault: false,
    ownerId: host.accountId,
    tagSet: tagSet(vpc.tags),
  }),
});
