import { refusedType, type ResourceModel } from '@palisade/local-engine';

const noNat = 'the local cloud has no NAT: functions reach AWS services through VPC endpoints';

/** Types that programs reach for and that are not modelled, with what takes their place. */
export const refusedTypes: readonly ResourceModel[] = [
  refusedType('aws:ec2/natGateway:NatGateway', noNat),
  refusedType('aws:ec2/eip:Eip', noNat),
  refusedType(
    'aws:ec2/securityGroupRule:SecurityGroupRule',
    'use aws.vpc.SecurityGroupIngressRule or aws.vpc.SecurityGroupEgressRule, one for each range or group',
  ),
  refusedType(
    'aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation',
    'give the VPC endpoint its routeTableIds',
  ),
  refusedType('aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy', 'give the VPC endpoint its policy'),
  refusedType('aws:ec2/networkAclAssociation:NetworkAclAssociation', 'give the network ACL its subnetIds'),
];
