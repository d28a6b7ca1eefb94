import { knownPlan } from './known-usage.ts';
import { page, readOperation } from './read-operation.ts';
import { usagePlanKeyShape } from './usage-shapes.ts';

/** Keys of a plan whose name begins with `name`, without their values. */
export const getUsagePlanKeys = readOperation(
  'GetUsagePlanKeys',
  '/usageplans/{plan}/keys',
  (input, { state, region }) => {
    const keys = state.usage.keysIn(knownPlan(state, region, input.params));
    const name = input.query.get('name') ?? '';
    return page(
      keys.filter((key) => (key.name ?? '').startsWith(name)),
      input,
      (key) => usagePlanKeyShape(key, false),
    );
  },
);
