import type { Graph, Properties, Resource } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { NotFound } from '../errors.ts';
import { partsOf } from '../resources/lookup.ts';
import type { ApiGatewayState } from '../state.ts';
import { RESOURCE } from '../resources/resource.ts';

/** An API as the program declares it now, which is what the control plane shows; callers meet the deployed one. */
export class DeclaredApi {
  readonly resource: Resource;
  readonly state: ApiGatewayState;
  readonly #graph: Graph;

  /** Throws NotFoundException. */
  constructor(state: ApiGatewayState, region: string, id: string) {
    const entry = state.configuration.apis.get(id);
    const graph = entry && state.configuration.graph(entry.stack);
    if (entry === undefined || graph === undefined || text(entry.resource.outputs, 'region') !== region) {
      throw new NotFound(`Invalid API identifier specified ${state.host.accountId}:${id}`);
    }
    this.state = state;
    this.resource = entry.resource;
    this.#graph = graph;
  }

  /** Its parts of one type. */
  parts(type: string): readonly Resource[] {
    return partsOf(this.#graph, type, this.resource.id);
  }

  /** The part of that type with these inputs, or its id. Throws NotFoundException with AWS's message. */
  part(type: string, wanted: string | Properties, message: string): Resource {
    const found = this.parts(type).find((each) =>
      typeof wanted === 'string'
        ? each.id === wanted
        : Object.entries(wanted).every(([name, value]) => each.outputs[name] === value),
    );
    if (found === undefined) throw new NotFound(message);
    return found;
  }

  /** The root and every declared resource, by path. */
  paths(): readonly {
    readonly id: string;
    readonly path: string;
    readonly pathPart?: string;
    readonly parentId?: string;
  }[] {
    const root = { id: text(this.resource.outputs, 'rootResourceId') ?? '', path: '/' };
    const declared = this.parts(RESOURCE).map(({ id, outputs }) => ({
      id,
      path: text(outputs, 'path') ?? '',
      pathPart: text(outputs, 'pathPart') ?? '',
      parentId: text(outputs, 'parentId') ?? '',
    }));
    return [root, ...declared].sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}
