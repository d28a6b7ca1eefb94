import type { JsonObject } from '../../../kernel/wire.ts';
import { BadRequest } from '../errors.ts';
import { dayOf, periodStart, type Quota } from '../usage/quota.ts';
import { knownMember, knownPlan } from './known-usage.ts';
import { readOperation } from './read-operation.ts';

/** Days a query may span, as many as usage data is kept. */
const LONGEST = 90;

/**
 * What keys used of a plan, a `[used, remaining]` for each day. Without a quota nothing is ever used up.
 * Source: API Gateway API Reference, GetUsage.
 */
export const getUsage = readOperation(
  'GetUsage',
  '/usageplans/{plan}/usage',
  ({ params, query }, { state, region }) => {
    const plan = knownPlan(state, region, params);
    const id = query.get('keyId');
    const keys = id === undefined ? state.usage.keysIn(plan) : [knownMember(state, region, { ...params, key: id }).key];
    const first = dayOfDate(query.get('startDate'), 'startDate');
    const last = dayOfDate(query.get('endDate'), 'endDate');
    if (last < first || last - first >= LONGEST) {
      throw new BadRequest(`Usage: the end date must be within ${LONGEST} days after the start date`);
    }
    const values: Record<string, readonly (readonly number[])[]> = {};
    for (const key of keys) values[key.id] = daily(state.usage.days(plan, key), first, last, plan.quota);
    const shape: JsonObject = {
      usagePlanId: plan.id,
      startDate: query.get('startDate') ?? '',
      endDate: query.get('endDate') ?? '',
      values,
    };
    return shape;
  },
);

function daily(
  days: ReadonlyMap<number, number>,
  first: number,
  last: number,
  quota: Quota | undefined,
): readonly (readonly number[])[] {
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const day = first + at;
    return [days.get(day) ?? 0, remaining(days, day, quota)];
  });
}

function remaining(days: ReadonlyMap<number, number>, day: number, quota: Quota | undefined): number {
  if (quota === undefined) return Number.MAX_SAFE_INTEGER;
  let used = 0;
  for (let each = periodStart(day, quota); each <= day; each++) used += days.get(each) ?? 0;
  return Math.max(0, quota.limit - used);
}

function dayOfDate(date: string | undefined, name: string): number {
  const at = /^\d{4}-\d\d-\d\d$/.test(date ?? '') ? Date.parse(`${date}T00:00:00Z`) : NaN;
  if (Number.isNaN(at)) throw new BadRequest(`Usage: ${name} must be a date such as 2026-01-31`);
  return dayOf(at);
}
