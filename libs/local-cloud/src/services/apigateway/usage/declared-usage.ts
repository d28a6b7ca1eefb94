import { text } from '../../../kernel/properties.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { USAGE_PLAN_KEY } from '../resources/usage-plan-key.ts';
import { declaredKeys, type DeclaredKey } from './api-key.ts';
import { usagePlans, type UsagePlan } from './usage-plan.ts';

/** A key that a program puts into a plan. */
export interface DeclaredMember {
  readonly urn: string;
  readonly region: string;
  readonly plan: string;
  readonly key: string;
}

/** What the programs say about keys and usage plans, by whatever a request asks for. */
export class DeclaredUsage {
  readonly plans: ReadonlyMap<string, UsagePlan>;
  readonly keys: readonly DeclaredKey[];
  readonly members: readonly DeclaredMember[];
  /** Stacks that declare a plan. */
  readonly stacks: ReadonlySet<string>;
  readonly #byId: ReadonlyMap<string, DeclaredKey>;
  readonly #byValue: ReadonlyMap<string, DeclaredKey>;
  readonly #byPlan: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #byStage: ReadonlyMap<string, readonly UsagePlan[]>;

  constructor(view: CloudView) {
    this.plans = usagePlans(view);
    this.keys = declaredKeys(view);
    this.members = view.ofType(USAGE_PLAN_KEY).map(({ resource: { urn, outputs } }) => ({
      urn,
      region: text(outputs, 'region') ?? '',
      plan: text(outputs, 'usagePlanId') ?? '',
      key: text(outputs, 'keyId') ?? '',
    }));
    this.stacks = new Set([...this.plans.values()].map(({ stack }) => stack));
    this.#byId = new Map(this.keys.map((key) => [key.id, key]));
    this.#byValue = new Map(this.keys.map((key) => [`${key.region} ${key.value}`, key]));
    this.#byPlan = grouped(
      this.members,
      ({ plan, key }) => [[plan, key]],
      (keys) => new Set(keys),
    );
    this.#byStage = grouped(
      [...this.plans.values()],
      (plan) => [...plan.stages.keys()].map((stage) => [stage, plan] as const),
      (plans) => plans,
    );
  }

  key(id: string): DeclaredKey | undefined {
    return this.#byId.get(id);
  }

  keyOfValue(region: string, value: string): DeclaredKey | undefined {
    return this.#byValue.get(`${region} ${value}`);
  }

  /** Ids of the keys in a plan. */
  membersOf(plan: string): ReadonlySet<string> {
    return this.#byPlan.get(plan) ?? new Set();
  }

  /** Plans of a stage, `API/STAGE`. */
  plansOf(stage: string): readonly UsagePlan[] {
    return this.#byStage.get(stage) ?? [];
  }
}

function grouped<Item, Value, Group>(
  items: readonly Item[],
  entries: (item: Item) => readonly (readonly [string, Value])[],
  group: (values: readonly Value[]) => Group,
): ReadonlyMap<string, Group> {
  const lists = Map.groupBy(items.flatMap(entries), ([key]) => key);
  return new Map([...lists].map(([key, list]) => [key, group(list.map(([, value]) => value))]));
}

export const nothingDeclared = new DeclaredUsage({ stacks: new Map(), ofType: () => [], byUrn: () => undefined });
