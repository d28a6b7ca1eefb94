import { blocks, text } from '../../../kernel/properties.ts';
import { parseCidr } from '../cidr.ts';
import type { Route, RouteTable, Vpc, VpcEndpoint } from '../network.ts';
import { routeTableAssociation } from '../resources/route-table-association.ts';
import { routeTable } from '../resources/route-table.ts';
import { route } from '../resources/route.ts';
import { partOf } from './part.ts';
import type { ResourcesOfType } from './read-network.ts';

/** Declared route tables and the main table of each VPC, with local routes and those gateway endpoints add. */
export function readRouteTables(
  ofType: ResourcesOfType,
  vpcs: readonly Vpc[],
  endpoints: readonly VpcEndpoint[],
): readonly RouteTable[] {
  const associations = ofType(routeTableAssociation.token).map(({ resource }) => ({
    id: resource.id,
    subnetId: text(resource.outputs, 'subnetId') ?? '',
    routeTableId: text(resource.outputs, 'routeTableId'),
  }));
  const separate = ofType(route.token).map(({ resource }) => resource.outputs);
  const local = new Map(vpcs.map((vpc): [string, Route] => [vpc.id, localRoute(vpc)]));

  const complete = (id: string, vpcId: string, own: readonly Route[]): Pick<RouteTable, 'routes' | 'associations'> => ({
    routes: [
      ...[local.get(vpcId)].filter((each) => each !== undefined),
      ...own,
      ...separate
        .filter((outputs) => text(outputs, 'routeTableId') === id)
        .flatMap((outputs) => routeTo(text(outputs, 'destinationCidrBlock'), text(outputs, 'gatewayId'))),
      ...endpoints.filter((endpoint) => endpoint.routeTableIds.includes(id)).flatMap(endpointRoute),
    ],
    associations: associations
      .filter((association) => association.routeTableId === id)
      .map((association) => ({ id: association.id, subnetId: association.subnetId })),
  });

  const declared = ofType(routeTable.token).map((found): RouteTable => {
    const { id, outputs } = found.resource;
    const vpcId = text(outputs, 'vpcId') ?? '';
    const inline = blocks(outputs, 'routes').flatMap((each) =>
      routeTo(text(each, 'cidrBlock'), text(each, 'gatewayId')),
    );
    return { ...partOf(found), vpcId, main: false, ...complete(id, vpcId, inline) };
  });
  const main = vpcs.map((vpc): RouteTable => ({
    id: vpc.mainRouteTableId,
    region: vpc.region,
    tags: {},
    vpcId: vpc.id,
    main: true,
    ...complete(vpc.mainRouteTableId, vpc.id, []),
  }));
  return [...declared, ...main];
}

function localRoute(vpc: Vpc): Route {
  return { destination: { cidr: vpc.cidr }, target: 'local', origin: 'CreateRouteTable' };
}

function routeTo(block: string | undefined, target: string | undefined): readonly Route[] {
  const cidr = parseCidr(block ?? '');
  return cidr === undefined || target === undefined ? [] : [{ destination: { cidr }, target, origin: 'CreateRoute' }];
}

function endpointRoute(endpoint: VpcEndpoint): readonly Route[] {
  const { prefixListId } = endpoint;
  return prefixListId === undefined
    ? []
    : [{ destination: { prefixListId }, target: endpoint.id, origin: 'CreateRoute' }];
}
