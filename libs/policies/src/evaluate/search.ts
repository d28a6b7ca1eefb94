import { isServiceLinkedRole } from './caller.ts';
import type { CompiledStatement } from './compile-statement.ts';
import type { Decision } from './decision.ts';
import { appliesTo, usualRules, type PrincipalRules } from './match-statement.ts';
import type { PolicySet } from './policy-set.ts';
import type { CompiledPolicy } from './policy.ts';
import type { Facts } from './request.ts';

export const boundRules: PrincipalRules = { gateway: false, boundary: true };
const gatewayRules: PrincipalRules = { gateway: true, boundary: false };
const boundGatewayRules: PrincipalRules = { gateway: true, boundary: true };

export function endpointRules({ endpointType, boundary }: PolicySet): PrincipalRules {
  if (endpointType === 'Gateway') return boundary === undefined ? gatewayRules : boundGatewayRules;
  return boundary === undefined ? usualRules : boundRules;
}

/** Service control policies bind users, roles and the root user, not services, service-linked roles or unsigned callers. */
export function obeysScps(facts: Facts): boolean {
  return facts.caller.accountId !== undefined && !isServiceLinkedRole(facts.caller, facts.context);
}

export function denied(policy: CompiledPolicy, facts: Facts, rules: PrincipalRules): Decision | undefined {
  for (const statement of policy.denies) if (appliesTo(statement, facts, rules) !== 'none') return statement.decision;
  return undefined;
}

export function firstDeny(policies: readonly CompiledPolicy[], facts: Facts): Decision | undefined {
  for (const policy of policies) {
    const decision = denied(policy, facts, usualRules);
    if (decision !== undefined) return decision;
  }
  return undefined;
}

export function firstDenyOfLevels(levels: readonly (readonly CompiledPolicy[])[], facts: Facts): Decision | undefined {
  for (const level of levels) {
    const decision = firstDeny(level, facts);
    if (decision !== undefined) return decision;
  }
  return undefined;
}

export function firstAllow(policies: readonly CompiledPolicy[], facts: Facts): CompiledStatement | undefined {
  for (const policy of policies) {
    const statement = bestAllow(policy, facts, usualRules);
    if (statement !== undefined) return statement;
  }
  return undefined;
}

/** The Allow statement that names the caller most closely. */
export function bestAllow(policy: CompiledPolicy, facts: Facts, rules: PrincipalRules): CompiledStatement | undefined {
  let best: CompiledStatement | undefined;
  let role = false;
  for (const statement of policy.allows) {
    const match = appliesTo(statement, facts, rules);
    if (match === 'direct') return statement;
    if (match === 'role' && !role) {
      best = statement;
      role = true;
    } else if (match === 'account') best ??= statement;
  }
  return best;
}
