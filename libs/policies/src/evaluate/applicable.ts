import { endpointRules } from './search.ts';
import { usualRules, type PrincipalRules } from './match-statement.ts';
import type { PolicySet } from './policy-set.ts';
import type { CompiledPolicy } from './policy.ts';

/** A policy that has a say in a request, with how its Principal elements are read. */
export interface ApplicablePolicy {
  readonly policy: CompiledPolicy;
  readonly rules: PrincipalRules;
}

/** Every policy of a set in the order in which denials are looked for. */
export function applicable(policies: PolicySet): readonly ApplicablePolicy[] {
  const { resource, boundary, endpoint } = policies;
  const usual = (policy: CompiledPolicy): ApplicablePolicy => ({ policy, rules: usualRules });
  return [
    ...policies.identity.map(usual),
    ...(resource ? [{ policy: resource, rules: { gateway: false, boundary: boundary !== undefined } }] : []),
    ...(boundary ? [usual(boundary)] : []),
    ...(policies.session ?? []).map(usual),
    ...(endpoint ? [{ policy: endpoint, rules: endpointRules(policies) }] : []),
    ...(policies.scps ?? []).flat().map(usual),
    ...(policies.rcps ?? []).flat().map(usual),
  ];
}
