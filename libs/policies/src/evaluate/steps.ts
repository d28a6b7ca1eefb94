import { describeKind, type PolicyKind } from '../policy-kind.ts';
import type { CompiledStatement } from './compile-statement.ts';
import { explicitDeny } from './decide.ts';
import type { Decider, Decision } from './decision.ts';
import { matchesPrincipal, usualRules } from './match-statement.ts';
import type { PolicySet } from './policy-set.ts';
import type { CompiledPolicy } from './policy.ts';
import type { PrincipalMatch } from './principal.ts';
import type { Facts } from './request.ts';
import { bestAllow, endpointRules, firstAllow, obeysScps } from './search.ts';
import { isAssumeRole, mayRecoverBucket, needsResourceAllow } from './special-cases.ts';

/** What is asked at a step, in AWS's order. */
export type StepName =
  'recovery' | 'deny' | 'endpoint' | 'scp' | 'resource' | 'root' | 'identity' | 'boundary' | 'session';

/**
 * One step of the way to a decision. `stops` and, where no limit follows, `grants` end it; `passes` and `ignored` do not:
 * the request goes on to the next step.
 */
export interface Step {
  readonly step: StepName;
  readonly outcome: 'passes' | 'grants' | 'stops' | 'ignored';
  /** The statement behind the outcome. */
  readonly by?: Decider;
  /** In words, as a sentence. */
  readonly sentence: string;
}

/** The steps `decide` takes, up to the one that ends it. Source: IAM User Guide, "Policy evaluation logic". */
export function stepsTo(facts: Facts, policies: PolicySet): readonly Step[] {
  const steps: Step[] = [];
  for (const step of walk(facts, policies)) {
    steps.push(step);
    if (step.outcome === 'stops') break;
  }
  return steps;
}

function* walk(facts: Facts, policies: PolicySet): Iterable<Step> {
  yield* denials(facts, policies);
  yield* gates(facts, policies);
  const { caller } = facts;
  const { resource } = policies;
  const named = resource && bestAllow(resource, facts, usualRules);
  if (caller.type === 'anonymous' || caller.type === 'service') {
    yield named ? grants('resource', named) : withheld('resource', resource, 'and nothing else can let this caller in');
    return;
  }
  if (caller.type === 'root' && isAssumeRole(facts)) {
    yield { step: 'root', outcome: 'stops', sentence: 'Roles may not be assumed by the root user.' };
    return;
  }
  const sameAccount = caller.accountId === facts.resourceAccountId;
  const must = !sameAccount || needsResourceAllow(facts, resource);
  if (must && named === undefined) {
    yield withheld('resource', resource, sameAccount ? 'and it must' : 'and the resource is in another account');
    return;
  }
  const match = named && matchesPrincipal(named, facts, usualRules);
  yield resourceStep(resource, named, match, sameAccount);
  if (sameAccount && match === 'direct') return;
  if (!(sameAccount && match === 'role')) {
    if (caller.type === 'root') {
      const sentence = 'The root user needs no policy of its own.';
      yield { step: 'root', outcome: 'grants', ...(named && { by: deciderOf(named) }), sentence };
      return;
    }
    const own = firstAllow(policies.identity, facts);
    if (own === undefined) {
      const sentence = must
        ? 'The resource side allows it, but no statement of the identity policies of the caller does.'
        : 'No statement of its identity policies or of the resource policy allows it.';
      yield { step: 'identity', outcome: 'stops', sentence };
      return;
    }
    yield grants('identity', own);
  }
  yield* limits(facts, policies);
}

function* denials(facts: Facts, policies: PolicySet): Iterable<Step> {
  if (policies.resource !== undefined && mayRecoverBucket(facts)) {
    const sentence =
      'The root user of the bucket owner may read, replace and delete the bucket policy, so what that policy denies does not count.';
    yield { step: 'recovery', outcome: 'ignored', sentence };
  }
  const deny = explicitDeny(facts, policies);
  if (deny?.decidedBy === undefined) yield { step: 'deny', outcome: 'passes', sentence: 'No statement denies it.' };
  else
    yield {
      step: 'deny',
      outcome: 'stops',
      by: deny.decidedBy,
      sentence: `${capital(nameOf(deny.decidedBy))} denies it.`,
    };
}

