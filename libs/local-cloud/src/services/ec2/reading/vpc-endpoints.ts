import { blocks, flag, text, texts } from '../../../kernel/properties.ts';
import { fullAccess } from '../endpoint-policy.ts';
import type { VpcEndpoint } from '../network.ts';
import { vpcEndpoint } from '../resources/vpc-endpoint.ts';
import { partOf } from './part.ts';
import type { ResourcesOfType } from './read-network.ts';

export function readVpcEndpoints(ofType: ResourcesOfType): readonly VpcEndpoint[] {
  return ofType(vpcEndpoint.token).map((found) => {
    const { outputs } = found.resource;
    const prefixListId = text(outputs, 'prefixListId');
    return {
      ...partOf(found),
      type: text(outputs, 'vpcEndpointType') === 'Interface' ? 'Interface' : 'Gateway',
      vpcId: text(outputs, 'vpcId') ?? '',
      serviceName: text(outputs, 'serviceName') ?? '',
      policy: text(outputs, 'policy') ?? fullAccess,
      routeTableIds: texts(outputs, 'routeTableIds'),
      ...(prefixListId !== undefined && { prefixListId }),
      subnetIds: texts(outputs, 'subnetIds'),
      securityGroupIds: texts(outputs, 'securityGroupIds'),
      privateDns: flag(outputs, 'privateDnsEnabled'),
      interfaceIds: texts(outputs, 'networkInterfaceIds'),
      dnsNames: blocks(outputs, 'dnsEntries').flatMap((entry) => text(entry, 'dnsName') ?? []),
    };
  });
}
