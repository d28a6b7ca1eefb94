import {
  integer,
  map,
  object,
  oneOf,
  required,
  string,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { number, text, textMap } from '../../../kernel/properties.ts';
import { functionOfUri } from '../arn.ts';
import { templateProblem } from '../compiled/template.ts';
import { isDuplicate, unknownMethod } from './lookup.ts';
import { HTTP_METHODS } from './method.ts';

export const INTEGRATION = 'aws:apigateway/integration:Integration';

/**
 * Source: API Gateway API Reference, PutIntegration. Lambda proxy and mock integrations; HTTP, AWS and VPC link integrations, parameter
 * mapping, caching and streaming are not modelled.
 */
export const integration: ResourceModel = {
  token: INTEGRATION,
  inputs: object({
    restApi: required(string),
    resourceId: required(string),
    httpMethod: required(oneOf(...HTTP_METHODS)),
    type: required(oneOf('AWS_PROXY', 'MOCK')),
    connectionType: oneOf('INTERNET'),
    credentials: string,
    integrationHttpMethod: string,
    passthroughBehavior: oneOf('WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'),
    requestTemplates: map(string),
    responseTransferMode: oneOf('BUFFERED'),
    timeoutMilliseconds: integer,
    uri: string,
  }),
  replaceOn: [
    'credentials',
    'httpMethod',
    'integrationHttpMethod',
    'passthroughBehavior',
    'resourceId',
    'restApi',
    'type',
  ],
  deleteBeforeReplace: true,
  defaults: () => ({
    timeoutMilliseconds: 29_000,
    passthroughBehavior: 'WHEN_NO_MATCH',
    responseTransferMode: 'BUFFERED',
  }),
  check(inputs, { region }) {
    const timeout = number(inputs, 'timeoutMilliseconds') ?? 29_000;
    const problems = inputs['type'] === 'AWS_PROXY' ? proxyProblems(inputs, region) : mockProblems(inputs);
    if (timeout < 50 || timeout > 29_000) {
      problems.push('BadRequestException: Timeout should be between 50 ms and 29000 ms');
    }
    return problems;
  },
  outputs: ({ restApi, resourceId, httpMethod }) => ({
    id: ['agi', restApi, resourceId, httpMethod].map(String).join('-'),
    outputs: { cacheNamespace: String(resourceId) },
  }),
  checkInGraph(resource, graph, lookup) {
    const problems = unknownMethod(resource, graph, lookup);
    if (isDuplicate(resource, graph, 'restApi', 'resourceId', 'httpMethod')) {
      problems.push('ConflictException: Integration already exists for this resource');
    }
    return problems;
  },
};

function proxyProblems(inputs: Properties, region: string): string[] {
  const problems: string[] = [];
  if (functionOfUri(text(inputs, 'uri') ?? '', region) === undefined) {
    problems.push(
      'BadRequestException: Invalid ARN specified in the request. The uri of an AWS_PROXY integration must be the invokeArn of a ' +
        `Lambda function in ${region}.`,
    );
  }
  const invocation = text(inputs, 'integrationHttpMethod');
  if (invocation === undefined) {
    problems.push('BadRequestException: Enumeration value for HttpMethod must be non-empty');
  } else if (invocation !== 'POST') {
    problems.push(
      `Lambda functions are invoked with POST; with integrationHttpMethod ${invocation} every request would fail.`,
    );
  }
  const credentials = text(inputs, 'credentials');
  if (credentials !== undefined && !/^arn:[^:]+:iam::\d{12}:role\/.+/.test(credentials)) {
    problems.push(
      'BadRequestException: Invalid ARN specified in the request. The credentials must be the ARN of a role.',
    );
  }
  if (inputs['requestTemplates'] !== undefined)
    problems.push('A proxy integration passes requests on as they are: it has no requestTemplates.');
  return problems;
}

function mockProblems(inputs: Properties): string[] {
  const problems: string[] = [];
  for (const name of ['uri', 'credentials'] as const) {
    if (inputs[name] !== undefined) problems.push(`A mock integration has no ${name}.`);
  }
  for (const [type, template] of Object.entries(textMap(inputs, 'requestTemplates'))) {
    const problem = templateProblem(template);
    if (problem !== undefined) problems.push(`requestTemplates["${type}"]: ${problem}`);
  }
  return problems;
}
