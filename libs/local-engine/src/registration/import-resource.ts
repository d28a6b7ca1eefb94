import { sameValue } from '../check/canonical-json.ts';
import type { Resource, Value } from '../graph.ts';
import type { Goal } from './goal.ts';
import type { RunState } from './run-state.ts';

/**
 * What the `import` option of a resource means: what was retained in the account and is taken over. Undefined if there is no such option,
 * or the stack has the resource under that id already; a text says why it cannot be imported.
 */
export function importing(
  { deployment }: RunState,
  { options: { importId: id }, type }: Goal,
  managed: Resource | undefined,
  region: Value | undefined,
): Resource | string | undefined {
  if (id === '' || managed?.id === id) return undefined;
  if (managed !== undefined) {
    return (
      `the local cloud cannot import ${id} in place of ${managed.id}, which the stack has under this name: ` +
      'give the imported resource another name'
    );
  }
  const isThis = (resource: Resource): boolean =>
    resource.custom && !resource.external && resource.type === type && resource.id === id && isIn(resource, region);
  // First of all: a crash may have left among the retained what a stack has taken over already.
  const owner = deployment
    .listStacks()
    .find((name) => name !== deployment.stack && deployment.readStack(name)?.resources.some(isThis) === true);
  if (owner !== undefined) {
    return (
      `resource '${id}' belongs to the stack ${owner}: the local cloud lets one stack have it at a time. ` +
      'Let that stack go of it with retainOnDelete first'
    );
  }
  // Pulumi's own sentence; here only what a stack left with retainOnDelete is there without a stack.
  return deployment.readRetained().find(isThis) ?? `resource '${id}' does not exist`;
}

/** Singletons have the same id in every region; what belongs to no region is everywhere. */
function isIn({ inputs }: Resource, region: Value | undefined): boolean {
  return inputs['region'] === undefined || inputs['region'] === region;
}

/** Pulumi imports a resource only as it is: what the program says must be what is there, but for what `ignoreChanges` names. */
export function importMismatch(existing: Resource, wanted: Resource): string | undefined {
  const names = new Set([...Object.keys(existing.inputs), ...Object.keys(wanted.inputs)]);
  const differing = [...names].filter((name) => !sameValue(existing.inputs[name], wanted.inputs[name])).sort();
  return differing.length === 0 && existing.id === wanted.id
    ? undefined
    : `inputs to import do not match the existing resource: ${differing.join(', ') || 'id'}`;
}
