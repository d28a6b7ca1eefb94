import type { Service } from '../../kernel/service.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { queryCompatibility } from './query-compatibility.ts';
import { resources } from './resources/index.ts';
import { CloudwatchState } from './state.ts';

/** Amazon CloudWatch: metrics, alarms and dashboards. */
export const cloudwatch: Service<CloudwatchState> = {
  name: 'cloudwatch',
  signingName: 'monitoring',
  protocol: 'json-1.0',
  targetPrefix: 'GraniteServiceVersion20100801',
  queryCompatible: queryCompatibility,
  compressedRequests: true,
  xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
  resources,
  operations,
  declaredOnly,
  createState: (host) => new CloudwatchState(host),
};

export type { CloudwatchState } from './state.ts';
