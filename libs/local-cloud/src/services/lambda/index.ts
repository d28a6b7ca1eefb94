import type { Service } from '../../kernel/service.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { LambdaState } from './state.ts';

/** AWS Lambda. */
export const lambda: Service<LambdaState> = {
  name: 'lambda',
  protocol: 'rest-json',
  maxSkew: 5 * 60_000,
  resources,
  operations,
  declaredOnly,
  createState: (host) => new LambdaState(host),
};

export { policyInView } from './function-policy.ts';
export { permission } from './resources/permission.ts';
export type { Invoke, InvokeResult, LambdaState } from './state.ts';
