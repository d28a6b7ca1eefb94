import type { Catalogue, Graph, Resource } from '@palisade/local-engine';
import { text } from './properties.ts';

/**
 * What stacks have left in the account: resources with `retainOnDelete` whose stack was destroyed, or does not declare them any more.
 * Services see them as a stack of this name, which no program's stack can have, before all others. Only types whose model says
 * `retainable` stay: those that are records, without data in a stack's directory.
 */
export const ACCOUNT_STACK = '(account)';

/** Whether something was retained and no stack has taken it over. */
export const isRetained = ({ stack }: { readonly stack: string }): boolean => stack === ACCOUNT_STACK;

export function accountGraph(resources: readonly Resource[]): Graph {
  const nobody = { organization: 'organization', project: 'account', seed: '' };
  return { ...nobody, stack: ACCOUNT_STACK, resources, outputs: {}, secretOutputs: [] };
}

export interface Change {
  /** The stack that changes as it was; undefined if it is new. */
  readonly before: Graph | undefined;
  /** As it will be; undefined if it is destroyed. */
  readonly after: Graph | undefined;
  /** All stacks after the change. */
  readonly stacks: Iterable<Graph>;
  readonly retained: readonly Resource[];
  readonly catalogue: Catalogue;
}

export interface Retention {
  /** What services see beside the stacks: all that is retained, but for what the stack takes over by `import`. */
  readonly seen: readonly Resource[];
  /** What stays retained once they have taken the change: whatever a stack has put in its place is its own. */
  readonly kept: readonly Resource[];
  /** Retained by this very change. */
  readonly left: readonly Resource[];
}

/** What a change of one stack does to what is retained. Pure. */
export function retentionOf({ after, before, catalogue, retained, stacks }: Change): Retention {
  const managed = managedKeys(stacks);
  const left = (before?.resources ?? []).filter(
    (resource) =>
      resource.retainOnDelete &&
      isManaged(resource) &&
      catalogue.resource(resource.type)?.retainable === true &&
      !managed.has(keyOf(resource)),
  );
  const imported = new Set((after?.resources ?? []).filter(({ importId }) => importId !== undefined).map(keyOf));
  return {
    seen: [...retained.filter((resource) => !imported.has(keyOf(resource))), ...left],
    kept: [...retained.filter((resource) => !managed.has(keyOf(resource))), ...left],
    left,
  };
}

/** What is still nobody's: a crash between two files may have left a resource in its stack and among the retained. */
export function unmanaged(retained: readonly Resource[], stacks: Iterable<Graph>): readonly Resource[] {
  const managed = managedKeys(stacks);
  return retained.filter((resource) => !managed.has(keyOf(resource)));
}

const isManaged = ({ custom, external }: Resource): boolean => custom && !external;

function managedKeys(stacks: Iterable<Graph>): ReadonlySet<string> {
  return new Set([...stacks].flatMap(({ resources }) => resources.filter(isManaged).map(keyOf)));
}

/** The same thing on AWS has the same key: singletons of different regions have the same id. */
function keyOf({ id, outputs, type }: Resource): string {
  return `${type} ${text(outputs, 'region') ?? ''} ${id}`;
}
