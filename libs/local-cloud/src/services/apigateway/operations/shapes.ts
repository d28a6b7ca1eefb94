import type { Properties, Resource } from '@palisade/local-engine';
import { block, flag, number, text, textMap, texts } from '../../../kernel/properties.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import { INTEGRATION } from '../resources/integration.ts';
import { INTEGRATION_RESPONSE } from '../resources/integration-response.ts';
import { METHOD } from '../resources/method.ts';
import { METHOD_RESPONSE } from '../resources/method-response.ts';
import { METHOD_SETTINGS } from '../resources/method-settings.ts';
import { parseMethodPath } from '../snapshot/method-path.ts';
import type { DeclaredApi } from './declared-api.ts';

/*
 * Answers of the control plane, made from what the program declares.
 * Source: API Gateway API Reference, data types.
 */

export function restApiShape({ id, outputs }: Resource): JsonObject {
  return {
    id,
    ...given(outputs, 'name', 'description', 'apiKeySource', 'securityPolicy', 'endpointAccessMode', 'policy'),
    ...(number(outputs, 'minimumCompressionSize') !== undefined && {
      minimumCompressionSize: number(outputs, 'minimumCompressionSize'),
    }),
    binaryMediaTypes: texts(outputs, 'binaryMediaTypes'),
    disableExecuteApiEndpoint: flag(outputs, 'disableExecuteApiEndpoint'),
    endpointConfiguration: {
      types: ['REGIONAL'],
      ipAddressType: text(block(outputs, 'endpointConfiguration') ?? {}, 'ipAddressType') ?? 'ipv4',
    },
    rootResourceId: text(outputs, 'rootResourceId') ?? '',
    tags: textMap(outputs, 'tagsAll'),
  };
}

export function resourceShape(api: DeclaredApi, resource: { readonly id: string }, withMethods: boolean): JsonObject {
  const methods = api.parts(METHOD).filter(({ outputs }) => text(outputs, 'resourceId') === resource.id);
  return {
    ...resource,
    ...(methods.length > 0 && {
      resourceMethods: Object.fromEntries(
        methods.map((method) => [
          text(method.outputs, 'httpMethod') ?? '',
          withMethods ? methodShape(api, method) : {},
        ]),
      ),
    }),
  };
}

export function methodShape(api: DeclaredApi, { outputs }: Resource): JsonObject {
  const integration = sameMethod(api, INTEGRATION, outputs)[0];
  return {
    httpMethod: text(outputs, 'httpMethod') ?? '',
    authorizationType: text(outputs, 'authorization') ?? '',
    ...given(outputs, 'authorizerId'),
    apiKeyRequired: flag(outputs, 'apiKeyRequired'),
    ...given(outputs, 'operationName', 'requestValidatorId'),
    requestModels: textMap(outputs, 'requestModels'),
    requestParameters: flags(outputs, 'requestParameters'),
    methodResponses: byStatus(sameMethod(api, METHOD_RESPONSE, outputs), methodResponseShape),
    ...(integration && { methodIntegration: integrationShape(api, integration) }),
  };
}

export function methodResponseShape({ outputs }: Resource): JsonObject {
  return {
    statusCode: text(outputs, 'statusCode') ?? '',
    responseModels: textMap(outputs, 'responseModels'),
    responseParameters: flags(outputs, 'responseParameters'),
  };
}

export function integrationShape(api: DeclaredApi, { outputs }: Resource): JsonObject {
  return {
    type: text(outputs, 'type') ?? '',
    ...given(outputs, 'uri', 'credentials', 'passthroughBehavior', 'cacheNamespace', 'responseTransferMode'),
    ...(text(outputs, 'integrationHttpMethod') !== undefined && { httpMethod: text(outputs, 'integrationHttpMethod') }),
    timeoutInMillis: number(outputs, 'timeoutMilliseconds') ?? 29_000,
    requestTemplates: textMap(outputs, 'requestTemplates'),
    cacheKeyParameters: [],
    integrationResponses: byStatus(sameMethod(api, INTEGRATION_RESPONSE, outputs), integrationResponseShape),
  };
}

export function integrationResponseShape({ outputs }: Resource): JsonObject {
  return {
    statusCode: text(outputs, 'statusCode') ?? '',
    ...given(outputs, 'selectionPattern'),
    responseParameters: textMap(outputs, 'responseParameters'),
    responseTemplates: textMap(outputs, 'responseTemplates'),
  };
}

