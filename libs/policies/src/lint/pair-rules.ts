import type { PairRule } from './pair-rule.ts';
import { endpointDoesNotFitBucket } from './pairs/endpoint-does-not-fit-bucket.ts';
import { keyDoesNotFitLogGroup } from './pairs/key-does-not-fit-log-group.ts';
import { permissionDoesNotFitIntegration } from './pairs/permission-does-not-fit-integration.ts';

/** Every rule about policies that must fit each other, by code. */
export const pairRules: readonly PairRule[] = [
  endpointDoesNotFitBucket,
  keyDoesNotFitLogGroup,
  permissionDoesNotFitIntegration,
];
