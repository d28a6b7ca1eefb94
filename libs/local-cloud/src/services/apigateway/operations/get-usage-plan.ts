import { knownPlan } from './known-usage.ts';
import { readOperation } from './read-operation.ts';
import { usagePlanShape } from './usage-shapes.ts';

export const getUsagePlan = readOperation('GetUsagePlan', '/usageplans/{plan}', ({ params }, { state, region }) =>
  usagePlanShape(knownPlan(state, region, params)),
);
