import {
  boolean,
  integer,
  json,
  list,
  map,
  object,
  oneOf,
  required,
  string,
  type ResourceModel,
} from '@palisade/local-engine';
import { restApiArn } from '@palisade/policies';
import { executionArn } from '../arn.ts';
import { number } from '../../../kernel/properties.ts';
import { apiPolicyProblems } from './api-policy.ts';
import { ID_ALPHABET } from './lookup.ts';
import { SECURITY_POLICIES } from './security-policies.ts';

export const REST_API = 'aws:apigateway/restApi:RestApi';

/** Source: API Gateway API Reference, CreateRestApi. Edge-optimised and private APIs are not modelled. */
export const restApi: ResourceModel = {
  token: REST_API,
  inputs: object({
    name: string,
    description: string,
    apiKeySource: oneOf('HEADER', 'AUTHORIZER'),
    binaryMediaTypes: list(string),
    disableExecuteApiEndpoint: boolean,
    endpointAccessMode: oneOf('BASIC', 'STRICT'),
    endpointConfiguration: object({ types: required(oneOf('REGIONAL')), ipAddressType: oneOf('ipv4', 'dualstack') }),
    minimumCompressionSize: integer,
    policy: json,
    securityPolicy: oneOf(...Object.keys(SECURITY_POLICIES)),
    tags: map(string),
  }),
  name: { property: 'name', maxLength: 255, automatic: true },
  replaceOn: [],
  defaults: () => ({ apiKeySource: 'HEADER', disableExecuteApiEndpoint: false, securityPolicy: 'TLS_1_0' }),
  check(inputs) {
    const problems = apiPolicyProblems(inputs['policy']);
    if (inputs['endpointConfiguration'] === undefined) {
      problems.push(
        "Without endpointConfiguration the API would be edge-optimised, which the local cloud does not support: set it to { types: 'REGIONAL' }.",
      );
    }
    const size = number(inputs, 'minimumCompressionSize') ?? 0;
    if (size < -1 || size > 10_485_760) {
      problems.push('BadRequestException: Invalid minimum compression size, must be between 0 and 10485760');
    }
    const policy = String(inputs['securityPolicy']);
    if (policy.startsWith('SecurityPolicy_') && inputs['endpointAccessMode'] === undefined) {
      problems.push(`BadRequestException: An endpoint access mode must be specified for security policy ${policy}`);
    }
    if (!policy.startsWith('SecurityPolicy_') && inputs['endpointAccessMode'] !== undefined) {
      problems.push(`BadRequestException: An endpoint access mode cannot be specified for security policy ${policy}`);
    }
    return problems;
  },
  outputs(_inputs, context) {
    const id = context.id('', 10, ID_ALPHABET);
    const { partition, region } = context;
    return {
      id,
      outputs: {
        arn: restApiArn({ partition, region, api: id }),
        executionArn: executionArn(context, id),
        rootResourceId: context.id('r', 9, ID_ALPHABET),
      },
    };
  },
};
