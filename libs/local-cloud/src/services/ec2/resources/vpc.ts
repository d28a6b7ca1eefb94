import { boolean, map, object, oneOf, required, string, type ResourceModel } from '@palisade/local-engine';
import { ec2Arn } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import { parseCidr } from '../cidr.ts';
import { placeOf } from './place.ts';

/** IPv4 only: IPAM pools and IPv6 ranges are not modelled. */
export const vpc: ResourceModel = {
  token: 'aws:ec2/vpc:Vpc',
  inputs: object({
    cidrBlock: required(string),
    enableDnsSupport: boolean,
    enableDnsHostnames: boolean,
    instanceTenancy: oneOf('default'),
    assignGeneratedIpv6CidrBlock: oneOf(false),
    enableNetworkAddressUsageMetrics: oneOf(false),
    tags: map(string),
  }),
  replaceOn: ['cidrBlock'],
  defaults: () => ({
    enableDnsSupport: true,
    enableDnsHostnames: false,
    instanceTenancy: 'default',
    enableNetworkAddressUsageMetrics: false,
  }),
  check: (inputs) => {
    const block = text(inputs, 'cidrBlock') ?? '';
    const cidr = parseCidr(block);
    if (cidr === undefined) {
      return [
        `InvalidParameterValue: Value (${block}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
      ];
    }
    return cidr.bits < 16 || cidr.bits > 28 ? [`InvalidVpc.Range: The CIDR '${block}' is invalid.`] : [];
  },
  outputs: (_, context) => {
    const id = context.id('vpc-', 17);
    const mainRouteTableId = context.id('rtb-', 17);
    return {
      id,
      outputs: {
        arn: ec2Arn({ ...placeOf(context), type: 'vpc', id }),
        ownerId: context.accountId,
        mainRouteTableId,
        defaultRouteTableId: mainRouteTableId,
        defaultNetworkAclId: context.id('acl-', 17),
        defaultSecurityGroupId: context.id('sg-', 17),
        dhcpOptionsId: context.id('dopt-', 17),
        ipv6AssociationId: '',
        ipv6CidrBlock: '',
        ipv6CidrBlockNetworkBorderGroup: '',
      },
    };
  },
};
