import type { Properties, Resource } from '@palisade/local-engine';
import { block, blocks, number, text } from '../../../kernel/properties.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { USAGE_PLAN } from '../resources/usage-plan.ts';
import { parseMethodPath } from '../snapshot/method-path.ts';
import type { Quota } from './quota.ts';

export interface Throttle {
  /** Requests a second. */
  readonly rate: number;
  readonly burst: number;
}

/** A usage plan: which stages its keys open, and how often. */
export interface UsagePlan {
  readonly id: string;
  readonly region: string;
  readonly stack: string;
  readonly resource: Resource;
  /** By `API/STAGE`. */
  readonly stages: ReadonlyMap<string, PlannedStage>;
  /** Of each key, over all stages. */
  readonly throttle: Throttle | undefined;
  readonly quota: Quota | undefined;
}

export interface PlannedStage {
  /** Of each key, by `PATH METHOD` or `*\/*`; they take the place of the plan's. */
  readonly throttles: ReadonlyMap<string, Throttle>;
}

export function usagePlans(view: CloudView): ReadonlyMap<string, UsagePlan> {
  return new Map(
    view.ofType(USAGE_PLAN).map(({ stack, resource }) => {
      const { id, outputs } = resource;
      const stages = blocks(outputs, 'apiStages').map(
        (stage) => [`${text(stage, 'apiId')}/${text(stage, 'stage')}`, plannedStage(stage)] as const,
      );
      const plan: UsagePlan = {
        id,
        region: text(outputs, 'region') ?? '',
        stack,
        resource,
        stages: new Map(stages),
        throttle: throttleOf(block(outputs, 'throttleSettings')),
        quota: quotaOf(block(outputs, 'quotaSettings')),
      };
      return [id, plan];
    }),
  );
}

function plannedStage(stage: Properties): PlannedStage {
  const throttles = new Map<string, Throttle>();
  for (const each of blocks(stage, 'throttles')) {
    const path = parseMethodPath(text(each, 'path') ?? '');
    const throttle = throttleOf(each);
    if (path === undefined || throttle === undefined) continue;
    throttles.set(path === 'all' ? '*/*' : `${path.path} ${path.method}`, throttle);
  }
  return { throttles };
}

function throttleOf(settings: Properties | undefined): Throttle | undefined {
  if (settings === undefined) return undefined;
  return { rate: number(settings, 'rateLimit') ?? 0, burst: number(settings, 'burstLimit') ?? 0 };
}

function quotaOf(settings: Properties | undefined): Quota | undefined {
  if (settings === undefined) return undefined;
  const period = text(settings, 'period');
  return {
    limit: number(settings, 'limit') ?? 0,
    offset: number(settings, 'offset') ?? 0,
    period: period === 'WEEK' || period === 'MONTH' ? period : 'DAY',
  };
}
