import type { Network, Part } from '../network.ts';
import { describe } from './describe.ts';

interface Tag {
  readonly resourceId: string;
  readonly resourceType: string;
  readonly key: string;
  readonly value: string;
}

export const describeTags = describe<Tag>({
  name: 'DescribeTags',
  set: 'tagSet',
  list: ({ network }, region) =>
    tagged(network)
      .filter(({ part }) => part.region === region)
      .flatMap(({ part, resourceType }) =>
        Object.entries(part.tags).map(([key, value]) => ({ resourceId: part.id, resourceType, key, value })),
      ),
  filters: ({ resourceId, resourceType, key, value }) => ({
    'resource-id': resourceId,
    'resource-type': resourceType,
    key,
    value,
    [`tag:${key}`]: value,
  }),
  item: ({ resourceId, resourceType, key, value }) => ({ resourceId, resourceType, key, value }),
});

function tagged(network: Network): readonly { part: Part; resourceType: string }[] {
  const kinds: Readonly<Record<string, ReadonlyMap<string, Part>>> = {
    vpc: network.vpcs,
    subnet: network.subnets,
    'route-table': network.routeTables,
    'internet-gateway': network.internetGateways,
    'vpc-endpoint': network.vpcEndpoints,
    'security-group': network.securityGroups,
    'network-acl': network.networkAcls,
    'vpc-flow-log': network.flowLogs,
    'network-interface': network.interfaces,
  };
  const rules = [...network.securityGroups.values()].flatMap((group) => group.rules);
  return [
    ...Object.entries(kinds).flatMap(([resourceType, parts]) =>
      [...parts.values()].map((part) => ({ part, resourceType })),
    ),
    ...rules.map((part) => ({ part, resourceType: 'security-group-rule' })),
  ];
}
