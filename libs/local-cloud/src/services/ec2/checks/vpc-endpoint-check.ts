import type { Graph, Resource, ResourceLookup } from '@palisade/local-engine';
import { flag, text, texts } from '../../../kernel/properties.ts';
import { routeTable } from '../resources/route-table.ts';
import { subnet } from '../resources/subnet.ts';
import { vpc } from '../resources/vpc.ts';

/** Problems of a VPC endpoint among the other resources of its stack, in the words of CreateVpcEndpoint. */
export function checkVpcEndpoint(self: Resource, graph: Graph, lookup: ResourceLookup): readonly string[] {
  const earlier = graph.resources.slice(
    0,
    graph.resources.findIndex((other) => other.urn === self.urn),
  );
  const twins = earlier.filter(
    (other) => other.type === self.type && text(other.outputs, 'serviceName') === text(self.outputs, 'serviceName'),
  );
  return [
    ...checkSameVpc(self, lookup),
    ...checkRouteTables(self, twins),
    ...checkZones(self, lookup),
    ...checkPrivateDns(self, twins, lookup),
  ];
}

function checkSameVpc({ outputs }: Resource, lookup: ResourceLookup): readonly string[] {
  const vpcId = text(outputs, 'vpcId');
  const strangers = (type: string, ids: readonly string[]): readonly string[] =>
    ids.filter((id) => {
      const other = lookup.byId(type, id);
      return other !== undefined && text(other.outputs, 'vpcId') !== vpcId;
    });
  return [
    ...strangers(routeTable.token, texts(outputs, 'routeTableIds')).map(
      (id) => `InvalidParameter: Route table ${id} and network ${vpcId} belong to different networks.`,
    ),
    ...strangers(subnet.token, texts(outputs, 'subnetIds')).map(
      (id) => `InvalidParameter: Subnet ${id} does not belong to the VPC ${vpcId}.`,
    ),
  ];
}

/** A route table leads to one gateway endpoint of a service. */
function checkRouteTables({ outputs }: Resource, twins: readonly Resource[]): readonly string[] {
  return texts(outputs, 'routeTableIds')
    .filter((id) => twins.some((twin) => texts(twin.outputs, 'routeTableIds').includes(id)))
    .map(
      (id) =>
        `RouteAlreadyExists: route table ${id} already has a route with destination-prefix-list-id ${text(outputs, 'prefixListId')}`,
    );
}

function checkZones({ outputs }: Resource, lookup: ResourceLookup): readonly string[] {
  const zones = new Set<string>();
  for (const subnetId of texts(outputs, 'subnetIds')) {
    const zone = text(lookup.byId(subnet.token, subnetId)?.outputs ?? {}, 'availabilityZoneId');
    if (zone === undefined) continue;
    if (zones.has(zone)) {
      return [`DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone of ${subnetId}`];
    }
    zones.add(zone);
  }
  return [];
}

function checkPrivateDns({ outputs }: Resource, twins: readonly Resource[], lookup: ResourceLookup): readonly string[] {
  if (!flag(outputs, 'privateDnsEnabled')) return [];
  const vpcId = text(outputs, 'vpcId') ?? '';
  const home = lookup.byId(vpc.token, vpcId);
  const problems: string[] = [];
  if (home && !(flag(home.outputs, 'enableDnsSupport') && flag(home.outputs, 'enableDnsHostnames'))) {
    problems.push(
      'InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set ' +
        `to true for ${vpcId}`,
    );
  }
  const conflict = twins.some(
    (twin) => flag(twin.outputs, 'privateDnsEnabled') && text(twin.outputs, 'vpcId') === vpcId,
  );
  if (conflict) {
    problems.push(
      'InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for ' +
        `${text(outputs, 'serviceName')} in the VPC ${vpcId}`,
    );
  }
  return problems;
}
