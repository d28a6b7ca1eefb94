import type { InternetGateway } from '../network.ts';
import { describe, inRegion, tagFilters, tagSet } from './describe.ts';

export const describeInternetGateways = describe<InternetGateway>({
  name: 'DescribeInternetGateways',
  set: 'internetGatewaySet',
  ids: {
    parameter: 'InternetGatewayId',
    of: (gateway) => gateway.id,
    kind: 'InternetGatewayID',
    noun: 'internetGateway',
  },
  list: ({ network }, region) => inRegion(network.internetGateways, region),
  filters: (gateway, { host }) => ({
    ...tagFilters(gateway.tags),
    'internet-gateway-id': gateway.id,
    'owner-id': host.accountId,
    'attachment.vpc-id': gateway.vpcId ?? [],
    'attachment.state': gateway.vpcId === undefined ? [] : 'available',
  }),
  item: (gateway, { host }) => ({
    internetGatewayId: gateway.id,
    ownerId: host.accountId,
    attachmentSet: { item: gateway.vpcId === undefined ? [] : [{ vpcId: gateway.vpcId, state: 'available' }] },
    tagSet: tagSet(gateway.tags),
  }),
});
