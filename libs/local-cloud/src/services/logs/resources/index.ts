import type { ResourceModel } from '@palisade/local-engine';
import { logDataProtectionPolicy } from './log-data-protection-policy.ts';
import { logGroup } from './log-group.ts';
import { logMetricFilter } from './log-metric-filter.ts';
import { logResourcePolicy } from './log-resource-policy.ts';

export const resources: readonly ResourceModel[] = [
  logDataProtectionPolicy,
  logGroup,
  logMetricFilter,
  logResourcePolicy,
];
