import { holdsIp, type Cidr } from '../cidr.ts';
import type { Network, Route, RouteTable, Subnet, Vpc } from '../network.ts';
import { prefixListById } from '../aws/prefix-lists.ts';

/** The table associated with the subnet, else the main table of its VPC. */
export function routeTableOf(network: Network, subnet: Subnet, vpc: Vpc): RouteTable {
  const main = {
    id: vpc.mainRouteTableId,
    region: vpc.region,
    tags: {},
    vpcId: vpc.id,
    main: true,
    routes: [],
    associations: [],
  };
  let table: RouteTable = network.routeTables.get(vpc.mainRouteTableId) ?? main;
  for (const candidate of network.routeTables.values()) {
    if (candidate.associations.some((association) => association.subnetId === subnet.id)) table = candidate;
  }
  return table;
}

/** The route with the longest prefix that holds the address. */
export function routeTo(table: RouteTable, address: number): Route | undefined {
  let best: Route | undefined;
  let bestBits = -1;
  for (const route of table.routes) {
    for (const cidr of rangesOf(route)) {
      if (cidr.bits > bestBits && holdsIp(cidr, address)) {
        best = route;
        bestBits = cidr.bits;
      }
    }
  }
  return best;
}

function rangesOf({ destination }: Route): readonly Cidr[] {
  return 'cidr' in destination ? [destination.cidr] : (prefixListById(destination.prefixListId)?.cidrs ?? []);
}
