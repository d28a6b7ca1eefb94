import { derivedId } from '../identifiers.ts';
import type { Interface } from '../network.ts';
import { describe, inRegion, tagFilters, tagSet } from './describe.ts';

export const describeNetworkInterfaces = describe<Interface>({
  name: 'DescribeNetworkInterfaces',
  set: 'networkInterfaceSet',
  ids: {
    parameter: 'NetworkInterfaceId',
    of: (each) => each.id,
    kind: 'NetworkInterfaceID',
    noun: 'networkInterface',
  },
  list: ({ network }, region) => inRegion(network.interfaces, region),
  filters: (each, { host, network }) => ({
    ...tagFilters(each.tags),
    'network-interface-id': each.id,
    'vpc-id': each.vpcId,
    'subnet-id': each.subnetId,
    'availability-zone': each.zone.name,
    description: each.description,
    'group-id': each.securityGroupIds,
    'group-name': each.securityGroupIds.flatMap((id) => network.securityGroups.get(id)?.name ?? []),
    'interface-type': each.type,
    'owner-id': host.accountId,
    'private-ip-address': each.privateIp,
    'addresses.private-ip-address': each.privateIp,
    'requester-managed': 'true',
    status: 'in-use',
  }),
  item: (each, { host, network }) => ({
    networkInterfaceId: each.id,
    interfaceType: each.type,
    description: each.description,
    vpcId: each.vpcId,
    subnetId: each.subnetId,
    availabilityZone: each.zone.name,
    ownerId: host.accountId,
    requesterId: each.type === 'lambda' ? `${host.accountId}:lambda` : host.accountId,
    requesterManaged: true,
    status: 'in-use',
    macAddress: macAddress(each.id),
    privateIpAddress: each.privateIp,
    privateIpAddressesSet: { item: [{ privateIpAddress: each.privateIp, primary: true }] },
    sourceDestCheck: true,
    groupSet: {
      item: each.securityGroupIds.map((groupId) => ({
        groupId,
        groupName: network.securityGroups.get(groupId)?.name,
      })),
    },
    attachment: {
      attachmentId: derivedId('ela-attach-', each.id),
      instanceOwnerId: 'amazon-aws',
      deviceIndex: 1,
      status: 'attached',
      deleteOnTermination: false,
    },
    tagSet: tagSet(each.tags),
  }),
});

function macAddress(id: string): string {
  const digits = derivedId('', id, 'mac').slice(0, 10).match(/../g) ?? [];
  return ['02', ...digits].join(':');
}
