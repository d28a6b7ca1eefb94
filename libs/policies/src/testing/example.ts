import type { Policy } from '../build/policy.ts';
import type { Call } from './calls.ts';

/** A statement in a policy, with calls it is for and the calls nearest to them. */
export interface Example {
  readonly policy: Policy;
  /** The policy of the resource, where a capability alone is not enough. */
  readonly beside?: Policy;
  readonly may: readonly [Call, ...Call[]];
  readonly mayNot: readonly [Call, ...Call[]];
}

/** The functions among the exports of a module. */
export type FunctionsOf<Module> = {
  [Name in keyof Module]: Module[Name] extends (...args: never) => unknown ? Name : never;
}[keyof Module];
