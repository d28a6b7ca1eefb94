import type { Graph, Resource } from './graph.ts';
import type { Catalogue, Problem } from './model.ts';
import { lookup } from './registration/run-state.ts';

/** Everything a resource must come after. */
export function prerequisites(resource: Resource): string[] {
  return [
    ...(resource.parent === undefined ? [] : [resource.parent]),
    ...(resource.provider === undefined ? [] : [resource.provider.slice(0, resource.provider.lastIndexOf('::'))]),
    ...resource.dependencies,
    ...Object.values(resource.propertyDependencies).flat(),
    ...(resource.deletedWith === undefined ? [] : [resource.deletedWith]),
  ];
}

/** Dependencies first; the rest by urn, because the order in which a program's registrations arrive is not always the same. */
export function inDependencyOrder(resources: readonly Resource[]): Resource[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const ordered = new Map<string, Resource>();
  const visiting = new Set<string>();
  const visit = (urn: string): void => {
    const resource = byUrn.get(urn);
    if (resource === undefined || ordered.has(urn) || visiting.has(urn)) return;
    visiting.add(urn);
    for (const prerequisite of prerequisites(resource).sort()) visit(prerequisite);
    ordered.set(urn, resource);
  };
  for (const urn of [...byUrn.keys()].sort()) visit(urn);
  return [...ordered.values()];
}

/** The checks that need the whole graph. `skip` are resources with inputs that are not known yet. */
export function checkGraph(graph: Graph, catalogue: Catalogue, skip: ReadonlySet<string>): Problem[] {
  const byUrn = new Map(graph.resources.map((resource) => [resource.urn, resource]));
  const resources = lookup(() => byUrn);
  return graph.resources.flatMap((resource) => {
    if (resource.external || skip.has(resource.urn)) return [];
    const messages = catalogue.resource(resource.type)?.checkInGraph?.(resource, graph, resources) ?? [];
    return messages.map((message) => ({ urn: resource.urn, message }));
  });
}
