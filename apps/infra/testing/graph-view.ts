import type { Graph, Resource, Value } from '@palisade/local-engine';

/** A graph as specs read it. */
export class GraphView {
  readonly graph: Graph;

  constructor(graph: Graph) {
    this.graph = graph;
  }

  all(token: string): readonly Resource[] {
    return this.graph.resources.filter(({ type }) => type === token);
  }

  /** The only resource of a type, or the one of that logical name. */
  one(token: string, name?: string): Resource {
    const found = this.all(token).filter((resource) => name === undefined || resource.name === name);
    if (found.length === 1 && found[0] !== undefined) return found[0];
    throw new Error(`There are ${found.length} of ${token}${name === undefined ? '' : ` named ${name}`}, not one.`);
  }

  /** A stack output that is text. */
  output(name: string): string {
    return asText(this.graph.outputs[name], `the output ${name}`);
  }
}

/** A property that is text. */
export function text(resource: Resource, property: string): string {
  return asText(resource.outputs[property], `${resource.urn}: ${property}`);
}

/** A JSON property, parsed. */
export function json<T>(resource: Resource, property: string): T {
  return JSON.parse(text(resource, property)) as T;
}

function asText(value: Value | undefined, what: string): string {
  if (typeof value === 'string') return value;
  throw new Error(`${what} is ${JSON.stringify(value)}, not text.`);
}
