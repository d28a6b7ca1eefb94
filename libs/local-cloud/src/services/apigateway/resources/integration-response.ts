import { map, object, oneOf, required, string, type ResourceModel } from '@palisade/local-engine';
import { text, textMap } from '../../../kernel/properties.ts';
import { responseParameterProblem } from '../compiled/response-parameter.ts';
import { templateProblem } from '../compiled/template.ts';
import { INTEGRATION } from './integration.ts';
import { METHOD_RESPONSE } from './method-response.ts';
import { isDuplicate, ofSameMethod, partsOf, unknownMethod } from './lookup.ts';
import { HTTP_METHODS } from './method.ts';

export const INTEGRATION_RESPONSE = 'aws:apigateway/integrationResponse:IntegrationResponse';

/** Source: API Gateway API Reference, PutIntegrationResponse. */
export const integrationResponse: ResourceModel = {
  token: INTEGRATION_RESPONSE,
  inputs: object({
    restApi: required(string),
    resourceId: required(string),
    httpMethod: required(oneOf(...HTTP_METHODS)),
    statusCode: required(string),
    responseParameters: map(string),
    responseTemplates: map(string),
    selectionPattern: string,
  }),
  replaceOn: ['httpMethod', 'resourceId', 'restApi'],
  check(inputs) {
    const problems: string[] = [];
    for (const [type, template] of Object.entries(textMap(inputs, 'responseTemplates'))) {
      const problem = templateProblem(template);
      if (problem !== undefined) problems.push(`responseTemplates["${type}"]: ${problem}`);
    }
    for (const [name, value] of Object.entries(textMap(inputs, 'responseParameters'))) {
      const problem = responseParameterProblem(name, value, 'method.response.header.');
      if (problem !== undefined) problems.push(problem);
    }
    try {
      new RegExp(text(inputs, 'selectionPattern') ?? '');
    } catch {
      problems.push(`BadRequestException: Invalid selection pattern specified: ${String(inputs['selectionPattern'])}`);
    }
    return problems;
  },
  outputs: ({ restApi, resourceId, httpMethod, statusCode }) => ({
    id: ['agir', restApi, resourceId, httpMethod, statusCode].map(String).join('-'),
    outputs: {},
  }),
  checkInGraph(resource, graph, lookup) {
    const problems = unknownMethod(resource, graph, lookup);
    if (problems.length > 0) return problems;
    const { inputs } = resource;
    if (isDuplicate(resource, graph, 'restApi', 'resourceId', 'httpMethod', 'statusCode')) {
      problems.push('ConflictException: Response already exists for this resource');
    }
    if (ofSameMethod(graph, INTEGRATION, resource) === undefined) {
      problems.push('NotFoundException: Invalid Integration identifier specified');
    }
    const response = partsOf(graph, METHOD_RESPONSE, text(inputs, 'restApi')).find((each) =>
      ['resourceId', 'httpMethod', 'statusCode'].every((name) => each.inputs[name] === inputs[name]),
    );
    if (response === undefined) return [...problems, 'NotFoundException: Invalid Response status code specified'];
    for (const name of Object.keys(textMap(inputs, 'responseParameters'))) {
      if (!Object.hasOwn((response.inputs['responseParameters'] ?? {}) as object, name)) {
        problems.push(
          'BadRequestException: Invalid mapping expression specified: Validation Result: warnings : [], errors : ' +
            `[Invalid mapping expression parameter specified: ${name}]`,
        );
      }
    }
    return problems;
  },
};
