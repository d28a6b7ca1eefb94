import { decide, explain, type CompiledPolicy, type ContextValue, type PolicySet } from '@palisade/policies';
import { isGranted, ways, type AccessContract, type Way } from '../../src/access-contract.ts';
import type { DeployedPolicies } from './deployed-policies.ts';

/** A caller of the contract, as the evaluator and the door know it. */
export interface CallerFacts {
  /** ARN, service principal or `anonymous`. */
  readonly principal: string;
  readonly identity: readonly CompiledPolicy[];
  readonly context: Readonly<Record<string, ContextValue>>;
}

/** A resource of the contract. */
export interface ResourceFacts {
  readonly arn: string;
  /** ARN of what carries its policy: a bucket for its objects. */
  readonly policyOn?: string;
  /** Whether S3's ways make a difference. */
  readonly s3?: boolean;
}

export interface World<Caller extends string, Resource extends string> {
  readonly account: string;
  /** The system's own S3 endpoint. */
  readonly endpointId: string;
  readonly policies: DeployedPolicies;
  readonly callers: Readonly<Record<Caller, CallerFacts>>;
  readonly resources: Readonly<Record<Resource, ResourceFacts>>;
  /** Actions to ask about for a resource: all of its service, for an exhaustive proof. */
  actions(resource: Resource): readonly string[];
}

export interface AccessProof {
  /** Requests decided. */
  readonly decided: number;
  /** Allowed by the policies, not by the contract. */
  readonly surplus: readonly string[];
  /** Allowed by the contract, not by the policies. */
  readonly missing: readonly string[];
}

/** Decides every caller × action × resource × way with the deployed policies and compares each verdict with the contract. */
export function proveAccess<Caller extends string, Resource extends string>(
  contract: AccessContract<Caller, Resource>,
  world: World<Caller, Resource>,
): AccessProof {
  const surplus: string[] = [];
  const missing: string[] = [];
  let decided = 0;
  for (const who of Object.keys(world.callers) as Caller[]) {
    for (const on of Object.keys(world.resources) as Resource[]) {
      for (const by of world.resources[on].s3 === true ? ways : (['tls'] as const)) {
        const ask = question(world, who, on, by);
        for (const action of world.actions(on)) {
          decided += 1;
          const { request, policies } = ask(action);
          const allowed = decide(request, policies).verdict === 'Allowed';
          if (allowed === isGranted(contract, { who, action, on, by })) continue;
          (allowed ? surplus : missing).push(
            `${who} · ${action} · ${on} · ${by}: ${explain(request, policies).sentence}`,
          );
        }
      }
    }
  }
  return { decided, surplus, missing };
}

function question<Caller extends string, Resource extends string>(
  world: World<Caller, Resource>,
  who: Caller,
  on: Resource,
  by: Way,
) {
  const caller = world.callers[who];
  const { arn, policyOn = arn } = world.resources[on];
  const endpoint = by.startsWith('endpoint') ? world.policies.endpoint.get(world.endpointId) : undefined;
  const resource = world.policies.resource.get(policyOn);
  const policies: PolicySet = {
    identity: caller.identity,
    ...(resource !== undefined && { resource }),
    ...(endpoint !== undefined && { endpoint, endpointType: 'Gateway' }),
  };
  const context = { ...caller.context, 'aws:ResourceAccount': world.account, ...wayContext(by, world.endpointId) };
  const target = { arn, accountId: world.account };
  return (action: string) => ({
    request: { principal: caller.principal, action, resource: target, context },
    policies,
  });
}

function wayContext(by: Way, endpointId: string): Readonly<Record<string, ContextValue>> {
  const tls = { 'aws:SecureTransport': true, 's3:TlsVersion': '1.3' };
  const outside = { 'aws:SourceIp': '198.51.100.7' };
  const inside = { ...tls, 'aws:SourceVpce': endpointId };
  const encrypted = { 's3:x-amz-server-side-encryption': 'AES256' };
  switch (by) {
    case 'tls':
      return { ...tls, ...outside, ...encrypted };
    case 'endpoint':
      return { ...inside, ...encrypted };
    case 'endpoint-kms':
      return { ...inside, 's3:x-amz-server-side-encryption': 'aws:kms' };
    case 'endpoint-silent':
      return inside;
    case 'other-endpoint':
      return { ...tls, ...encrypted, 'aws:SourceVpce': 'vpce-00000000000000000' };
    case 'plain-http':
      return { ...outside, ...encrypted, 'aws:SecureTransport': false };
    case 'old-tls':
      return { ...outside, ...encrypted, 'aws:SecureTransport': true, 's3:TlsVersion': '1.1' };
  }
}
