import { knownMember } from './known-usage.ts';
import { readOperation } from './read-operation.ts';
import { usagePlanKeyShape } from './usage-shapes.ts';

/** AWS shows the value of the key, too. */
export const getUsagePlanKey = readOperation(
  'GetUsagePlanKey',
  '/usageplans/{plan}/keys/{key}',
  ({ params }, { state, region }) => usagePlanKeyShape(knownMember(state, region, params).key, true),
);
