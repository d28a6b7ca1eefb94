import { matchArnPattern } from './arn-pattern.ts';
import type { CompiledStatement, Patterns } from './compile-statement.ts';
import { matchCompiled, type Glob } from './glob.ts';
import { isExempted, matchGatewayPrincipal, matchPrincipal, type PrincipalMatch } from './principal.ts';
import type { ArnPattern } from './arn-pattern.ts';
import type { Facts } from './request.ts';
import type { Truth } from './truth.ts';

/** How the Principal element is read: as usual, by a gateway endpoint, or with a boundary attached to the caller. */
export interface PrincipalRules {
  readonly gateway: boolean;
  readonly boundary: boolean;
}

export const usualRules: PrincipalRules = { gateway: false, boundary: false };

/** How closely the statement applies to the request; `none` if any element does not match. */
export function appliesTo(statement: CompiledStatement, facts: Facts, rules: PrincipalRules): PrincipalMatch {
  if (!matchesAction(statement.actions, facts.action)) return 'none';
  if (statement.resources !== undefined && !matchesResource(statement.resources, facts)) return 'none';
  // What cannot be decided fails closed: it neither allows nor keeps a Deny away.
  const undecided = statement.effect === 'Deny';
  for (const condition of statement.conditions) {
    if (!(condition.test(facts.context) ?? undecided)) return 'none';
  }
  return matchesPrincipal(statement, facts, rules);
}

export function matchesAction(actions: Patterns<Glob>, action: string): boolean {
  for (const pattern of actions.patterns) {
    if (matchCompiled(pattern, action, undefined)) return !actions.negated;
  }
  return actions.negated;
}

export function matchesResource(resources: Patterns<ArnPattern>, facts: Facts): boolean {
  for (const pattern of resources.patterns) {
    if (matchArnPattern(pattern, facts.arn, facts.context)) return !resources.negated;
  }
  return resources.negated;
}

export function matchesPrincipal(statement: CompiledStatement, facts: Facts, rules: PrincipalRules): PrincipalMatch {
  const { principal } = statement;
  if (principal === undefined) return 'direct';
  const { caller, context } = facts;
  if (principal.negated) {
    // A Deny with NotPrincipal always denies callers with a permissions boundary, whoever is listed.
    return !rules.boundary && isExempted(principal.value, caller, context) ? 'none' : 'direct';
  }
  const match = rules.gateway
    ? matchGatewayPrincipal(principal.value, caller)
    : matchPrincipal(principal.value, caller, context);
  // Fails closed where the element holds an entry that cannot be decided.
  return match === 'none' && principal.value.undecidable.length > 0 && statement.effect === 'Deny' ? 'direct' : match;
}

/** The truth of each condition, for explanations. */
export function conditionTruths(statement: CompiledStatement, facts: Facts): readonly Truth[] {
  return statement.conditions.map((condition) => condition.test(facts.context));
}
