import type { Service } from '../../kernel/service.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { CloudtrailState } from './state.ts';

/** AWS CloudTrail: who did what, when and from where, in files, in a log group and in the event history. */
export const cloudtrail: Service<CloudtrailState> = {
  name: 'cloudtrail',
  protocol: 'json-1.1',
  targetPrefix: 'CloudTrail_20131101',
  resources,
  operations,
  declaredOnly,
  createState: (host) => new CloudtrailState(host),
};

export type { CloudtrailState } from './state.ts';
