import { map, object, oneOf, required, string, type ResourceModel } from '@palisade/local-engine';
import { text, textMap } from '../../../kernel/properties.ts';
import { responseParameterProblem } from '../compiled/response-parameter.ts';
import { templateProblem } from '../compiled/template.ts';
import { isDuplicate, unknownApi } from './lookup.ts';

export const GATEWAY_RESPONSE = 'aws:apigateway/response:Response';

const TYPES = [
  'ACCESS_DENIED',
  'API_CONFIGURATION_ERROR',
  'AUTHORIZER_CONFIGURATION_ERROR',
  'AUTHORIZER_FAILURE',
  'BAD_REQUEST_BODY',
  'BAD_REQUEST_PARAMETERS',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'EXPIRED_TOKEN',
  'INTEGRATION_FAILURE',
  'INTEGRATION_TIMEOUT',
  'INVALID_API_KEY',
  'INVALID_SIGNATURE',
  'MISSING_AUTHENTICATION_TOKEN',
  'QUOTA_EXCEEDED',
  'REQUEST_TOO_LARGE',
  'RESOURCE_NOT_FOUND',
  'THROTTLED',
  'UNAUTHORIZED',
  'UNSUPPORTED_MEDIA_TYPE',
  'WAF_FILTERED',
] as const;

/** Pulumi's `Response` is what AWS calls a gateway response. Source: API Gateway API Reference, PutGatewayResponse. */
export const gatewayResponse: ResourceModel = {
  token: GATEWAY_RESPONSE,
  inputs: object({
    restApiId: required(string),
    responseType: required(oneOf(...TYPES)),
    responseParameters: map(string),
    responseTemplates: map(string),
    statusCode: string,
  }),
  replaceOn: ['responseType', 'restApiId'],
  check(inputs) {
    const problems: string[] = [];
    for (const [name, value] of Object.entries(textMap(inputs, 'responseParameters'))) {
      const problem = responseParameterProblem(name, value, 'gatewayresponse.header.');
      if (problem !== undefined) problems.push(problem);
    }
    for (const [type, template] of Object.entries(textMap(inputs, 'responseTemplates'))) {
      const problem = templateProblem(template);
      if (problem !== undefined) problems.push(`responseTemplates["${type}"]: ${problem}`);
    }
    const status = text(inputs, 'statusCode');
    if (status !== undefined && !/^[1-5]\d\d$/.test(status)) {
      problems.push(`BadRequestException: Invalid status code specified: ${status}`);
    }
    return problems;
  },
  outputs: ({ restApiId, responseType }) => ({
    id: ['aggr', restApiId, responseType].map(String).join('-'),
    outputs: {},
  }),
  checkInGraph(resource, graph, lookup) {
    const problems = unknownApi(resource.inputs, lookup, 'restApiId');
    if (isDuplicate(resource, graph, 'restApiId', 'responseType')) {
      problems.push('The API has two gateway responses of this type: one would undo the other.');
    }
    return problems;
  },
};
