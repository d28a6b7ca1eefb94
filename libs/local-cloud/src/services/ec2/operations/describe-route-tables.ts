import type { XmlObject } from '../../../kernel/wire.ts';
import { formatCidr } from '../cidr.ts';
import { derivedId } from '../identifiers.ts';
import type { Route, RouteTable } from '../network.ts';
import { describe, inRegion, tagFilters, tagSet } from './describe.ts';

export const describeRouteTables = describe<RouteTable>({
  name: 'DescribeRouteTables',
  set: 'routeTableSet',
  ids: { parameter: 'RouteTableId', of: (table) => table.id, kind: 'RouteTableID', noun: 'routeTable' },
  list: ({ network }, region) => inRegion(network.routeTables, region),
  filters: (table, { host }) => ({
    ...tagFilters(table.tags),
    'route-table-id': table.id,
    'vpc-id': table.vpcId,
    'owner-id': host.accountId,
    'association.main': String(table.main),
    'association.route-table-id': table.id,
    'association.route-table-association-id': table.associations.map(({ id }) => id),
    'association.subnet-id': table.associations.map(({ subnetId }) => subnetId),
    'route.destination-cidr-block': table.routes.flatMap(({ destination }) =>
      'cidr' in destination ? [formatCidr(destination.cidr)] : [],
    ),
    'route.destination-prefix-list-id': table.routes.flatMap(({ destination }) =>
      'cidr' in destination ? [] : [destination.prefixListId],
    ),
    'route.gateway-id': table.routes.map(({ target }) => target),
    'route.origin': table.routes.map(({ origin }) => origin),
    'route.state': 'active',
  }),
  item: (table, { host }) => ({
    routeTableId: table.id,
    vpcId: table.vpcId,
    ownerId: host.accountId,
    routeSet: { item: table.routes.map(routeItem) },
    associationSet: { item: associationItems(table) },
    propagatingVgwSet: { item: [] },
    tagSet: tagSet(table.tags),
  }),
});

function routeItem({ destination, target, origin }: Route): XmlObject {
  return {
    ...('cidr' in destination
      ? { destinationCidrBlock: formatCidr(destination.cidr) }
      : { destinationPrefixListId: destination.prefixListId }),
    gatewayId: target,
    state: 'active',
    origin,
  };
}

function associationItems(table: RouteTable): readonly XmlObject[] {
  const state = { associationState: { state: 'associated' }, routeTableId: table.id };
  const main = { routeTableAssociationId: derivedId('rtbassoc-', table.id), main: true, ...state };
  const explicit = table.associations.map(({ id, subnetId }) => ({
    routeTableAssociationId: id,
    subnetId,
    main: false,
    ...state,
  }));
  return table.main ? [main, ...explicit] : explicit;
}
