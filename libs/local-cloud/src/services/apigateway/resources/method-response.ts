import { boolean, map, object, oneOf, required, string, type ResourceModel } from '@palisade/local-engine';
import { isDuplicate, unknownMethod } from './lookup.ts';
import { HTTP_METHODS } from './method.ts';

export const METHOD_RESPONSE = 'aws:apigateway/methodResponse:MethodResponse';

/** Source: API Gateway API Reference, PutMethodResponse. */
export const methodResponse: ResourceModel = {
  token: METHOD_RESPONSE,
  inputs: object({
    restApi: required(string),
    resourceId: required(string),
    httpMethod: required(oneOf(...HTTP_METHODS)),
    statusCode: required(string),
    responseModels: map(string),
    responseParameters: map(boolean),
  }),
  replaceOn: ['httpMethod', 'resourceId', 'restApi'],
  check({ statusCode, responseParameters }) {
    const problems = Object.keys((responseParameters ?? {}) as object)
      .filter((name) => !/^method\.response\.header\.[A-Za-z0-9-]+$/.test(name))
      .map((name) => `BadRequestException: Invalid mapping expression specified: ${name}`);
    if (!/^[1-5]\d\d$/.test(String(statusCode))) {
      problems.push(`BadRequestException: Invalid status code specified: ${String(statusCode)}`);
    }
    return problems;
  },
  outputs: ({ restApi, resourceId, httpMethod, statusCode }) => ({
    id: ['agmr', restApi, resourceId, httpMethod, statusCode].map(String).join('-'),
    outputs: {},
  }),
  checkInGraph(resource, graph, lookup) {
    const problems = unknownMethod(resource, graph, lookup);
    if (isDuplicate(resource, graph, 'restApi', 'resourceId', 'httpMethod', 'statusCode')) {
      problems.push('ConflictException: Response already exists for this resource');
    }
    return problems;
  },
};
