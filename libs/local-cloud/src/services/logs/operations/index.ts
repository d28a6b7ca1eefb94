import type { Operation } from '../../../kernel/operation.ts';
import type { LogsState } from '../state.ts';
import { createLogStream } from './create-log-stream.ts';
import { deleteLogStream } from './delete-log-stream.ts';
import { describeLogGroups } from './describe-log-groups.ts';
import { describeLogStreams } from './describe-log-streams.ts';
import { describeMetricFilters } from './describe-metric-filters.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { getDataProtectionPolicy } from './get-data-protection-policy.ts';
import { getLogEvents } from './get-log-events.ts';
import { insightsOperations } from './insights.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import { putLogEvents } from './put-log-events.ts';
import { testMetricFilter } from './test-metric-filter.ts';

export const operations: readonly Operation<LogsState>[] = [
  createLogStream,
  deleteLogStream,
  describeLogGroups,
  describeLogStreams,
  describeMetricFilters,
  filterLogEvents,
  getDataProtectionPolicy,
  getLogEvents,
  ...insightsOperations,
  listTagsForResource,
  putLogEvents,
  testMetricFilter,
];
