import type { Resource } from '../graph.ts';
import type { Completed } from './complete-resource.ts';
import type { Goal } from './goal.ts';
import type { RunState } from './run-state.ts';

/** What a resource is apart from its model: name, options and place in the graph. */
export type ResourceBase = Pick<
  Resource,
  | 'urn'
  | 'type'
  | 'name'
  | 'custom'
  | 'external'
  | 'parent'
  | 'dependencies'
  | 'propertyDependencies'
  | 'protect'
  | 'retainOnDelete'
  | 'deletedWith'
  | 'deleteBeforeReplace'
  | 'aliases'
>;

export function resourceBase(state: RunState, goal: Goal, urn: string, previous: Resource | undefined): ResourceBase {
  const { options } = goal;
  const parent = goal.parent === '' ? undefined : state.resources.get(goal.parent);
  const known = new Set([...(previous?.aliases ?? []), ...(previous === undefined ? [] : [previous.urn])]);
  known.delete(urn);
  return {
    urn,
    type: goal.type,
    name: goal.name,
    custom: goal.custom,
    external: false,
    ...(goal.parent !== '' && { parent: goal.parent }),
    dependencies: [...options.dependsOn].sort(),
    propertyDependencies: goal.propertyDependencies,
    protect: options.protect ?? parent?.protect ?? false,
    retainOnDelete: options.retainOnDelete ?? parent?.retainOnDelete ?? false,
    ...(options.deletedWith !== '' && { deletedWith: options.deletedWith }),
    ...(options.deleteBeforeReplace !== undefined && { deleteBeforeReplace: options.deleteBeforeReplace }),
    ...(known.size > 0 && { aliases: [...known].sort() }),
  };
}

/** The resource of the last deployment under this urn or, failing that, under one of its aliases. */
export function findPrevious(state: RunState, urn: string): Resource | undefined {
  const candidates = [urn, ...(state.aliases.get(urn) ?? [])];
  return candidates.map((candidate) => state.previous.get(candidate)).find((found) => found !== undefined);
}

export function report(state: RunState, goal: Goal, urn: string, operation: Completed['operation']): void {
  state.deployment.onEvent({ kind: 'resource', urn, type: goal.type, name: goal.name, operation });
}
