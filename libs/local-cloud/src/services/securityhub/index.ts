import type { Service } from '../../kernel/service.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { SecurityHubState } from './state.ts';

/** AWS Security Hub as a record: whether it is on, and with which standards. Nothing is evaluated. */
export const securityhub: Service<SecurityHubState> = {
  name: 'securityhub',
  protocol: 'rest-json',
  resources,
  operations,
  declaredOnly,
  createState: (host) => new SecurityHubState(host),
};

export type { SecurityHubState } from './state.ts';
export { HUB, STANDARDS_SUBSCRIPTION } from './hubs/hubs.ts';
