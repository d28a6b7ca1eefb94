import type { Graph, Properties, Resource } from '@palisade/local-engine';
import { flag, number, text, textMap, texts } from '../../../kernel/properties.ts';
import { functionOfUri } from '../arn.ts';
import { partsOf } from '../resources/lookup.ts';
import { AUTHORIZER } from '../resources/authorizer.ts';
import { GATEWAY_RESPONSE } from '../resources/gateway-response.ts';
import { INTEGRATION } from '../resources/integration.ts';
import { INTEGRATION_RESPONSE } from '../resources/integration-response.ts';
import { METHOD } from '../resources/method.ts';
import { METHOD_RESPONSE } from '../resources/method-response.ts';
import { MODEL } from '../resources/model.ts';
import { REQUEST_VALIDATOR } from '../resources/request-validator.ts';
import { RESOURCE } from '../resources/resource.ts';
import { REST_API_POLICY } from '../resources/rest-api-policy.ts';
import { expandPolicy } from './expand-policy.ts';
import type { ApiSnapshot, SnapshotAuthorizer, SnapshotIntegration, SnapshotMethod } from './snapshot.ts';

/** Reads an API out of the graph that declares it. The models have checked that its parts fit together. */
export function takeSnapshot(graph: Graph, api: Resource, createdAt: number): ApiSnapshot {
  const { id, outputs } = api;
  const own = (type: string) => partsOf(graph, type, id);
  const size = number(outputs, 'minimumCompressionSize') ?? -1;
  const policy = text(own(REST_API_POLICY)[0]?.outputs ?? outputs, 'policy');
  return {
    id,
    name: text(outputs, 'name') ?? '',
    createdAt,
    binaryMediaTypes: texts(outputs, 'binaryMediaTypes'),
    ...(size >= 0 && { minimumCompressionSize: size }),
    disableExecuteApiEndpoint: flag(outputs, 'disableExecuteApiEndpoint'),
    apiKeySource: text(outputs, 'apiKeySource') === 'AUTHORIZER' ? 'AUTHORIZER' : 'HEADER',
    ...(policy !== undefined && { policy: expandPolicy(policy, text(outputs, 'executionArn') ?? '') }),
    resources: [
      { id: text(outputs, 'rootResourceId') ?? '', path: '/' },
      ...own(RESOURCE).map((each) => ({ id: each.id, path: text(each.outputs, 'path') ?? '' })),
    ],
    methods: own(METHOD).flatMap((method) => methodSnapshot(method.outputs, graph, id) ?? []),
    models: own(MODEL).map((model) => ({
      name: text(model.outputs, 'name') ?? '',
      schema: text(model.outputs, 'schema') ?? '{}',
    })),
    gatewayResponses: own(GATEWAY_RESPONSE).map(({ outputs: each }) => ({
      type: text(each, 'responseType') ?? '',
      ...optional('statusCode', text(each, 'statusCode')),
      responseParameters: textMap(each, 'responseParameters'),
      responseTemplates: textMap(each, 'responseTemplates'),
    })),
    authorizers: own(AUTHORIZER).map(authorizerSnapshot),
  };
}

function authorizerSnapshot({ id, outputs }: Resource): SnapshotAuthorizer {
  return {
    id,
    name: text(outputs, 'name') ?? '',
    type: text(outputs, 'type') === 'REQUEST' ? 'REQUEST' : 'TOKEN',
    functionArn: functionOfUri(text(outputs, 'authorizerUri') ?? '', text(outputs, 'region') ?? '') ?? '',
    ...optional('credentials', text(outputs, 'authorizerCredentials')),
    identitySource: text(outputs, 'identitySource') ?? '',
    ...optional('identityValidationExpression', text(outputs, 'identityValidationExpression')),
    ttl: number(outputs, 'authorizerResultTtlInSeconds') ?? 300,
  };
}

function methodSnapshot(method: Properties, graph: Graph, api: string): SnapshotMethod | undefined {
  const same = (type: string) =>
    partsOf(graph, type, api)
      .map(({ outputs }) => outputs)
      .filter((each) => each['resourceId'] === method['resourceId'] && each['httpMethod'] === method['httpMethod']);
  const integration = same(INTEGRATION)[0];
  if (integration === undefined) return undefined;
  const validator = partsOf(graph, REQUEST_VALIDATOR, api).find(({ id }) => id === text(method, 'requestValidatorId'));
  return {
    resourceId: text(method, 'resourceId') ?? '',
    httpMethod: text(method, 'httpMethod') ?? '',
    authorization: authorizationOf(text(method, 'authorization')),
    ...optional('authorizerId', text(method, 'authorizerId')),
    apiKeyRequired: flag(method, 'apiKeyRequired'),
    ...(validator && {
      validator: {
        body: flag(validator.outputs, 'validateRequestBody'),
        parameters: flag(validator.outputs, 'validateRequestParameters'),
      },
    }),
    requestModels: textMap(method, 'requestModels'),
    requestParameters: (method['requestParameters'] ?? {}) as Record<string, boolean>,
    statusCodes: same(METHOD_RESPONSE).map((each) => text(each, 'statusCode') ?? ''),
    integration: integrationSnapshot(integration, same(INTEGRATION_RESPONSE)),
  };
}

function integrationSnapshot(integration: Properties, responses: readonly Properties[]): SnapshotIntegration {
  if (text(integration, 'type') === 'AWS_PROXY') {
    return {
      type: 'AWS_PROXY',
      functionArn: functionOfUri(text(integration, 'uri') ?? '', text(integration, 'region') ?? '') ?? '',
      timeoutMilliseconds: number(integration, 'timeoutMilliseconds') ?? 29_000,
      ...optional('credentials', text(integration, 'credentials')),
    };
  }
  return {
    type: 'MOCK',
    passthroughBehavior: passthrough(text(integration, 'passthroughBehavior')),
    requestTemplates: textMap(integration, 'requestTemplates'),
    responses: responses.map((each) => ({
      statusCode: text(each, 'statusCode') ?? '',
      ...optional('selectionPattern', text(each, 'selectionPattern') || undefined),
      responseParameters: textMap(each, 'responseParameters'),
      responseTemplates: textMap(each, 'responseTemplates'),
    })),
  };
}

function authorizationOf(text: string | undefined): SnapshotMethod['authorization'] {
  return text === 'AWS_IAM' || text === 'CUSTOM' ? text : 'NONE';
}

function passthrough(text: string | undefined): 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER' {
  return text === 'NEVER' || text === 'WHEN_NO_TEMPLATES' ? text : 'WHEN_NO_MATCH';
}

function optional<Name extends string>(name: Name, value: string | undefined): { [key in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: string };
}
