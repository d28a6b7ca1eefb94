import type { Host } from '../../../kernel/host.ts';
import { ApplyError, type CloudView } from '../../../kernel/service.ts';
import type { ApiKey } from './api-key.ts';
import { DeclaredUsage, nothingDeclared } from './declared-usage.ts';
import { StackUsage } from './stack-usage.ts';
import { Throttles } from './throttles.ts';
import { usageProblems } from './usage-problems.ts';
import type { Throttle, UsagePlan } from './usage-plan.ts';

/** Whether a request may use a key, and why not. */
export type Admission =
  | {
      readonly verdict: 'admitted' | 'throttled' | 'exhausted';
      readonly key: ApiKey;
      readonly plan: UsagePlan;
      readonly throttle?: Throttle;
    }
  | { readonly verdict: 'invalid' };

/**
 * API keys, usage plans, and how often keys were used. Keys belong to an account and a region; those that were issued at run time are
 * kept with a stack that declares a usage plan, and go with it.
 */
export class Usage {
  readonly #host: Host;
  readonly #stacks = new Map<string, StackUsage>();
  /** Stacks that are in force, not just read. */
  readonly #served = new Set<string>();
  readonly #throttles = new Throttles();
  #declared: DeclaredUsage = nothingDeclared;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Throws ApplyError for what only the whole cloud can tell; the returned function switches over. */
  prepare(view: CloudView): () => Promise<void> {
    const declared = new DeclaredUsage(view);
    const { stacks } = declared;
    for (const stack of stacks) {
      if (!this.#stacks.has(stack)) this.#stacks.set(stack, new StackUsage(this.#host, stack));
    }
    const issued = [...stacks].flatMap((stack) => [...(this.#stacks.get(stack)?.issued.keys() ?? [])]);
    const problems = usageProblems(declared, issued, view);
    if (problems.length > 0) throw new ApplyError(problems);
    return () => {
      this.#declared = declared;
      return this.#follow(stacks);
    };
  }

  plans(region: string): readonly UsagePlan[] {
    return [...this.#declared.plans.values()].filter((plan) => plan.region === region);
  }

  plan(region: string, id: string): UsagePlan | undefined {
    const plan = this.#declared.plans.get(id);
    return plan?.region === region ? plan : undefined;
  }

  /** Declared keys first, then issued ones in the order they were issued. */
  keys(region: string): readonly ApiKey[] {
    const issued = [...this.#stacks.values()].flatMap((usage) => [...usage.issued.keys()]);
    // A kill while a key moved may leave it with both stacks.
    const once = new Map([...this.#declared.keys, ...issued].map((key) => [key.id, key]));
    return [...once.values()].filter((key) => key.region === region);
  }

  key(region: string, id: string): ApiKey | undefined {
    const key = this.#declared.key(id) ?? this.#home(id)?.issued.key(id);
    return key?.region === region ? key : undefined;
  }

  isDeclared({ id }: ApiKey): boolean {
    return this.#declared.key(id) !== undefined;
  }

  keyOfValue(region: string, value: string): ApiKey | undefined {
    const declared = this.#declared.keyOfValue(region, value);
    if (declared !== undefined) return declared;
    for (const { issued } of this.#stacks.values()) {
      const key = issued.ofValue(region, value);
      if (key !== undefined) return key;
    }
    return undefined;
  }

  /** Keys of a plan. */
  keysIn(plan: UsagePlan): readonly ApiKey[] {
    const ids = [
      ...this.#declared.membersOf(plan.id),
      ...(this.#stacks.get(plan.stack)?.issued.members(plan.id) ?? []),
    ];
    return [...new Set(ids)].flatMap((id) => this.key(plan.region, id) ?? []);
  }

  isIn(plan: UsagePlan, key: ApiKey): boolean {
    return this.isDeclaredIn(plan, key) || this.#stacks.get(plan.stack)?.issued.members(plan.id).has(key.id) === true;
  }

  isDeclaredIn(plan: UsagePlan, key: ApiKey): boolean {
    return this.#declared.membersOf(plan.id).has(key.id);
  }

  plansOf(key: ApiKey): readonly UsagePlan[] {
    return this.plans(key.region).filter((plan) => this.isIn(plan, key));
  }

  /** Requests of a key in a plan, by day. */
  days(plan: UsagePlan, key: ApiKey): ReadonlyMap<number, number> {
    return this.#stacks.get(plan.stack)?.counts.days(plan.id, key.id) ?? new Map();
  }

  /** Issues a key; undefined if no stack of the region declares a usage plan to keep it with. */
  async issue(key: ApiKey): Promise<ApiKey | undefined> {
    const stack = this.plans(key.region)[0]?.stack;
    const home = stack === undefined ? undefined : this.#stacks.get(stack);
    if (home === undefined) return undefined;
    await home.issued.put(key);
    return key;
  }

  /** Changes an issued key, wherever it is kept: a kill while it moved from stack to stack leaves it with both. */
  async change(key: ApiKey): Promise<void> {
    for (const { issued } of this.#stacks.values()) if (issued.key(key.id) !== undefined) await issued.put(key);
  }

  /** Takes an issued key away, out of all plans. */
  async revoke({ id }: ApiKey): Promise<void> {
    for (const { issued } of this.#stacks.values()) {
      await issued.remove(id);
      for (const plan of [...issued.plans()]) await issued.leave(plan, id);
    }
  }

  /** Puts a key into a plan. An issued key that is in no plan yet moves to the plan's stack, and will go with that. */
  async join(plan: UsagePlan, key: ApiKey): Promise<void> {
    const target = this.#stacks.get(plan.stack);
    if (target === undefined) throw new Error(`Usage plan ${plan.id} has no data directory.`);
    const home = this.#home(key.id);
    const moves = home !== undefined && home !== target && this.plansOf(key).length === 0;
    await target.issued.join(plan.id, key.id);
    if (!moves) return;
    await target.issued.put(key);
    await home.issued.remove(key.id);
  }

  async leave(plan: UsagePlan, key: ApiKey): Promise<void> {
    await this.#stacks.get(plan.stack)?.issued.leave(plan.id, key.id);
  }

  /**
   * Counts a request of a key to a method of a stage (`API/STAGE`, `PATH METHOD`). The key must be in one of the stage's plans; its
   * limits are those of the method, else of the plan.
   */
  admit(region: string, value: string, stage: string, method: string): Admission {
    const key = this.keyOfValue(region, value);
    const plan = key?.enabled === true ? this.#declared.plansOf(stage).find((each) => this.isIn(each, key)) : undefined;
    if (key === undefined || plan === undefined || plan.region !== region) return { verdict: 'invalid' };
    const now = this.#host.clock.now();
    const throttles = plan.stages.get(stage)?.throttles;
    const scope = throttles?.has(method) ? method : '*/*';
    const own = throttles?.get(scope);
    const throttle = own ?? plan.throttle;
    const place = own === undefined ? '' : `${stage} ${scope}`;
    if (throttle !== undefined && !this.#throttles.take(`${plan.id} ${key.id} ${place}`, throttle, now)) {
      return { verdict: 'throttled', key, plan, throttle };
    }
    const counted = this.#stacks.get(plan.stack)?.counts.take(plan.id, key.id, plan.quota, now) === true;
    return { verdict: counted ? 'admitted' : 'exhausted', key, plan };
  }

  async close(): Promise<void> {
    for (const usage of this.#stacks.values()) await usage.close();
  }

  #home(id: string): StackUsage | undefined {
    for (const usage of this.#stacks.values()) if (usage.issued.key(id) !== undefined) return usage;
    return undefined;
  }

  /** Lets go of what belongs to stacks, plans and keys that are no more. */
  async #follow(stacks: ReadonlySet<string>): Promise<void> {
    for (const [stack, usage] of [...this.#stacks]) {
      if (stacks.has(stack)) continue;
      this.#stacks.delete(stack);
      // A stack that was refused when the cloud started keeps its data until it is deployed again or destroyed.
      if (!this.#served.delete(stack)) {
        await usage.close();
        continue;
      }
      await this.#adopt([...usage.issued.keys()]);
      await usage.destroy();
    }
    for (const stack of stacks) this.#served.add(stack);
    for (const { issued } of this.#stacks.values()) {
      for (const plan of [...issued.plans()]) {
        const region = this.#declared.plans.get(plan)?.region;
        for (const key of [...issued.members(plan)]) {
          if (region === undefined || this.key(region, key) === undefined) await issued.leave(plan, key);
        }
      }
    }
  }

  /** Keys whose stack goes stay if they are in a plan of another. */
  async #adopt(keys: readonly ApiKey[]): Promise<void> {
    for (const key of keys) {
      const stack = this.plansOf(key)[0]?.stack;
      if (stack !== undefined) await this.#stacks.get(stack)?.issued.put(key);
    }
  }
}
