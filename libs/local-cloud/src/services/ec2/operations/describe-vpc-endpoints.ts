import type { VpcEndpoint } from '../network.ts';
import { describe, inRegion, tagFilters, tagSet } from './describe.ts';

export const describeVpcEndpoints = describe<VpcEndpoint>({
  name: 'DescribeVpcEndpoints',
  set: 'vpcEndpointSet',
  ids: { parameter: 'VpcEndpointId', of: (endpoint) => endpoint.id, kind: 'VpcEndpointId', noun: 'Vpc Endpoint' },
  list: ({ network }, region) => inRegion(network.vpcEndpoints, region),
  filters: (endpoint) => ({
    ...tagFilters(endpoint.tags),
    'vpc-endpoint-id': endpoint.id,
    'vpc-endpoint-type': endpoint.type,
    'vpc-endpoint-state': 'available',
    'vpc-id': endpoint.vpcId,
    'service-name': endpoint.serviceName,
    'service-region': endpoint.region,
    'ip-address-type': 'ipv4',
  }),
  item: (endpoint, { host, network }) => ({
    vpcEndpointId: endpoint.id,
    vpcEndpointType: endpoint.type,
    vpcId: endpoint.vpcId,
    serviceName: endpoint.serviceName,
    serviceRegion: endpoint.region,
    state: 'available',
    policyDocument: endpoint.policy,
    routeTableIdSet: { item: endpoint.routeTableIds },
    subnetIdSet: { item: endpoint.subnetIds },
    groupSet: {
      item: endpoint.securityGroupIds.map((groupId) => ({
        groupId,
        groupName: network.securityGroups.get(groupId)?.name,
      })),
    },
    ipAddressType: 'ipv4',
    privateDnsEnabled: endpoint.privateDns,
    requesterManaged: false,
    networkInterfaceIdSet: { item: endpoint.interfaceIds },
    dnsEntrySet: { item: endpoint.dnsNames.map((dnsName) => ({ dnsName, hostedZoneId: 'Z7HUB22UULQXV' })) },
    ownerId: host.accountId,
    tagSet: tagSet(endpoint.tags),
  }),
});
