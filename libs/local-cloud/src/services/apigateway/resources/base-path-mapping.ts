import { object, refused, required, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { unknownApi } from './lookup.ts';
import { STAGE } from './stage.ts';

export const BASE_PATH_MAPPING = 'aws:apigateway/basePathMapping:BasePathMapping';

/** Source: API Gateway API Reference, CreateBasePathMapping. Whether the domain name exists only the whole cloud can tell. */
export const basePathMapping: ResourceModel = {
  token: BASE_PATH_MAPPING,
  inputs: object({
    basePath: string,
    domainName: required(string),
    domainNameId: refused('only private domain names have one, which the local cloud does not have'),
    restApi: required(string),
    stageName: string,
  }),
  replaceOn: ['domainName'],
  check(inputs) {
    const path = basePathOf(inputs);
    // Several segments are the API mappings of API Gateway V2.
    if (path === '' || /^[A-Za-z0-9$_.+!*'()-]{1,300}$/.test(path)) return [];
    return [
      `BadRequestException: Base path mapping should not contain characters other than letters, numbers and $-_.+!*'(): ${path}`,
    ];
  },
  outputs: (inputs) => ({ id: `${text(inputs, 'domainName')}/${basePathOf(inputs)}`, outputs: {} }),
  checkInGraph(resource, graph, lookup) {
    const { inputs } = resource;
    const problems = unknownApi(inputs, lookup);
    const twin = graph.resources.find(
      (each) =>
        each.type === BASE_PATH_MAPPING &&
        each.urn !== resource.urn &&
        !each.external &&
        each.inputs['domainName'] === inputs['domainName'] &&
        basePathOf(each.inputs) === basePathOf(inputs),
    );
    if (twin !== undefined) problems.push(basePathTaken);
    const stage = text(inputs, 'stageName');
    const known = lookup
      .ofType(STAGE)
      .some((each) => each.inputs['restApi'] === inputs['restApi'] && each.inputs['stageName'] === stage);
    if (stage !== undefined && !known) problems.push('BadRequestException: Invalid stage identifier specified');
    return problems;
  },
};

/** AWS's answer to a second mapping of a path. */
export const basePathTaken = 'ConflictException: Base path already exists for this domain name';

/** Empty for the root of a domain, whichever way that is said. */
export function basePathOf(inputs: Readonly<Record<string, unknown>>): string {
  const path = inputs['basePath'];
  return typeof path === 'string' && path !== '(none)' ? path : '';
}
