import { sameValue } from '../check/canonical-json.ts';
import { inDependencyOrder, prerequisites } from '../graph-builder.ts';
import type { Graph, Resource } from '../graph.ts';
import type { Catalogue, Problem } from '../model.ts';
import { providerTypePrefix } from '../registration/provider.ts';
import { compareProperties } from './property-changes.ts';
import type { PropertyChange } from './property-changes.ts';

/** What deploying a graph does to one resource. */
export interface Step {
  readonly operation: 'create' | 'import' | 'update' | 'replace' | 'same' | 'read' | 'delete';
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Before the step for a deletion, after it for everything else. */
  readonly id: string;
  readonly changes: readonly PropertyChange[];
  /** On `replace`: a resource with a fixed name must be gone before its successor can exist. */
  readonly order?: 'create-before-delete' | 'delete-before-create';
  /** On `delete`: the predecessor of a replaced resource. */
  readonly replaced?: boolean;
  /**
   * On `delete`: `retainOnDelete` was set. `account`: it stays in the account here as on AWS. `aws`: it would stay there, but the local
   * cloud cannot keep it without its stack.
   */
  readonly retained?: 'account' | 'aws';
}

export interface Plan {
  /** In the order in which they happen: creations and updates follow their dependencies, deletions precede them. */
  readonly steps: readonly Step[];
  readonly outputs: readonly PropertyChange[];
  /** Why the plan cannot be carried out: protected resources that it would delete. */
  readonly problems: readonly Problem[];
  /** Number of resources by operation, predecessors of replaced ones not counted. */
  readonly counts: Readonly<Record<Step['operation'], number>>;
}

/** What it takes to get from one graph to another; pure. `next` undefined means: destroy everything. */
export function planChanges(previous: Graph | undefined, next: Graph | undefined, catalogue: Catalogue): Plan {
  const before = new Map((previous?.resources ?? []).filter(isManaged).map((resource) => [resource.urn, resource]));
  const after = (next?.resources ?? []).filter((resource) => !isDefaultProvider(resource));
  const predecessors = matchPredecessors(before, after);
  const planned = after.map((resource) => planResource(resource, predecessors.get(resource.urn), catalogue));
  const problems = protectedResources(planned, predecessors, after, before);

  const kept = new Set<string>();
  const replaced = new Set<string>();
  for (const step of planned) {
    const predecessor = predecessors.get(step.urn);
    if (predecessor !== undefined) (step.operation === 'replace' ? replaced : kept).add(predecessor.urn);
  }
  const steps: Step[] = [];
  const deleted = new Set<string>();
  // What depends on a resource goes first.
  const lastFirst = inDependencyOrder([...before.values()]).reverse();
  const remove = (urns: ReadonlySet<string>): void => {
    for (const resource of lastFirst) {
      if (!urns.has(resource.urn) || kept.has(resource.urn) || deleted.has(resource.urn)) continue;
      deleted.add(resource.urn);
      steps.push(deletion(resource, replaced.has(resource.urn), catalogue));
    }
  };
  for (const step of planned) {
    const predecessor = predecessors.get(step.urn);
    if (step.order === 'delete-before-create' && predecessor !== undefined) {
      remove(withDependents(predecessor.urn, lastFirst));
    }
    steps.push(step);
  }
  remove(new Set(before.keys()));
  const outputs = compareProperties(
    { properties: previous?.outputs ?? {}, secrets: previous?.secretOutputs ?? [] },
    { properties: next?.outputs ?? {}, secrets: next?.secretOutputs ?? [] },
  );
  return { steps, outputs, problems, counts: count(steps) };
}

/** The resource and everything that depends on it, however indirectly. */
function withDependents(urn: string, lastFirst: readonly Resource[]): ReadonlySet<string> {
  const found = new Set([urn]);
  for (const resource of [...lastFirst].reverse()) {
    if (prerequisites(resource).some((prerequisite) => found.has(prerequisite))) found.add(resource.urn);
  }
  return found;
}

