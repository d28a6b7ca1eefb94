import { json } from '../../../kernel/wire.ts';
import { BadRequest, Conflict } from '../errors.ts';
import { sharedStage } from '../usage/usage-problems.ts';
import { optionalString } from './body.ts';
import { knownKey, knownPlan } from './known-usage.ts';
import { managementOperation } from './management-operation.ts';
import { usagePlanKeyShape } from './usage-shapes.ts';

/** Puts a key into a plan; it counts at once. Source: API Gateway API Reference, CreateUsagePlanKey. */
export const createUsagePlanKey = managementOperation(
  'CreateUsagePlanKey',
  { method: 'POST', path: '/usageplans/{plan}/keys' },
  async ({ body, params }, state, { region }) => {
    const { usage } = state;
    const plan = knownPlan(state, region, params);
    if (optionalString(body, 'keyType') !== 'API_KEY') throw new BadRequest('Invalid key type: API_KEY expected');
    const key = knownKey(state, region, { key: optionalString(body, 'keyId') ?? '' });
    if (usage.isIn(plan, key)) throw new Conflict('The API key is in this usage plan already');
    for (const other of usage.plansOf(key)) {
      const shared = [...other.stages.keys()].find((stage) => plan.stages.has(stage));
      if (shared !== undefined) throw new Conflict(sharedStage(plan.id, key.id, shared));
    }
    await usage.join(plan, key);
    return json(usagePlanKeyShape(key, true), 201);
  },
);
