import type { ResourceModel } from '@palisade/local-engine';
import { defaultSecurityGroup } from './default-security-group.ts';
import { flowLog } from './flow-log.ts';
import { internetGateway } from './internet-gateway.ts';
import { networkAclRule } from './network-acl-rule.ts';
import { networkAcl } from './network-acl.ts';
import { refusedTypes } from './refused.ts';
import { routeTableAssociation } from './route-table-association.ts';
import { routeTable } from './route-table.ts';
import { route } from './route.ts';
import { securityGroupEgressRule } from './security-group-egress-rule.ts';
import { securityGroupIngressRule } from './security-group-ingress-rule.ts';
import { securityGroup } from './security-group.ts';
import { subnet } from './subnet.ts';
import { vpcEndpoint } from './vpc-endpoint.ts';
import { vpc } from './vpc.ts';

export const resources: readonly ResourceModel[] = [
  vpc,
  subnet,
  internetGateway,
  routeTable,
  routeTableAssociation,
  route,
  vpcEndpoint,
  securityGroup,
  securityGroupEgressRule,
  securityGroupIngressRule,
  defaultSecurityGroup,
  networkAcl,
  networkAclRule,
  flowLog,
  ...refusedTypes,
];
