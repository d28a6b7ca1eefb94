import { list, map, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { ec2Arn } from '@palisade/policies';
import { blocks, text } from '../../../kernel/properties.ts';
import { placeOf } from './place.ts';
import { checkRoute } from '../checks/route-check.ts';
import { differentNetworks } from '../checks/same-network.ts';
import { internetGateway } from './internet-gateway.ts';

/** Routes lead to internet gateways; NAT gateways, peerings and other targets are not modelled. */
export const routeTable: ResourceModel = {
  token: 'aws:ec2/routeTable:RouteTable',
  inputs: object({
    vpcId: required(string),
    routes: list(object({ cidrBlock: required(string), gatewayId: required(string) })),
    tags: map(string),
  }),
  replaceOn: ['vpcId'],
  check: (inputs) => blocks(inputs, 'routes').flatMap((route) => checkRoute(route, 'cidrBlock')),
  outputs: (_, context) => {
    const id = context.id('rtb-', 17);
    return {
      id,
      outputs: {
        arn: ec2Arn({ ...placeOf(context), type: 'route-table', id }),
        ownerId: context.accountId,
        propagatingVgws: [],
      },
    };
  },
  checkInGraph: (self, _, lookup) =>
    differentNetworks(
      lookup,
      { token: self.type, id: self.id, noun: 'route table' },
      {
        token: internetGateway.token,
        ids: blocks(self.outputs, 'routes').flatMap((route) => text(route, 'gatewayId') ?? []),
        noun: 'network gateway',
      },
    ),
};
