import type { DeclaredOnly } from '../../../kernel/service.ts';

/** What would change the network, or make what this cloud does not model (instances, NAT gateways, addresses). */
const names =
  'AllocateAddress AssociateAddress AssociateDhcpOptions AssociateRouteTable AssociateSubnetCidrBlock AssociateVpcCidrBlock ' +
  'AttachInternetGateway AttachNetworkInterface AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress ' +
  'CreateDefaultSubnet CreateDefaultVpc CreateDhcpOptions CreateEgressOnlyInternetGateway CreateFlowLogs ' +
  'CreateInternetGateway CreateManagedPrefixList CreateNatGateway CreateNetworkAcl CreateNetworkAclEntry ' +
  'CreateNetworkInterface CreateNetworkInterfacePermission CreateRoute CreateRouteTable CreateSecurityGroup CreateSubnet ' +
  'CreateTags CreateVpc CreateVpcEndpoint CreateVpcEndpointServiceConfiguration CreateVpcPeeringConnection ' +
  'DeleteDhcpOptions DeleteEgressOnlyInternetGateway DeleteFlowLogs DeleteInternetGateway DeleteManagedPrefixList ' +
  'DeleteNatGateway DeleteNetworkAcl DeleteNetworkAclEntry DeleteNetworkInterface DeleteRoute DeleteRouteTable ' +
  'DeleteSecurityGroup DeleteSubnet DeleteTags DeleteVpc DeleteVpcEndpoints DeleteVpcPeeringConnection ' +
  'DetachInternetGateway DetachNetworkInterface DisassociateAddress DisassociateRouteTable DisassociateSubnetCidrBlock ' +
  'DisassociateVpcCidrBlock ModifyManagedPrefixList ModifyNetworkInterfaceAttribute ModifySecurityGroupRules ' +
  'ModifySubnetAttribute ModifyVpcAttribute ModifyVpcBlockPublicAccessOptions ModifyVpcEndpoint ModifyVpcTenancy ' +
  'ReleaseAddress ReplaceNetworkAclAssociation ReplaceNetworkAclEntry ReplaceRoute ReplaceRouteTableAssociation ' +
  'RevokeSecurityGroupEgress RevokeSecurityGroupIngress RunInstances StartInstances StopInstances TerminateInstances ' +
  'UpdateSecurityGroupRuleDescriptionsEgress UpdateSecurityGroupRuleDescriptionsIngress';

export const declaredOnly: readonly DeclaredOnly[] = names.split(' ').map((name) => ({ name }));
