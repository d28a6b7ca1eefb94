import type { Service } from '../../kernel/service.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { Wafv2State } from './state.ts';

/** AWS WAF, as it is since 2019. */
export const wafv2: Service<Wafv2State> = {
  name: 'wafv2',
  protocol: 'json-1.1',
  targetPrefix: 'AWSWAF_20190729',
  resources,
  operations,
  declaredOnly,
  createState: (host) => new Wafv2State(host),
};

export { INCLUDED_CAPACITY, MOST_CAPACITY } from './rules/capacity.ts';
export { webAclCapacity } from './resources/web-acl-capacity.ts';
export type { WebRequest } from './evaluation/web-request.ts';
export type { Inspection, Wafv2State } from './state.ts';
