import type { Service } from '../../kernel/service.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { ConfigState } from './state.ts';

/** AWS Config as a record: which recorder and delivery channel a region has. Nothing is recorded or evaluated. */
export const config: Service<ConfigState> = {
  name: 'config',
  protocol: 'json-1.1',
  targetPrefix: 'StarlingDoveService',
  resources,
  operations,
  declaredOnly,
  createState: (host) => new ConfigState(host),
};

export type { ConfigState } from './state.ts';
export { DELIVERY_CHANNEL, RECORDER, RECORDER_STATUS } from './recording/declared.ts';
