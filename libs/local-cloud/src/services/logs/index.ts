import type { Service } from '../../kernel/service.ts';
import { functions } from './functions/index.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { LogsState } from './state.ts';

/** CloudWatch Logs. */
export const logs: Service<LogsState> = {
  name: 'logs',
  protocol: 'json-1.1',
  targetPrefix: 'Logs_20140328',
  resources,
  functions,
  operations,
  declaredOnly,
  createState: (host) => new LogsState(host),
};

export type { MetricDatum } from './metric-filters/transformation.ts';
export type { LogsState, MetricListener } from './state.ts';
export type { InputLogEvent } from './storage/log-event.ts';
