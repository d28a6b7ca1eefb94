import {
  integer,
  list,
  object,
  oneOf,
  required,
  string,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { number, text } from '../../../kernel/properties.ts';
import { functionOfUri, managementArn } from '../arn.ts';
import { identitySources } from './identity-source.ts';
import { ID_ALPHABET, unknownApi } from './lookup.ts';

export const AUTHORIZER = 'aws:apigateway/authorizer:Authorizer';

const LONGEST_TTL = 3600;

/** Source: API Gateway API Reference, CreateAuthorizer. Lambda authorizers; Cognito user pools are not modelled. */
export const authorizer: ResourceModel = {
  token: AUTHORIZER,
  inputs: object({
    restApi: required(string),
    name: string,
    type: oneOf('TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'),
    authorizerUri: string,
    authorizerCredentials: string,
    authorizerResultTtlInSeconds: integer,
    identitySource: string,
    identityValidationExpression: string,
    providerArns: list(string),
  }),
  name: { property: 'name', maxLength: 255, automatic: true },
  replaceOn: ['restApi'],
  defaults: () => ({
    type: 'TOKEN',
    authorizerResultTtlInSeconds: 300,
    identitySource: 'method.request.header.Authorization',
  }),
  check(inputs, { region }) {
    if (inputs['type'] === 'COGNITO_USER_POOLS' || inputs['providerArns'] !== undefined) {
      return ['The local cloud does not support Cognito user pool authorizers (COGNITO_USER_POOLS).'];
    }
    const problems = sourceProblems(inputs);
    if (functionOfUri(text(inputs, 'authorizerUri') ?? '', region) === undefined) {
      problems.push(
        'BadRequestException: Invalid Authorizer URI: it must be the invokeArn of a Lambda function in the region of the API.',
      );
    }
    const credentials = text(inputs, 'authorizerCredentials');
    if (credentials !== undefined && !/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(credentials)) {
      problems.push('BadRequestException: Invalid Authorizer credentials: it must be the ARN of an IAM role.');
    }
    const ttl = number(inputs, 'authorizerResultTtlInSeconds') ?? 300;
    if (ttl < 0 || ttl > LONGEST_TTL) {
      problems.push(`expected authorizerResultTtlInSeconds to be in the range (0 - ${LONGEST_TTL}), got ${ttl}`);
    }
    return problems;
  },
  outputs({ restApi }, context) {
    const id = context.id('', 6, ID_ALPHABET);
    const { partition, region } = context;
    return { id, outputs: { arn: managementArn(partition, region, `/restapis/${String(restApi)}/authorizers/${id}`) } };
  },
  checkInGraph: ({ inputs }, _graph, lookup) => unknownApi(inputs, lookup),
};

function sourceProblems(inputs: Properties): string[] {
  const problems: string[] = [];
  const given = text(inputs, 'identitySource') ?? '';
  const sources = identitySources(given);
  const validation = text(inputs, 'identityValidationExpression');
  if (sources.includes(undefined)) {
    problems.push(`BadRequestException: Invalid identity source: ${given}`);
  }
  if (inputs['type'] === 'REQUEST') {
    if (sources.length === 0 && number(inputs, 'authorizerResultTtlInSeconds') !== 0) {
      problems.push('BadRequestException: Identity source is required when authorization caching is enabled');
    }
    if (validation !== undefined) {
      problems.push('BadRequestException: An identity validation expression is for TOKEN authorizers only');
    }
  } else if (sources.length !== 1 || sources[0]?.place !== 'header') {
    problems.push(
      `BadRequestException: A TOKEN authorizer needs one header as its identity source (method.request.header.NAME), not: ${given}`,
    );
  }
  try {
    new RegExp(validation ?? '');
  } catch {
    problems.push(`BadRequestException: Invalid identity validation expression: ${validation}`);
  }
  return problems;
}
