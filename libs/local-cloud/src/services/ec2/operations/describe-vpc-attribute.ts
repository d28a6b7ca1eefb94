import { ec2Arn } from '@palisade/policies';
import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import { InvalidIdNotFound, InvalidParameterValue, MissingParameter } from '../errors.ts';
import type { Vpc } from '../network.ts';
import type { Ec2State } from '../state.ts';

const attributes: Readonly<Record<string, (vpc: Vpc) => boolean>> = {
  enableDnsSupport: (vpc) => vpc.dnsSupport,
  enableDnsHostnames: (vpc) => vpc.dnsHostnames,
  enableNetworkAddressUsageMetrics: () => false,
};

export const describeVpcAttribute = operation<Ec2State, { vpcId: string; attribute: string }>({
  name: 'DescribeVpcAttribute',
  parse: ({ input }) => {
    const { VpcId: vpcId, Attribute: attribute } = input;
    if (typeof vpcId !== 'string') throw new MissingParameter('vpcId');
    if (typeof attribute !== 'string') throw new MissingParameter('attribute');
    if (attributes[attribute] === undefined)
      throw new InvalidParameterValue(`Value (${attribute}) for parameter attribute is invalid.`);
    return { vpcId, attribute };
  },
  permissions: ({ vpcId }, { host }, region) => [
    {
      action: 'ec2:DescribeVpcAttribute',
      resource: ec2Arn({ partition: host.partition, account: host.accountId, region, type: 'vpc', id: vpcId }),
    },
  ],
  run: ({ vpcId, attribute }, { region }, { network }) => {
    const vpc = network.vpcs.get(vpcId);
    if (vpc === undefined || vpc.region !== region) throw new InvalidIdNotFound('VpcID', 'vpc', [vpcId]);
    return result({ vpcId, [attribute]: { value: attributes[attribute]?.(vpc) } });
  },
});
