import type { Graph, Properties, Resource } from '../graph.ts';
import { makeUrn, parseUrn } from '../urn.ts';

/** A resource for tests of what works on finished graphs. */
export function testResource(type: string, name: string, more: Partial<Resource> = {}): Resource {
  const inputs: Properties = more.inputs ?? {};
  return {
    urn: makeUrn('dev', 'test', '', type, name),
    type,
    name,
    custom: true,
    external: false,
    id: `${name}-id`,
    outputs: inputs,
    secretInputs: [],
    secretOutputs: [],
    dependencies: [],
    propertyDependencies: {},
    protect: false,
    retainOnDelete: false,
    ...more,
    inputs,
  };
}

export function testGraph(resources: readonly Resource[], more: Partial<Graph> = {}): Graph {
  return {
    organization: 'organization',
    project: 'test',
    stack: 'dev',
    seed: 'seed',
    resources,
    outputs: {},
    secretOutputs: [],
    ...more,
  };
}

export function nameOf(urn: string): string {
  return parseUrn(urn).name;
}
