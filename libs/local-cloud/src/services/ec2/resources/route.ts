import {
  object,
  required,
  string,
  type Graph,
  type Resource,
  type ResourceLookup,
  type ResourceModel,
} from '@palisade/local-engine';
import { crc32 } from 'node:zlib';
import { text } from '../../../kernel/properties.ts';
import { checkRoute } from '../checks/route-check.ts';
import { differentNetworks } from '../checks/same-network.ts';
import { internetGateway } from './internet-gateway.ts';
import { routeTable } from './route-table.ts';

export const route: ResourceModel = {
  token: 'aws:ec2/route:Route',
  inputs: object({
    routeTableId: required(string),
    destinationCidrBlock: required(string),
    gatewayId: required(string),
  }),
  replaceOn: ['routeTableId', 'destinationCidrBlock'],
  check: (inputs) => checkRoute(inputs, 'destinationCidrBlock'),
  outputs: (inputs) => ({
    id: `r-${text(inputs, 'routeTableId')}${crc32(text(inputs, 'destinationCidrBlock') ?? '')}`,
    outputs: { origin: 'CreateRoute', state: 'active', instanceId: '', instanceOwnerId: '', networkInterfaceId: '' },
  }),
  checkInGraph: (self, graph, lookup) => [...checkUnique(self, graph), ...checkGateway(self, lookup)],
};

function checkUnique(self: Resource, graph: Graph): readonly string[] {
  const destination = text(self.outputs, 'destinationCidrBlock') ?? '';
  const twin = graph.resources.find((other) => other.type === route.token && other.id === self.id);
  return twin === undefined || twin.urn === self.urn
    ? []
    : [`RouteAlreadyExists: The route identified by ${destination} already exists.`];
}

function checkGateway({ outputs }: Resource, lookup: ResourceLookup): readonly string[] {
  return differentNetworks(
    lookup,
    { token: routeTable.token, id: text(outputs, 'routeTableId') ?? '', noun: 'route table' },
    { token: internetGateway.token, ids: [text(outputs, 'gatewayId') ?? ''], noun: 'network gateway' },
  );
}
