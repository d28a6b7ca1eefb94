import {
  boolean,
  map,
  object,
  oneOf,
  required,
  string,
  type Properties,
  type ResourceModel,
  type ResourceLookup,
} from '@palisade/local-engine';
import { text, textMap } from '../../../kernel/properties.ts';
import { AUTHORIZER } from './authorizer.ts';
import { MODEL } from './model.ts';
import { REQUEST_VALIDATOR } from './request-validator.ts';
import { isDuplicate, partsOf, unknownResource } from './lookup.ts';

export const METHOD = 'aws:apigateway/method:Method';

export const HTTP_METHODS = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const;
/** Models every API has from the beginning. */
const OWN_MODELS = new Set(['Empty', 'Error']);
const PARAMETER =
  /^method\.request\.(querystring|multivaluequerystring|header|multivalueheader|path)\.[A-Za-z0-9._$:-]+$/;

/** Source: API Gateway API Reference, PutMethod. Cognito user pools are not modelled. */
export const method: ResourceModel = {
  token: METHOD,
  inputs: object({
    restApi: required(string),
    resourceId: required(string),
    httpMethod: required(oneOf(...HTTP_METHODS)),
    authorization: required(oneOf('NONE', 'AWS_IAM', 'CUSTOM')),
    authorizerId: string,
    apiKeyRequired: boolean,
    operationName: string,
    requestModels: map(string),
    requestParameters: map(boolean),
    requestValidatorId: string,
  }),
  replaceOn: ['httpMethod', 'resourceId', 'restApi'],
  defaults: () => ({ apiKeyRequired: false }),
  check({ requestParameters }) {
    const wrong = Object.keys((requestParameters ?? {}) as object).filter((name) => !PARAMETER.test(name));
    return wrong.map(
      (name) =>
        'BadRequestException: Invalid mapping expression specified: Validation Result: warnings : [], errors : ' +
        `[Invalid mapping expression parameter specified: ${name}]`,
    );
  },
  outputs: ({ restApi, resourceId, httpMethod }) => ({
    id: ['agm', restApi, resourceId, httpMethod].map(String).join('-'),
    outputs: {},
  }),
  checkInGraph(resource, graph, lookup) {
    const { inputs } = resource;
    const problems = unknownResource(resource, lookup);
    if (problems.length > 0) return problems;
    if (isDuplicate(resource, graph, 'restApi', 'resourceId', 'httpMethod')) {
      problems.push('ConflictException: Method already exists for this resource');
    }
    problems.push(...authorizerProblems(inputs, lookup));
    const validator = text(inputs, 'requestValidatorId');
    if (validator !== undefined && lookup.byId(REQUEST_VALIDATOR, validator)?.inputs['restApi'] !== inputs['restApi']) {
      problems.push('BadRequestException: Invalid Request Validator identifier specified');
    }
    const models = partsOf(graph, MODEL, text(inputs, 'restApi')).map((model) => text(model.outputs, 'name'));
    for (const name of Object.values(textMap(inputs, 'requestModels'))) {
      if (!OWN_MODELS.has(name) && !models.includes(name)) {
        problems.push(`BadRequestException: Invalid model identifier specified: ${name}`);
      }
    }
    return problems;
  },
};

function authorizerProblems(inputs: Properties, lookup: ResourceLookup): string[] {
  const authorizer = text(inputs, 'authorizerId');
  const custom = inputs['authorization'] === 'CUSTOM';
  if (!custom) {
    return authorizer === undefined
      ? []
      : [
          `BadRequestException: An authorizer is used with authorization CUSTOM only, not with ${String(inputs['authorization'])}`,
        ];
  }
  if (authorizer !== undefined && lookup.byId(AUTHORIZER, authorizer)?.inputs['restApi'] === inputs['restApi'])
    return [];
  return [
    'BadRequestException: Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
  ];
}