function protectedResources(
  planned: readonly Step[],
  predecessors: ReadonlyMap<string, Resource>,
  after: readonly Resource[],
  before: ReadonlyMap<string, Resource>,
): Problem[] {
  const stillProtected = new Set(after.filter((resource) => resource.protect).map((resource) => resource.urn));
  const matched = new Set([...predecessors.values()].map((resource) => resource.urn));
  return [
    ...planned
      .filter((step) => step.operation === 'replace' && stillProtected.has(step.urn))
      .filter((step) => predecessors.get(step.urn)?.protect === true)
      .map((step) => protectedFrom('replace', step.urn)),
    ...[...before.values()]
      .filter((resource) => resource.protect && !matched.has(resource.urn))
      .map((resource) => protectedFrom('delete', resource.urn)),
  ];
}

/** The same urn, or for what is left over one of the urns the resource had before. */
function matchPredecessors(
  before: ReadonlyMap<string, Resource>,
  after: readonly Resource[],
): ReadonlyMap<string, Resource> {
  const matches = new Map<string, Resource>();
  const taken = new Set<string>();
  const match = (resource: Resource, urns: readonly string[]): void => {
    const found = urns.map((urn) => before.get(urn)).find((known) => known !== undefined && !taken.has(known.urn));
    if (found === undefined || resource.external || matches.has(resource.urn)) return;
    taken.add(found.urn);
    matches.set(resource.urn, found);
  };
  for (const resource of after) match(resource, [resource.urn]);
  for (const resource of after) match(resource, resource.aliases ?? []);
  return matches;
}

function planResource(resource: Resource, predecessor: Resource | undefined, catalogue: Catalogue): Step {
  const { urn, type, name, id } = resource;
  const step = { urn, type, name, id };
  if (resource.external) return { ...step, operation: 'read', changes: [] };
  if (predecessor === undefined)
    return { ...step, operation: resource.importId === undefined ? 'create' : 'import', changes: [] };
  const model = catalogue.resource(type);
  const replaceOn = model === undefined ? [] : [...model.replaceOn, ...(model.global === true ? [] : ['region'])];
  const changes = compareProperties(
    { properties: predecessor.inputs, secrets: predecessor.secretInputs },
    { properties: resource.inputs, secrets: resource.secretInputs },
    replaceOn,
  );
  const isReplaced =
    predecessor.identity !== undefined && resource.identity !== undefined
      ? predecessor.identity !== resource.identity
      : changes.some((change) => change.replaces);
  if (isReplaced) {
    const fixedName = model?.name !== undefined && sameName(predecessor, resource, model.name.property);
    const deleteFirst =
      resource.deleteBeforeReplace ?? model?.deleteBeforeReplace ?? (fixedName || predecessor.id === id);
    return {
      ...step,
      operation: 'replace',
      changes,
      order: deleteFirst ? 'delete-before-create' : 'create-before-delete',
    };
  }
  return { ...step, operation: changes.length === 0 ? 'same' : 'update', changes };
}

function sameName(before: Resource, after: Resource, property: string): boolean {
  return after.inputs[property] !== undefined && sameValue(before.inputs[property], after.inputs[property]);
}

function deletion(
  { custom, urn, type, name, id, retainOnDelete }: Resource,
  replaced: boolean,
  catalogue: Catalogue,
): Step {
  const retained = catalogue.resource(type)?.retainable === true ? ('account' as const) : ('aws' as const);
  const flags = { ...(replaced && { replaced }), ...(custom && retainOnDelete && { retained }) };
  return { operation: 'delete', urn, type, name, id, changes: [], ...flags };
}

function protectedFrom(operation: 'replace' | 'delete', urn: string): Problem {
  return {
    urn,
    message:
      `unable to ${operation} this resource: it is marked for protection. ` +
      'Remove the protect option from it in the program, run up, and try again.',
  };
}

function isManaged(resource: Resource): boolean {
  return !resource.external && !isDefaultProvider(resource);
}

/** Made by the engine, not by the program; Pulumi does not show them either. */
function isDefaultProvider({ type, name }: Resource): boolean {
  return type.startsWith(providerTypePrefix) && /^default(_|$)/.test(name);
}

function count(steps: readonly Step[]): Plan['counts'] {
  const counts = { create: 0, import: 0, update: 0, replace: 0, same: 0, read: 0, delete: 0 };
  for (const step of steps) if (step.replaced !== true) counts[step.operation]++;
  return counts;
}

/** True when deploying the second graph would change nothing, outputs included. */
export function isUnchanged(plan: Plan): boolean {
  const { create, delete: deleted, import: imported, replace, update } = plan.counts;
  return create + imported + update + replace + deleted === 0 && plan.outputs.length === 0;
}