export function stageShape(api: DeclaredApi, { outputs }: Resource): JsonObject {
  const logs = block(outputs, 'accessLogSettings');
  const settings = api.parts(METHOD_SETTINGS).filter((each) => each.outputs['stageName'] === outputs['stageName']);
  return {
    stageName: text(outputs, 'stageName') ?? '',
    deploymentId: text(outputs, 'deployment') ?? '',
    ...given(outputs, 'description'),
    cacheClusterEnabled: false,
    cacheClusterStatus: 'NOT_AVAILABLE',
    tracingEnabled: flag(outputs, 'xrayTracingEnabled'),
    variables: textMap(outputs, 'variables'),
    ...(logs && {
      accessLogSettings: {
        ...given(logs, 'format'),
        destinationArn: (text(logs, 'destinationArn') ?? '').replace(/:\*$/, ''),
      },
    }),
    methodSettings: Object.fromEntries(settings.map((each) => [settingsKey(each), methodSettingsShape(each)])),
    tags: textMap(outputs, 'tagsAll'),
  };
}

function methodSettingsShape({ outputs }: Resource): JsonObject {
  const settings = block(outputs, 'settings') ?? {};
  return {
    loggingLevel: text(settings, 'loggingLevel') ?? 'OFF',
    dataTraceEnabled: flag(settings, 'dataTraceEnabled'),
    metricsEnabled: flag(settings, 'metricsEnabled'),
    cachingEnabled: false,
    cacheDataEncrypted: flag(settings, 'cacheDataEncrypted'),
    throttlingBurstLimit: number(settings, 'throttlingBurstLimit') ?? -1,
    throttlingRateLimit: number(settings, 'throttlingRateLimit') ?? -1,
  };
}

/** `*\/*`, or the path with `~1` for its slashes and the method. */
function settingsKey({ outputs }: Resource): string {
  const path = parseMethodPath(text(outputs, 'methodPath') ?? '');
  return path === undefined || path === 'all' ? '*/*' : `${path.path.replaceAll('/', '~1')}/${path.method}`;
}

export function deploymentShape(api: DeclaredApi, { id, outputs }: Resource): JsonObject {
  const snapshot = api.state.deployments.get(id);
  return {
    id,
    ...given(outputs, 'description'),
    ...(snapshot && { createdDate: Math.floor(snapshot.createdAt / 1000) }),
  };
}

export function modelShape({ id, outputs }: Resource): JsonObject {
  return { id, ...given(outputs, 'name', 'description', 'contentType', 'schema') };
}

export function validatorShape({ id, outputs }: Resource): JsonObject {
  return {
    id,
    ...given(outputs, 'name'),
    validateRequestBody: flag(outputs, 'validateRequestBody'),
    validateRequestParameters: flag(outputs, 'validateRequestParameters'),
  };
}

export function gatewayResponseShape({ outputs }: Resource): JsonObject {
  return {
    ...given(outputs, 'responseType', 'statusCode'),
    responseParameters: textMap(outputs, 'responseParameters'),
    responseTemplates: textMap(outputs, 'responseTemplates'),
    defaultResponse: false,
  };
}

export function authorizerShape({ id, outputs }: Resource): JsonObject {
  return {
    id,
    ...given(outputs, 'name', 'type', 'authorizerUri', 'authorizerCredentials', 'identitySource'),
    ...given(outputs, 'identityValidationExpression'),
    authType: 'custom',
    authorizerResultTtlInSeconds: number(outputs, 'authorizerResultTtlInSeconds') ?? 300,
  };
}

function sameMethod(api: DeclaredApi, type: string, { resourceId, httpMethod }: Properties): Resource[] {
  return api
    .parts(type)
    .filter(({ outputs }) => outputs['resourceId'] === resourceId && outputs['httpMethod'] === httpMethod);
}

function byStatus(parts: readonly Resource[], shape: (part: Resource) => JsonObject): JsonObject {
  return Object.fromEntries(parts.map((part) => [text(part.outputs, 'statusCode') ?? '', shape(part)]));
}

/** Text properties that are set. */
export function given(properties: Properties, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(names.flatMap((name) => (text(properties, name) ? [[name, text(properties, name)]] : [])));
}

function flags(properties: Properties, name: string): JsonObject {
  const entries = Object.entries(block(properties, name) ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [key, value === true]));
}
