import { NotFound } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import type { ApiKey } from '../usage/api-key.ts';
import type { UsagePlan } from '../usage/usage-plan.ts';

type Params = Readonly<Record<string, string>>;

/** The key of `{key}` in the path. Throws NotFoundException. */
export function knownKey({ usage }: ApiGatewayState, region: string, params: Params): ApiKey {
  const key = usage.key(region, params['key'] ?? '');
  if (key === undefined) throw new NotFound('Invalid API Key identifier specified');
  return key;
}

/** The plan of `{plan}` in the path. Throws NotFoundException. */
export function knownPlan({ usage }: ApiGatewayState, region: string, params: Params): UsagePlan {
  const plan = usage.plan(region, params['plan'] ?? '');
  if (plan === undefined) throw new NotFound('Invalid Usage Plan ID specified');
  return plan;
}

/** Both, the key being one of the plan's. Throws NotFoundException. */
export function knownMember(
  state: ApiGatewayState,
  region: string,
  params: Params,
): { readonly plan: UsagePlan; readonly key: ApiKey } {
  const plan = knownPlan(state, region, params);
  const key = knownKey(state, region, params);
  if (!state.usage.isIn(plan, key)) throw new NotFound('Invalid API Key identifier specified');
  return { plan, key };
}
