import type { Operation } from '../../../kernel/operation.ts';
import type { CloudtrailState } from '../state.ts';
import { describeTrails } from './describe-trails.ts';
import { getEventSelectors } from './get-event-selectors.ts';
import { getTrail } from './get-trail.ts';
import { getTrailStatus } from './get-trail-status.ts';
import { listPublicKeys } from './list-public-keys.ts';
import { listTags } from './list-tags.ts';
import { listTrails } from './list-trails.ts';
import { lookupEvents } from './lookup-events.ts';
import { startLogging, stopLogging } from './switch-logging.ts';

export const operations: readonly Operation<CloudtrailState>[] = [
  describeTrails,
  getEventSelectors,
  getTrail,
  getTrailStatus,
  listPublicKeys,
  listTags,
  listTrails,
  lookupEvents,
  startLogging,
  stopLogging,
];
