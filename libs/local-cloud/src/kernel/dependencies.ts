import type { Graph, Resource } from '@palisade/local-engine';

/** Urns of everything a resource depends on, at any distance, within its stack. */
export function dependenciesOf(resource: Resource, graph: Graph): ReadonlySet<string> {
  const byUrn = new Map(graph.resources.map((each) => [each.urn, each]));
  const found = new Set<string>();
  const open = [resource];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const urn of [...next.dependencies, ...Object.values(next.propertyDependencies).flat()]) {
      const dependency = byUrn.get(urn);
      if (dependency === undefined || found.has(urn)) continue;
      found.add(urn);
      open.push(dependency);
    }
  }
  return found;
}
