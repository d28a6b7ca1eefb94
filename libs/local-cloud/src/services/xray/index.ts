import type { Service } from '../../kernel/service.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { XrayState } from './state.ts';

/** AWS X-Ray. */
export const xray: Service<XrayState> = {
  name: 'xray',
  protocol: 'rest-json',
  resources,
  operations,
  declaredOnly,
  createState: (host) => new XrayState(host),
};
