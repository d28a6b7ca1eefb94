import {
  compilePolicy,
  decide,
  parseArn,
  type CompiledPolicy,
  type ContextValue,
  type Decision,
  type PolicyDocument,
  type PolicySet,
} from '@palisade/policies';
import type { Connection } from '../kernel/edge.ts';
import type { Permission } from '../kernel/operation.ts';
import type { Network } from '../kernel/origin.ts';
import type { IdentityPrincipal, Principal, SessionFacts } from '../kernel/principal.ts';
import type { ServiceState } from '../kernel/service.ts';
import type { Decisions } from './decisions.ts';

/** What authorisation needs of IAM. */
export interface IdentityPolicies {
  /** Policies of a user or of the role behind a session, and its permissions boundary. */
  policiesOf(principal: IdentityPrincipal): {
    readonly identity: readonly CompiledPolicy[];
    readonly boundary?: CompiledPolicy;
  };
}

export interface AuthorisationRequest {
  readonly principal: Principal;
  readonly permission: Permission;
  /** Global condition keys; the permission's own are added. */
  readonly context: Readonly<Record<string, ContextValue>>;
  readonly connection?: Connection;
  readonly requestId: string;
  readonly now: number;
}

export interface AuthoriserOptions {
  readonly accountId: string;
  readonly identities: IdentityPolicies;
  /** Undefined in a cloud without the ec2 service. */
  readonly network: () => Network | undefined;
  /** State of the service with that IAM prefix. */
  readonly stateOf: (service: string) => ServiceState | undefined;
  readonly decisions: Decisions;
}

/** Services that own ARNs of another prefix than their own. */
const owners: Readonly<Record<string, string>> = { 'execute-api': 'apigateway' };

const nobody: { readonly identity: readonly CompiledPolicy[] } = { identity: [] };

/** Gathers every policy that has a say in a request, asks the evaluator, and records the decision. */
export class Authoriser {
  readonly #options: AuthoriserOptions;
  readonly #sessionPolicies = new WeakMap<SessionFacts, readonly CompiledPolicy[]>();

  constructor(options: AuthoriserOptions) {
    this.#options = options;
  }

  authorise(request: AuthorisationRequest): Decision {
    const { principal, permission, context, connection } = request;
    const { action, resource } = permission;
    const decision = decide(
      {
        principal: nameOf(principal),
        action,
        resource: { arn: resource, accountId: this.#accountOf(resource) },
        context: permission.context === undefined ? context : { ...context, ...permission.context },
      },
      this.#policies(principal, permission, connection),
    );
    const path = connection?.path;
    this.#options.decisions.record({
      at: request.now,
      requestId: request.requestId,
      principal: nameOf(principal),
      action,
      resource,
      ...(path?.via === 'vpc-endpoint' && { vpcEndpointId: path.vpcEndpointId }),
      decision,
    });
    return decision;
  }

  #policies(
    principal: Principal,
    { action, resource: arn }: Permission,
    connection: Connection | undefined,
  ): PolicySet {
    const known = principal.kind === 'anonymous' || principal.kind === 'service' ? undefined : principal;
    const { identity, boundary } =
      known === undefined ? { ...nobody, boundary: undefined } : this.#options.identities.policiesOf(known);
    const session = known?.session && this.#sessionPolicy(known.session);
    const resource = this.#resourcePolicy(action, arn);
    const path = connection?.path;
    const endpoint =
      path?.via === 'vpc-endpoint' ? this.#options.network()?.endpointPolicy(path.vpcEndpointId) : undefined;
    return {
      identity,
      ...(boundary && { boundary }),
      ...(session && session.length > 0 && { session }),
      ...(resource && { resource }),
      ...(endpoint?.policy && { endpoint: endpoint.policy, endpointType: endpoint.type }),
    };
  }

  #resourcePolicy(action: string, arn: string): CompiledPolicy | undefined {
    const owner = serviceOf(arn);
    // A role's trust policy answers who may assume it; who may read or pass the role is for identity policies alone.
    if (owner === undefined || (owner === 'iam' && !action.startsWith('sts:'))) return undefined;
    return this.#options.stateOf(owners[owner] ?? owner)?.resourcePolicy?.(arn);
  }

  #sessionPolicy(session: SessionFacts): readonly CompiledPolicy[] {
    let compiled = this.#sessionPolicies.get(session);
    if (compiled === undefined) {
      compiled =
        session.policy === undefined
          ? []
          : [compilePolicy(JSON.parse(session.policy) as PolicyDocument, { name: 'session policy', kind: 'session' })];
      this.#sessionPolicies.set(session, compiled);
    }
    return compiled;
  }

  /** Account a resource belongs to: the one its ARN names, else ours (S3's ARNs name none). */
  #accountOf(arn: string): string {
    return arn === '*' || arn.startsWith('arn:aws:s3:::')
      ? this.#options.accountId
      : parseArn(arn)?.account || this.#options.accountId;
  }
}

export function nameOf(principal: Principal): string {
  if (principal.kind === 'anonymous') return 'anonymous';
  return principal.kind === 'service' ? principal.name : principal.arn;
}

/** Third field of an ARN, found without parsing the rest. */
function serviceOf(arn: string): string | undefined {
  const from = arn.indexOf(':', 4) + 1;
  const to = from === 0 ? -1 : arn.indexOf(':', from);
  return to === -1 ? undefined : arn.slice(from, to);
}
