import { object, string, type FunctionModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { vpcEndpoint } from '../resources/vpc-endpoint.ts';
import { filters, fitsFilters } from './filter.ts';

export const getVpcEndpoint: FunctionModel = {
  token: 'aws:ec2/getVpcEndpoint:getVpcEndpoint',
  inputs: object({ id: string, vpcId: string, serviceName: string, state: string, filters, region: string }),
  invoke: (args, context) => {
    const asked = ['vpcId', 'serviceName', 'state'].flatMap((name) => {
      const value = text(args, name);
      return value === undefined ? [] : [[name, value] as const];
    });
    const found = context.resources.ofType(vpcEndpoint.token).filter(
      ({ id, outputs }) =>
        (text(args, 'id') ?? id) === id &&
        asked.every(([name, value]) => text(outputs, name) === value) &&
        fitsFilters(args, {
          'vpc-endpoint-id': id,
          'vpc-id': text(outputs, 'vpcId') ?? '',
          'service-name': text(outputs, 'serviceName') ?? '',
          'vpc-endpoint-state': 'available',
          'vpc-endpoint-type': text(outputs, 'vpcEndpointType') ?? '',
        }),
    );
    const [only] = found;
    if (only === undefined) throw new Error('no matching EC2 VPC Endpoint found');
    if (found.length > 1) {
      throw new Error(
        'multiple EC2 VPC Endpoints matched; use additional constraints to reduce matches to a single EC2 VPC Endpoint',
      );
    }
    return { ...only.outputs, id: only.id, dnsOptions: [], tags: only.outputs['tagsAll'] ?? {} };
  },
};
