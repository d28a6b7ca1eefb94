import type { Graph } from '@palisade/local-engine';
import type { CloudView, StackResource } from './service.ts';

const none: readonly StackResource[] = [];

/** An index over the graphs of all stacks. */
export function cloudView(stacks: ReadonlyMap<string, Graph>): CloudView {
  const byUrn = new Map<string, StackResource>();
  const byType = new Map<string, StackResource[]>();
  for (const [stack, graph] of stacks) {
    for (const resource of graph.resources) {
      const entry = { stack, resource };
      byUrn.set(resource.urn, entry);
      // What a program only reads belongs to another stack, which declares it itself.
      if (!resource.custom || resource.external) continue;
      const ofType = byType.get(resource.type);
      if (ofType === undefined) byType.set(resource.type, [entry]);
      else ofType.push(entry);
    }
  }
  return { stacks, ofType: (token) => byType.get(token) ?? none, byUrn: (urn) => byUrn.get(urn) };
}
