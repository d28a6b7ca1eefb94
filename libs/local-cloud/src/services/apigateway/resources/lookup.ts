import type { Graph, Properties, Resource, ResourceLookup } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import type { INTEGRATION } from './integration.ts';
import { METHOD } from './method.ts';
import { RESOURCE } from './resource.ts';
import { REST_API } from './rest-api.ts';

export const ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** AWS's answer to an API id it does not know. The API must be declared by the same program. */
export function unknownApi(properties: Properties, lookup: ResourceLookup, property = 'restApi'): string[] {
  const api = text(properties, property) ?? '';
  return lookup.byId(REST_API, api) === undefined ? [`NotFoundException: Invalid API identifier specified ${api}`] : [];
}

/** The parts of an API of one type. */
export function partsOf(graph: Graph, type: string, api: string | undefined): readonly Resource[] {
  return graph.resources.filter(
    (each) => each.type === type && !each.external && (each.inputs['restApi'] ?? each.inputs['restApiId']) === api,
  );
}

export function isRootOf(api: Resource | undefined, resourceId: string | undefined): boolean {
  return api !== undefined && resourceId !== undefined && api.outputs['rootResourceId'] === resourceId;
}

/** Problems of `restApi` and `resourceId`, which methods and what belongs to them have in common. */
export function unknownResource({ inputs }: Resource, lookup: ResourceLookup): string[] {
  const api = unknownApi(inputs, lookup);
  if (api.length > 0) return api;
  const resourceId = text(inputs, 'resourceId') ?? '';
  const root = isRootOf(lookup.byId(REST_API, text(inputs, 'restApi') ?? ''), resourceId);
  const resource = lookup.byId(RESOURCE, resourceId);
  return root || resource?.inputs['restApi'] === inputs['restApi']
    ? []
    : ['NotFoundException: Invalid Resource identifier specified'];
}

/** Problems of what belongs to a method that is not declared. */
export function unknownMethod(resource: Resource, graph: Graph, lookup: ResourceLookup): string[] {
  const problems = unknownResource(resource, lookup);
  if (problems.length > 0) return problems;
  return ofSameMethod(graph, METHOD, resource) === undefined
    ? ['NotFoundException: Invalid Method identifier specified']
    : [];
}

export function ofSameMethod(
  graph: Graph,
  type: typeof METHOD | typeof INTEGRATION,
  { inputs }: Resource,
): Resource | undefined {
  return partsOf(graph, type, text(inputs, 'restApi')).find(
    (each) => each.inputs['resourceId'] === inputs['resourceId'] && each.inputs['httpMethod'] === inputs['httpMethod'],
  );
}

/** Whether another resource of the same type has the same values of these inputs. */
export function isDuplicate(resource: Resource, graph: Graph, ...inputs: readonly string[]): boolean {
  return graph.resources.some(
    (each) =>
      each.type === resource.type &&
      each.urn !== resource.urn &&
      !each.external &&
      inputs.every((name) => each.inputs[name] === resource.inputs[name]),
  );
}
