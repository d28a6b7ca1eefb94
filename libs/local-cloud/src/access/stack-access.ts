import type { Graph } from '@palisade/local-engine';
import {
  actionsOn,
  listOf,
  matchGlob,
  statementsIn,
  type AccessModel,
  type AccessScope,
  type Link,
  type Policy,
} from '@palisade/policies';
import { readDeployed, type Deployed } from './deployed-policies.ts';
import { deployers, namedBy, sessions } from './principals.ts';
import { isNamedBy, resourcesOf, type DeployedResource } from './resources.ts';
import { waysOf, type Way, type Ways } from './ways.ts';

/** A stack as `palisade access` asks about it. */
export interface StackAccess {
  readonly deployed: Deployed;
  /** Everything of the stack, what its roles may use elsewhere, and `*` for actions without a resource here. */
  readonly model: AccessModel;
  /**
   * Actions that a policy names, for the resources they act on. Requests are a careful client's: over TLS 1.3, and a put asks for
   * the encryption its bucket has; `ways` says in what paths differ.
   */
  readonly scope: AccessScope;
  /** By name of the path: `direct`, ids of endpoints, ways to use keys, and puts that ask for another encryption. */
  readonly ways: ReadonlyMap<string, Way>;
  /** Resources of all given stacks, to ask about one by its ARN. */
  readonly resources: readonly DeployedResource[];
  /** Principals of the stack itself; those of other stacks follow in the model. */
  readonly own: ReadonlySet<string>;
  /** Whether a pair has to do with this stack: its resources do with everybody, those of other stacks with its own roles alone. */
  concerns(who: string, on: string): boolean;
}

/**
 * The access model of one stack among all that are deployed beside it. Principals: every role, the deployer, and whom the
 * stack's resource policies name. Throws RangeError if the stack is not among the graphs.
 */
export function stackAccess(graphs: readonly Graph[], stack: string, accountId: string): StackAccess {
  if (!graphs.some((graph) => graph.stack === stack)) throw new RangeError(`The stack '${stack}' is not deployed.`);
  const deployed = readDeployed(graphs, accountId);
  const [ownRoles, otherRoles] = divided([...deployed.roles.values()], (role) => role.stack === stack);
  const ownPolicies = ownRoles.flatMap(({ policies }) => policies);
  const resources = resourcesOf(deployed);
  const asked = resources.filter((each) => each.stack === stack || isNamedBy(ownPolicies, each));
  const ofStack = asked.filter((each) => each.stack === stack).flatMap(({ policy }) => policy ?? []);
  const ownSessions = sessions(ownRoles, deployed);
  const own = { ...ownSessions, ...namedBy(new Set(ofStack), deployed), ...deployers(accountId, ofStack) };
  const endpoints = graphEndpoints(graphs, stack, deployed);
  const model: AccessModel = {
    account: accountId,
    principals: { ...own, ...sessions(otherRoles, deployed) },
    resources: { ...Object.fromEntries(asked.map((each) => [each.shown, each])), '*': { arn: '*' } },
    endpoints: Object.fromEntries(endpoints.map((endpoint) => [endpoint.id, endpoint])),
    links: links(deployed, asked),
  };
  const ways = waysOf(model, asked, ownPolicies);
  const others = otherRoles.flatMap(({ policies }) => policies);
  const scope = scopeOf(model, { ownPolicies, others, ways }, asked);
  const foreign = new Set(asked.filter((each) => each.stack !== stack).map(({ shown }) => shown));
  return {
    deployed,
    model,
    scope,
    ways: ways.all,
    resources,
    own: new Set(Object.keys(own)),
    concerns: (who, on) => !foreign.has(on) || Object.hasOwn(ownSessions, who),
  };
}

function divided<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

function graphEndpoints(graphs: readonly Graph[], stack: string, { endpoints }: Deployed): Deployed['endpoints'] {
  const ids = new Set(graphs.find((graph) => graph.stack === stack)?.resources.map(({ id }) => id));
  return endpoints.filter(({ id }) => ids.has(id));
}

function scopeOf(
  model: AccessModel,
  {
    others,
    ownPolicies,
    ways,
  }: { readonly ownPolicies: readonly Policy[]; readonly others: readonly Policy[]; readonly ways: Ways },
  asked: readonly DeployedResource[],
): AccessScope {
  const everywhere = actionPatterns([
    ...ownPolicies,
    ...others,
    ...Object.values(model.endpoints).flatMap(({ policy }) => policy ?? []),
  ]);
  const actions = new Map<string, readonly string[]>(
    asked.map(({ arn, policy, shown }) => {
      const patterns = [...everywhere, ...actionPatterns(policy === undefined ? [] : [policy])];
      return [shown, actionsOn(arn).filter((action) => isNamed(patterns, action))] as const;
    }),
  );
  const placed = new Set([...actions.values()].flat());
  actions.set('*', unplaced(actionPatterns(ownPolicies), placed));
  return {
    paths: Object.fromEntries([...ways.all].map(([name, { path }]) => [name, path])),
    actions: (on, by) => (actions.get(on) ?? []).filter((action) => by === undefined || ways.has(by, action)),
    by: (on) => ways.to(on),
  };
}

/** Actions the stack's own roles are written about that act on none of its resources: those without a resource first of all. */
function unplaced(patterns: readonly string[], placed: ReadonlySet<string>): readonly string[] {
  const exact = patterns.filter((pattern) => !/[*?]/.test(pattern));
  const expanded = actionsOn('*').filter((action) => isNamed(patterns, action));
  return [...new Set([...exact, ...expanded])].filter((action) => !placed.has(action)).toSorted();
}

function actionPatterns(policies: readonly Policy[]): readonly string[] {
  const named = policies
    .flatMap(statementsIn)
    .flatMap(({ Action: action, NotAction: notAction }) => [...listOf(action), ...listOf(notAction)]);
  return [...new Set(named)];
}

function isNamed(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => matchGlob(pattern.toLowerCase(), action.toLowerCase()));
}

/** Which function stands behind which method or authorizer. */
function links({ apis }: Deployed, asked: readonly DeployedResource[]): readonly Link[] {
  const known = new Set(asked.map(({ shown }) => shown));
  return apis
    .flatMap(({ authorizers, methods }) => [...methods, ...authorizers])
    .flatMap(({ arn, functionArn }) =>
      functionArn !== undefined && known.has(functionArn)
        ? [{ type: 'integration', method: arn, function: functionArn } as const]
        : [],
    );
}