function* gates(facts: Facts, policies: PolicySet): Iterable<Step> {
  const { endpoint, scps } = policies;
  if (endpoint !== undefined) yield gate('endpoint', endpoint, bestAllow(endpoint, facts, endpointRules(policies)));
  if (scps === undefined) return;
  if (!obeysScps(facts)) {
    const sentence = 'Service control policies do not bind this caller.';
    yield { step: 'scp', outcome: 'ignored', sentence };
    return;
  }
  for (const [depth, level] of scps.entries()) {
    const allow = firstAllow(level, facts);
    const sentence = `At level ${depth} ${allow ? `${nameOf(deciderOf(allow))} allows it` : 'no service control policy allows it'}.`;
    yield { step: 'scp', outcome: allow ? 'passes' : 'stops', ...(allow && { by: deciderOf(allow) }), sentence };
  }
}

function* limits(facts: Facts, { boundary, session = [] }: PolicySet): Iterable<Step> {
  if (boundary !== undefined) yield gate('boundary', boundary, bestAllow(boundary, facts, usualRules));
  if (session.length === 0) return;
  const allow = firstAllow(session, facts);
  if (allow !== undefined) yield { ...grants('session', allow), outcome: 'passes' };
  else yield { step: 'session', outcome: 'stops', sentence: 'No session policy allows it.' };
}

function resourceStep(
  resource: CompiledPolicy | undefined,
  named: CompiledStatement | undefined,
  match: PrincipalMatch | undefined,
  sameAccount: boolean,
): Step {
  if (named === undefined) {
    const sentence =
      resource === undefined
        ? 'The resource has no policy; the policies of the caller decide.'
        : `No statement of ${policyName(resource)} allows it; the policies of the caller decide.`;
    return { step: 'resource', outcome: 'passes', sentence };
  }
  const by = deciderOf(named);
  const allows = `${capital(nameOf(by))} allows it`;
  if (!sameAccount)
    return { step: 'resource', outcome: 'passes', by, sentence: `${allows}; the policies of the caller must too.` };
  if (match === 'account') {
    const sentence = `${capital(nameOf(by))} names the account of the caller, whose own policies decide.`;
    return { step: 'resource', outcome: 'passes', by, sentence };
  }
  const limit = match === 'role' ? ', within the permissions boundary and the session policies of the caller' : '';
  return { step: 'resource', outcome: 'grants', by, sentence: `${allows}${limit}.` };
}

function gate(step: 'endpoint' | 'boundary', policy: CompiledPolicy, allow: CompiledStatement | undefined): Step {
  if (allow === undefined) return withheld(step, policy, 'and it must');
  const by = deciderOf(allow);
  return { step, outcome: 'passes', by, sentence: `${capital(nameOf(by))} lets it through.` };
}

function grants(step: StepName, statement: CompiledStatement): Step {
  const by = deciderOf(statement);
  return { step, outcome: 'grants', by, sentence: `${capital(nameOf(by))} allows it.` };
}

function withheld(step: StepName, policy: CompiledPolicy | undefined, why: string): Step {
  const what =
    policy === undefined
      ? 'The resource has no policy that allows it'
      : `No statement of ${policyName(policy)} allows it`;
  return { step, outcome: 'stops', sentence: `${what}, ${why}.` };
}

/** Every compiled statement carries the decision it makes, and that names it. */
function deciderOf({ decision }: CompiledStatement): Decider {
  return (decision as Decision & { readonly decidedBy: Decider }).decidedBy;
}

function nameOf({ statement, policy, kind }: Decider): string {
  return `statement ${statement} of ${policyName({ name: policy, kind })}`;
}

function policyName({ name, kind }: { readonly name: string; readonly kind: PolicyKind }): string {
  return `${describeKind(kind)} "${name}"`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
