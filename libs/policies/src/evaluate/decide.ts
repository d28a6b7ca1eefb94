import { isServiceLinkedRole } from './caller.ts';
import type { CompiledStatement } from './compile-statement.ts';
import type { Decision } from './decision.ts';
import { appliesTo, matchesPrincipal, usualRules, type PrincipalRules } from './match-statement.ts';
import type { PolicySet } from './policy-set.ts';
import type { CompiledPolicy } from './policy.ts';
import { factsOf, type AccessRequest, type Facts } from './request.ts';
import { needsResourceAllow, isAssumeRole, mayRecoverBucket } from './special-cases.ts';

const rootUser: Decision = { verdict: 'Allowed' };
const rootCannotAssume: Decision = { verdict: 'ImplicitlyDenied', missing: 'root-cannot-assume' };
const noIdentity: Decision = { verdict: 'ImplicitlyDenied', missing: 'identity' };
const noResource: Decision = { verdict: 'ImplicitlyDenied', missing: 'resource' };
const neither: Decision = { verdict: 'ImplicitlyDenied', missing: 'identity-or-resource' };
const noSession: Decision = { verdict: 'ImplicitlyDenied', missing: 'session' };
const noScp: Decision = { verdict: 'ImplicitlyDenied', missing: 'scp' };

/**
 * Decides one request: a Deny in any policy wins; then every gate (service control policies, endpoint) must allow; then
 * the identity and resource policies must grant, within the permissions boundary and the session policies.
 * Source: IAM User Guide, "Policy evaluation logic".
 */
export function decide(request: AccessRequest, policies: PolicySet): Decision {
  const facts = factsOf(request);
  return explicitDeny(facts, policies) ?? closedGate(facts, policies) ?? grant(facts, policies);
}

function explicitDeny(facts: Facts, policies: PolicySet): Decision | undefined {
  const { resource, boundary, endpoint } = policies;
  const bound = boundary !== undefined;
  return (
    firstDeny(policies.identity, facts) ??
    (resource && !mayRecoverBucket(facts) ? denied(resource, facts, bound ? boundRules : usualRules) : undefined) ??
    (boundary && denied(boundary, facts, usualRules)) ??
    (policies.session && firstDeny(policies.session, facts)) ??
    (endpoint && denied(endpoint, facts, endpointRules(policies))) ??
    (policies.scps && obeysScps(facts) ? firstDenyOfLevels(policies.scps, facts) : undefined) ??
    (policies.rcps && !isServiceLinkedRole(facts.caller, facts.context)
      ? firstDenyOfLevels(policies.rcps, facts)
      : undefined)
  );
}

/** Gates grant nothing; each has to let the request through. */
function closedGate(facts: Facts, policies: PolicySet): Decision | undefined {
  const { endpoint, scps } = policies;
  if (endpoint !== undefined && bestAllow(endpoint, facts, endpointRules(policies)) === undefined)
    return endpoint.withheld;
  if (scps !== undefined && obeysScps(facts)) {
    for (const level of scps) if (firstAllow(level, facts) === undefined) return noScp;
  }
  return undefined;
}

function grant(facts: Facts, policies: PolicySet): Decision {
  const { caller } = facts;
  const { resource } = policies;
  const byResource = resource && bestAllow(resource, facts, usualRules);
  const withheld = resource?.withheld ?? noResource;
  if (caller.type === 'anonymous' || caller.type === 'service') return byResource?.decision ?? withheld;
  if (caller.type === 'root' && isAssumeRole(facts)) return rootCannotAssume;

  const sameAccount = caller.accountId === facts.resourceAccountId;
  const mustBeResource = !sameAccount || needsResourceAllow(facts, resource);
  if (mustBeResource && byResource === undefined) return withheld;
  if (sameAccount && byResource !== undefined) {
    const match = matchesPrincipal(byResource, facts, usualRules);
    // Named directly: an implicit deny of the boundary or the session policy does not count.
    if (match === 'direct') return byResource.decision;
    if (match === 'role') return closedLimit(facts, policies) ?? byResource.decision;
  }
  // What remains for the resource policy is to delegate to the caller's account, whose own policies must allow.
  if (caller.type === 'root') return byResource?.decision ?? rootUser;
  const byIdentity = firstAllow(policies.identity, facts);
  if (byIdentity === undefined) return mustBeResource ? noIdentity : neither;
  return closedLimit(facts, policies) ?? byIdentity.decision;
}

/** The permissions boundary or the session policies, if they do not allow the request. */
function closedLimit(facts: Facts, { boundary, session }: PolicySet): Decision | undefined {
  if (boundary !== undefined && bestAllow(boundary, facts, usualRules) === undefined) return boundary.withheld;
  if (session !== undefined && session.length > 0 && firstAllow(session, facts) === undefined) return noSession;
  return undefined;
}

const boundRules: PrincipalRules = { gateway: false, boundary: true };
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

function denied(policy: CompiledPolicy, facts: Facts, rules: PrincipalRules): Decision | undefined {
  for (const statement of policy.denies) if (appliesTo(statement, facts, rules) !== 'none') return statement.decision;
  return undefined;
}

function firstDeny(policies: readonly CompiledPolicy[], facts: Facts): Decision | undefined {
  for (const policy of policies) {
    const decision = denied(policy, facts, usualRules);
    if (decision !== undefined) return decision;
  }
  return undefined;
}

function firstDenyOfLevels(levels: readonly (readonly CompiledPolicy[])[], facts: Facts): Decision | undefined {
  for (const level of levels) {
    const decision = firstDeny(level, facts);
    if (decision !== undefined) return decision;
  }
  return undefined;
}

function firstAllow(policies: readonly CompiledPolicy[], facts: Facts): CompiledStatement | undefined {
  for (const policy of policies) {
    const statement = bestAllow(policy, facts, usualRules);
    if (statement !== undefined) return statement;
  }
  return undefined;
}

/** The Allow statement that names the caller most closely. */
function bestAllow(policy: CompiledPolicy, facts: Facts, rules: PrincipalRules): CompiledStatement | undefined {
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
