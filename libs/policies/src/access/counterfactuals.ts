import { compile, type Policy } from '../build/policy.ts';
import { listOf, statementsOf } from '../document.ts';
import { applicable } from '../evaluate/applicable.ts';
import { decide } from '../evaluate/decide.ts';
import { appliesTo, usualRules, type PrincipalRules } from '../evaluate/match-statement.ts';
import type { CompiledStatement } from '../evaluate/compile-statement.ts';
import type { PolicySet } from '../evaluate/policy-set.ts';
import type { CompiledPolicy } from '../evaluate/policy.ts';
import type { PrincipalMatch } from '../evaluate/principal.ts';
import { factsOf, type AccessRequest, type Facts } from '../evaluate/request.ts';
import type { PolicyKind } from '../policy-kind.ts';
import type { Statement } from '../statement.ts';
import { asking, compiled, leadsTo, named } from './ask.ts';
import type { AccessModel, ModelPrincipal, ModelResource } from './model.ts';
import type { AccessQuestion, AccessScope } from './scope.ts';
import { statementsInModel, type PlacedStatement } from './statements.ts';
import { wideningsOf } from './variants.ts';

/** A statement of the model, as decisions name it. */
export interface StatementRef {
  readonly policy: string;
  readonly kind: PolicyKind;
  /** Sid, or `#0`, `#1`, … by position. */
  readonly statement: string;
}

/** What changes of single statements would be noticed, and what not. */
export interface Counterfactuals {
  /** Statements without which every question of the scope is decided the same. */
  readonly deadWeight: readonly StatementRef[];
  /** Statements that can be widened in this element without any question being decided another way: nothing tests the edge. */
  readonly untestedBoundaries: readonly (StatementRef & { readonly element: string })[];
  /** For every change that is noticed, one question that notices it. */
  readonly noticed: readonly (StatementRef & { readonly change: string; readonly by: AccessQuestion })[];
}

/**
 * Removes each statement in turn, and widens it in each of its elements, and asks all questions again. On a model that keeps
 * its contract a changed answer breaks the contract, so what changes nothing is what the contract does not need or does not
 * test. A Deny that only backs up another policy is dead weight too: list such second lines in the test that reads this.
 *
 * @example
 * const { deadWeight, untestedBoundaries }: Counterfactuals = counterfactuals(model, scope);
 * const unneeded: readonly StatementRef[] = deadWeight;
 * unneeded.map(({ statement }) => statement); // => ["AdministerKey"]
 * untestedBoundaries.some(({ element }) => element === 'resources'); // => true
 */
export function counterfactuals<Who extends string, On extends string, By extends string>(
  model: AccessModel<Who, On>,
  scope: AccessScope<On, By>,
): Counterfactuals {
  const asked = questionsByPolicy(model, scope);
  const deadWeight: StatementRef[] = [];
  const untestedBoundaries: (StatementRef & { element: string })[] = [];
  const noticed: (StatementRef & { change: string; by: AccessQuestion })[] = [];
  for (const placed of statementsInModel(model)) {
    const ref = { policy: placed.policy.name, kind: placed.policy.kind, statement: placed.name };
    const questions = asked.get(placed.policy) ?? [];
    const removal = noticing(questions, placed, undefined);
    if (removal === undefined) deadWeight.push(ref);
    else noticed.push({ ...ref, change: 'removed', by: removal });
    for (const { element, statement } of wideningsOf(placed.statement)) {
      const by = noticing(questions, placed, statement);
      if (by === undefined) untestedBoundaries.push({ ...ref, element });
      else noticed.push({ ...ref, change: `wider ${element}`, by });
    }
  }
  return { deadWeight, untestedBoundaries, noticed };
}

interface Asked {
  readonly question: AccessQuestion;
  readonly request: AccessRequest;
  readonly policies: PolicySet;
  readonly allowed: boolean;
}

/** Every question under each policy that has a say in it. */
function questionsByPolicy<Who extends string, On extends string, By extends string>(
  model: AccessModel<Who, On>,
  scope: AccessScope<On, By>,
): ReadonlyMap<Policy, readonly Asked[]> {
  const byPolicy = new Map<Policy, Asked[]>();
  const allPaths = Object.keys(scope.paths) as By[];
  for (const [on, resource] of Object.entries(model.resources) as [On, ModelResource][]) {
    for (const [who, principal] of Object.entries(model.principals) as [Who, ModelPrincipal][]) {
      for (const by of scope.by?.(on) ?? allPaths) {
        const { endpoint, policies, request } = asking(model, who, on, named('path', scope.paths, by));
        const involved = [
          ...principal.policies,
          ...(principal.boundary ? [principal.boundary] : []),
          ...(resource.policy ? [resource.policy] : []),
          ...(endpoint?.policy ? [endpoint.policy] : []),
        ];
        for (const action of scope.actions(on, by)) {
          if (!leadsTo(endpoint, action)) continue;
          const set = policies(action);
          const ready = request(action);
          const allowed = decide(ready, set).verdict === 'Allowed';
          const asked: Asked = { question: { who, action, on, by }, request: ready, policies: set, allowed };
          for (const policy of involved) push(byPolicy, policy, asked);
        }
      }
    }
  }
  return byPolicy;
}

function push(map: Map<Policy, Asked[]>, policy: Policy, asked: Asked): void {
  const list = map.get(policy);
  if (list === undefined) map.set(policy, [asked]);
  else list.push(asked);
}

/** The first question that is answered another way with `changed` in place of the statement, or without it. */
function noticing(
  questions: readonly Asked[],
  { policy, index }: PlacedStatement,
  changed: Statement | undefined,
): AccessQuestion | undefined {
  const before = compiled(policy);
  const after = compile(replaced(policy, index, changed));
  const [old, fresh] = [before.statements[index], changed === undefined ? undefined : after.statements[index]];
  for (const { question, request, policies, allowed } of questions) {
    const rules = applicable(policies).find((one) => one.policy === before)?.rules ?? usualRules;
    const facts = factsOf(request);
    // Only where the statement itself applies another way can the decision be another.
    if (closeness(old, rules, facts) === closeness(fresh, rules, facts)) continue;
    const decision = decide(request, substituted(policies, before, after));
    if ((decision.verdict === 'Allowed') !== allowed) return question;
  }
  return undefined;
}

function closeness(statement: CompiledStatement | undefined, rules: PrincipalRules, facts: Facts): PrincipalMatch {
  return statement === undefined ? 'none' : appliesTo(statement, facts, rules);
}

function replaced(policy: Policy, index: number, changed: Statement | undefined): Policy {
  const statements = statementsOf(policy.document).flatMap((one, at) => (at === index ? listOf(changed) : one));
  return { ...policy, document: { ...policy.document, Statement: statements } };
}

function substituted(policies: PolicySet, before: CompiledPolicy, after: CompiledPolicy): PolicySet {
  const swap = (one: CompiledPolicy): CompiledPolicy => (one === before ? after : one);
  const { boundary, resource, endpoint } = policies;
  return {
    ...policies,
    identity: policies.identity.map(swap),
    ...(boundary && { boundary: swap(boundary) }),
    ...(resource && { resource: swap(resource) }),
    ...(endpoint && { endpoint: swap(endpoint) }),
  };
}
