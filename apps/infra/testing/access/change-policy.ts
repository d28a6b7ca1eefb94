import type { Graph } from '@palisade/local-engine';

const policyProperties = ['policy', 'assumeRolePolicy'] as const;

/** The graph with one policy text changed, to see whether a proof notices. `name` is the resource's logical name. */
export function changePolicy(original: Graph, name: string, from: string, to: string): Graph {
  let changed = 0;
  const resources = original.resources.map((resource) => {
    if (resource.name !== name) return resource;
    const texts = policyProperties.flatMap((property) => {
      const text = resource.outputs[property];
      return typeof text === 'string' && text.includes(from) ? [[property, text.replaceAll(from, to)] as const] : [];
    });
    changed += texts.length;
    return { ...resource, outputs: { ...resource.outputs, ...Object.fromEntries(texts) } };
  });
  if (changed !== 1) throw new Error(`${changed} policies named ${name} contain ${from}, not one.`);
  return { ...original, resources };
}
