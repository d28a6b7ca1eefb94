import { isServiceLinkedRole } from './caller.ts';
import type { Decision } from './decision.ts';
import { matchesPrincipal, usualRules } from './match-statement.ts';
import type { PolicySet } from './policy-set.ts';
import { factsOf, type AccessRequest, type Facts } from './request.ts';
import {
  bestAllow,
  boundRules,
  denied,
  endpointRules,
  firstAllow,
  firstDeny,
  firstDenyOfLevels,
  obeysScps,
} from './search.ts';
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
 *
 * @example
 * const policies: PolicySet = { identity: [compile(identityPolicy('writer', [putObject({ bucket: 'docs' })]))] };
 * const request: AccessRequest = {
 *   principal: role,
 *   action: 's3:PutObject',
 *   resource: { arn: s3ObjectArn({ bucket: 'docs', key: 'a' }), accountId: account },
 *   context: {},
 * };
 * const decision: Decision = decide(request, policies);
 * decision; // => {"verdict":"Allowed","decidedBy":{"policy":"writer","kind":"identity","statement":"PutObject"}}
 * decide({ ...request, action: 's3:GetObject' }, policies).verdict; // => ImplicitlyDenied
 */
export function decide(request: AccessRequest, policies: PolicySet): Decision {
  const facts = factsOf(request);
  return explicitDeny(facts, policies) ?? closedGate(facts, policies) ?? grant(facts, policies);
}

/** The first Deny that applies. */
export function explicitDeny(facts: Facts, policies: PolicySet): Decision | undefined {
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
