import type { Service } from '../../kernel/service.ts';
import { operations, declaredOnly } from './operations/index.ts';
import { logGroup } from './resources/log-group.ts';
import { logResourcePolicy } from './resources/log-resource-policy.ts';
import { LogsState } from './state.ts';

/** CloudWatch Logs. */
export const logs: Service<LogsState> = {
  name: 'logs',
  protocol: 'json-1.1',
  targetPrefix: 'Logs_20140328',
  resources: [logGroup, logResourcePolicy],
  operations,
  declaredOnly,
  createState: (host) => new LogsState(host),
};

export type { LogsState } from './state.ts';
export type { InputLogEvent } from './storage/log-event.ts';
