import { object, required, string, type ResourceLookup, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { REST_API } from './rest-api.ts';
import { ID_ALPHABET, isRootOf, partsOf, unknownApi } from './lookup.ts';

export const RESOURCE = 'aws:apigateway/resource:Resource';

const PATH_PART = /^(?:[A-Za-z0-9._:-]+|\{[A-Za-z0-9._:-]+\+?\})$/;

/** Source: API Gateway API Reference, CreateResource. */
export const resource: ResourceModel = {
  token: RESOURCE,
  inputs: object({ restApi: required(string), parentId: required(string), pathPart: required(string) }),
  replaceOn: ['restApi'],
  check({ pathPart }) {
    if (PATH_PART.test(String(pathPart))) return [];
    return [
      "BadRequestException: Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the " +
        'beginning and the end.',
    ];
  },
  outputs: (inputs, context) => ({
    id: context.id('', 6, ID_ALPHABET),
    outputs: { path: `${parentPath(text(inputs, 'parentId') ?? '', context.resources)}/${String(inputs['pathPart'])}` },
  }),
  checkInGraph({ urn, inputs }, graph, lookup) {
    const problems = unknownApi(inputs, lookup);
    if (problems.length > 0) return problems;
    const { restApi, parentId } = inputs;
    const pathPart = String(inputs['pathPart']);
    const parent = lookup.byId(RESOURCE, String(parentId));
    const isRoot = isRootOf(lookup.byId(REST_API, String(restApi)), String(parentId));
    if (!isRoot && parent?.inputs['restApi'] !== restApi)
      return ['NotFoundException: Invalid Resource identifier specified'];
    if (/\+\}$/.test(String(parent?.inputs['pathPart'] ?? ''))) {
      return [
        `BadRequestException: Cannot create a child of a resource with a greedy path variable: ${String(parent?.inputs['pathPart'])}`,
      ];
    }
    if (isRoot && /^s?ping$/.test(pathPart)) {
      problems.push(
        `/${pathPart} is reserved for health checks of API Gateway: requests would never reach this resource.`,
      );
    }
    const parts = partsOf(graph, RESOURCE, String(restApi));
    if (parts.length > 299)
      problems.push('LimitExceededException: Maximum number of Resources for this API has been reached');
    for (const sibling of parts) {
      if (sibling.urn === urn || sibling.inputs['parentId'] !== parentId) continue;
      const other = String(sibling.inputs['pathPart']);
      if (other === pathPart) {
        problems.push(`ConflictException: Another resource with the same parent already has this name: ${pathPart}`);
      } else if (isPlainVariable(other) && isPlainVariable(pathPart)) {
        problems.push(
          `BadRequestException: A sibling (${other}) of this resource already has a variable path part -- only one is allowed`,
        );
      }
    }
    return problems;
  },
};

const isPlainVariable = (part: string) => part.startsWith('{') && !part.endsWith('+}');

/** '' for the root. */
function parentPath(parentId: string, lookup: ResourceLookup): string {
  const parent = lookup.byId(RESOURCE, parentId);
  return parent === undefined ? '' : (text(parent.outputs, 'path') ?? '');
}
