import { compile, type Policy } from '../build/policy.ts';
import type { ContextMap } from '../evaluate/context.ts';
import { requestContext } from '../evaluate/context.ts';
import type { PolicySet } from '../evaluate/policy-set.ts';
import type { CompiledPolicy } from '../evaluate/policy.ts';
import type { AccessRequest } from '../evaluate/request.ts';
import type { AccessModel, ModelEndpoint } from './model.ts';
import type { RequestPath } from './scope.ts';

/** A request ready for `decide`, but for its action: the same for every action of one who, on and by. */
export interface Asking {
  readonly endpoint: ModelEndpoint | undefined;
  policies(action: string): PolicySet;
  request(action: string): AccessRequest;
}

/** Prepares the questions of one principal about one resource by one path. Throws a ModelError for an unknown name. */
export function asking(model: AccessModel, who: string, on: string, path: RequestPath): Asking {
  const principal = named('principal', model.principals, who);
  const resource = named('resource', model.resources, on);
  const endpoint = path.endpoint === undefined ? undefined : named('endpoint', model.endpoints, path.endpoint);
  const accountId = resource.account ?? model.account;
  const context: ContextMap = requestContext({
    'aws:ResourceAccount': accountId,
    ...principal.context,
    ...resource.context,
    ...path.context,
    ...(endpoint && { 'aws:SourceVpce': endpoint.id }),
    ...(endpoint?.vpc !== undefined && { 'aws:SourceVpc': endpoint.vpc }),
  });
  const target = { arn: resource.arn, accountId };
  const others: PolicySet = {
    identity: principal.policies.map(compiled),
    ...(principal.boundary && { boundary: compiled(principal.boundary) }),
    ...(endpoint?.policy && { endpoint: compiled(endpoint.policy), endpointType: endpoint.type }),
  };
  const all = resource.policy === undefined ? others : { ...others, resource: compiled(resource.policy) };
  const trust = resource.policy?.kind === 'trust';
  return {
    endpoint,
    // A trust policy says who may take the role; who may read or change it is for identity policies alone.
    policies: (action) => (trust && !/^sts:/i.test(action) ? others : all),
    request: (action) => ({ principal: principal.principal, action, resource: target, context }),
  };
}

/** Whether requests for this action can come by this path: an endpoint leads to one service. */
export function leadsTo(endpoint: ModelEndpoint | undefined, action: string): boolean {
  return endpoint === undefined || action.toLowerCase().startsWith(`${endpoint.service}:`);
}

/**
 * Thrown for a name a model, a scope or a contract does not know, before anything is computed from it.
 *
 * @example
 * lockouts(model, scope, []); // throws Name the deployer and the services that deliver.
 */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

export function named<T>(what: string, record: Readonly<Record<string, T>>, name: string): T {
  const found = Object.hasOwn(record, name) ? record[name] : undefined;
  if (found !== undefined) return found;
  const known = Object.keys(record).join(', ') || 'none';
  throw new ModelError(`There is no ${what} "${name}" in the model. Name one of: ${known}.`);
}

const cache = new WeakMap<Policy, CompiledPolicy>();

/** Compiled once for each policy, however many questions it has a say in. */
export function compiled(policy: Policy): CompiledPolicy {
  let found = cache.get(policy);
  if (found === undefined) {
    found = compile(policy);
    cache.set(policy, found);
  }
  return found;
}
