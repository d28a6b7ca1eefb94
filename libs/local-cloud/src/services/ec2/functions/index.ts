import type { FunctionModel } from '@palisade/local-engine';
import { getAvailabilityZones } from './get-availability-zones.ts';
import { getManagedPrefixList } from './get-managed-prefix-list.ts';
import { getPrefixList } from './get-prefix-list.ts';
import { getRegion } from './get-region.ts';
import { getVpcEndpoint } from './get-vpc-endpoint.ts';

export const functions: readonly FunctionModel[] = [
  getAvailabilityZones,
  getManagedPrefixList,
  getPrefixList,
  getRegion,
  getVpcEndpoint,
];
