import { boolean, integer, number, object, oneOf, required, string, type ResourceModel } from '@palisade/local-engine';
import { block, number as numberOf, text } from '../../../kernel/properties.ts';
import { parseMethodPath } from '../snapshot/method-path.ts';
import { METHOD } from './method.ts';
import { RESOURCE } from './resource.ts';
import { REST_API } from './rest-api.ts';
import { STAGE } from './stage.ts';
import { isDuplicate, partsOf, unknownApi } from './lookup.ts';

export const METHOD_SETTINGS = 'aws:apigateway/methodSettings:MethodSettings';

/**
 * Source: API Gateway API Reference, UpdateStage (method settings). There is no cache, so the settings of an absent cache change
 * nothing.
 */
export const methodSettings: ResourceModel = {
  token: METHOD_SETTINGS,
  inputs: object({
    restApi: required(string),
    stageName: required(string),
    methodPath: required(string),
    settings: required(
      object({
        cachingEnabled: oneOf(false),
        cacheDataEncrypted: boolean,
        dataTraceEnabled: boolean,
        loggingLevel: oneOf('OFF', 'ERROR', 'INFO'),
        metricsEnabled: boolean,
        throttlingBurstLimit: integer,
        throttlingRateLimit: number,
      }),
    ),
  }),
  replaceOn: ['methodPath', 'restApi', 'stageName'],
  check(inputs) {
    const settings = block(inputs, 'settings') ?? {};
    const problems = (['throttlingBurstLimit', 'throttlingRateLimit'] as const)
      .filter((name) => (numberOf(settings, name) ?? 0) < -1)
      .map((name) => `BadRequestException: Invalid ${name}: must not be negative`);
    if (parseMethodPath(String(inputs['methodPath'])) === undefined) {
      problems.push(
        `BadRequestException: Invalid method setting path: ${String(inputs['methodPath'])}. Write */* or PATH/METHOD.`,
      );
    }
    return problems;
  },
  outputs: ({ restApi, stageName, methodPath }) => ({
    id: [restApi, stageName, methodPath].map(String).join('-'),
    outputs: {},
  }),
  checkInGraph(resource, graph, lookup) {
    const { inputs } = resource;
    const problems = unknownApi(inputs, lookup);
    if (problems.length > 0) return problems;
    const api = text(inputs, 'restApi');
    if (!partsOf(graph, STAGE, api).some((each) => each.inputs['stageName'] === inputs['stageName'])) {
      problems.push('NotFoundException: Invalid stage identifier specified');
    }
    if (isDuplicate(resource, graph, 'restApi', 'stageName', 'methodPath')) {
      problems.push('The stage has two MethodSettings for this path: one would undo the other.');
    }
    const path = parseMethodPath(String(inputs['methodPath']));
    if (path === undefined || path === 'all') return problems;
    const root = lookup.byId(REST_API, api ?? '')?.outputs['rootResourceId'];
    const exists = partsOf(graph, METHOD, api).some(
      ({ inputs: { resourceId, httpMethod } }) =>
        httpMethod === path.method &&
        (resourceId === root ? '/' : lookup.byId(RESOURCE, String(resourceId))?.outputs['path']) === path.path,
    );
    if (!exists)
      problems.push(`NotFoundException: Invalid method setting path: there is no method ${path.method} ${path.path}`);
    return problems;
  },
};
