import { object, required, string, type Graph, type Resource, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { differentNetworks } from '../checks/same-network.ts';
import { routeTable } from './route-table.ts';
import { subnet } from './subnet.ts';

/** A subnet's explicit route table; gateway route tables are not modelled. */
export const routeTableAssociation: ResourceModel = {
  token: 'aws:ec2/routeTableAssociation:RouteTableAssociation',
  inputs: object({ subnetId: required(string), routeTableId: required(string) }),
  replaceOn: ['subnetId'],
  outputs: (_, context) => ({ id: context.id('rtbassoc-', 17), outputs: {} }),
  checkInGraph: (self, graph, lookup) => [
    ...checkUnique(self, graph),
    ...differentNetworks(
      lookup,
      { token: routeTable.token, id: text(self.outputs, 'routeTableId') ?? '', noun: 'Route table' },
      { token: subnet.token, ids: [text(self.outputs, 'subnetId') ?? ''], noun: 'subnet' },
    ),
  ],
};

function checkUnique(self: Resource, graph: Graph): readonly string[] {
  const subnetId = text(self.outputs, 'subnetId');
  const first = graph.resources.find(
    (other) => other.type === routeTableAssociation.token && text(other.outputs, 'subnetId') === subnetId,
  );
  return first === undefined || first.urn === self.urn
    ? []
    : [
        `Resource.AlreadyAssociated: the specified association for subnet ${subnetId} conflicts with an existing association`,
      ];
}
