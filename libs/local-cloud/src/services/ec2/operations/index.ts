import type { Operation } from '../../../kernel/operation.ts';
import type { Ec2State } from '../state.ts';
import { describeAvailabilityZones } from './describe-availability-zones.ts';
import { describeFlowLogs } from './describe-flow-logs.ts';
import { describeInternetGateways } from './describe-internet-gateways.ts';
import { describeManagedPrefixLists } from './describe-managed-prefix-lists.ts';
import { describeNetworkAcls } from './describe-network-acls.ts';
import { describeNetworkInterfaces } from './describe-network-interfaces.ts';
import { describePrefixLists } from './describe-prefix-lists.ts';
import { describeRegions } from './describe-regions.ts';
import { describeRouteTables } from './describe-route-tables.ts';
import { describeSecurityGroupRules } from './describe-security-group-rules.ts';
import { describeSecurityGroups } from './describe-security-groups.ts';
import { describeSubnets } from './describe-subnets.ts';
import { describeTags } from './describe-tags.ts';
import { describeVpcAttribute } from './describe-vpc-attribute.ts';
import { describeVpcEndpoints } from './describe-vpc-endpoints.ts';
import { describeVpcs } from './describe-vpcs.ts';
import { getManagedPrefixListEntries } from './get-managed-prefix-list-entries.ts';

export const operations: readonly Operation<Ec2State>[] = [
  describeAvailabilityZones,
  describeFlowLogs,
  describeInternetGateways,
  describeManagedPrefixLists,
  describeNetworkAcls,
  describeNetworkInterfaces,
  describePrefixLists,
  describeRegions,
  describeRouteTables,
  describeSecurityGroupRules,
  describeSecurityGroups,
  describeSubnets,
  describeTags,
  describeVpcAttribute,
  describeVpcEndpoints,
  describeVpcs,
  getManagedPrefixListEntries,
];
