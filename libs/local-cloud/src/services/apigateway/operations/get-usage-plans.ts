import { NotFound } from '../errors.ts';
import { page, readOperation } from './read-operation.ts';
import { usagePlanShape } from './usage-shapes.ts';

/** All plans, or those of one key. */
export const getUsagePlans = readOperation('GetUsagePlans', '/usageplans', (input, { state, region }) => {
  const id = input.query.get('keyId');
  const key = id === undefined ? undefined : state.usage.key(region, id);
  if (id !== undefined && key === undefined) throw new NotFound('Invalid API Key identifier specified');
  return page(key === undefined ? state.usage.plans(region) : state.usage.plansOf(key), input, usagePlanShape);
});
