import { compilePolicy, type CompiledPolicy, type PolicyDocument } from '@palisade/policies';
import type { ApiSnapshot, SnapshotMethod, SnapshotResource } from '../snapshot/snapshot.ts';
import { compileAuthorizer, type CompiledAuthorizer } from './authorizer.ts';
import { GatewayResponses } from './gateway-responses.ts';
import { compileMock, type CompiledMock } from './mock.ts';
import { Models, type BodyCheck } from './models.ts';
import { RouteTree } from './route-tree.ts';

/** A deployment made ready for requests: everything that can be worked out beforehand is. */
export interface CompiledApi {
  readonly id: string;
  readonly snapshot: ApiSnapshot;
  readonly policy: CompiledPolicy | undefined;
  readonly routes: RouteTree<CompiledResource>;
  readonly gatewayResponses: GatewayResponses;
  /** Whether a content type is among the API's binary media types. */
  readonly isBinary: (mediaType: string) => boolean;
}

export interface CompiledResource extends SnapshotResource {
  /** By HTTP method, `ANY` among them. */
  readonly methods: ReadonlyMap<string, CompiledMethod>;
}

export interface CompiledMethod {
  readonly resource: SnapshotResource;
  readonly definition: SnapshotMethod;
  /** Names of required parameters by place; empty without a validator. */
  readonly required: readonly RequiredParameter[];
  /** The check for a content type; undefined if bodies of that type are not validated. */
  readonly bodyCheck: (mediaType: string) => BodyCheck | undefined;
  readonly mock: CompiledMock | undefined;
  /** With authorization CUSTOM. */
  readonly authorizer: CompiledAuthorizer | undefined;
}

export interface RequiredParameter {
  readonly place: 'querystring' | 'header' | 'path';
  readonly name: string;
}

export function compileApi(snapshot: ApiSnapshot): CompiledApi {
  const models = new Models(snapshot.id, snapshot.models);
  const authorizers = new Map(snapshot.authorizers?.map((each) => [each.id, compileAuthorizer(each)]));
  const routes = new RouteTree<CompiledResource>();
  for (const resource of snapshot.resources) {
    const methods = snapshot.methods
      .filter(({ resourceId }) => resourceId === resource.id)
      .map((method) => [method.httpMethod, compileMethod(method, resource, models, authorizers)] as const);
    // A resource without methods is no destination: the path may still lead to a {proxy+}.
    if (methods.length > 0) routes.add(resource.path, { ...resource, methods: new Map(methods) });
  }
  return {
    id: snapshot.id,
    snapshot,
    policy:
      snapshot.policy === undefined
        ? undefined
        : compilePolicy(JSON.parse(snapshot.policy) as PolicyDocument, {
            name: `resource policy of API ${snapshot.name}`,
            kind: 'api',
          }),
    routes,
    gatewayResponses: new GatewayResponses(snapshot.gatewayResponses),
    isBinary: binaryTest(snapshot.binaryMediaTypes),
  };
}

function compileMethod(
  definition: SnapshotMethod,
  resource: SnapshotResource,
  models: Models,
  authorizers: ReadonlyMap<string, CompiledAuthorizer>,
): CompiledMethod {
  const { validator, requestModels, integration } = definition;
  return {
    resource,
    definition,
    required: validator?.parameters === true ? requiredParameters(definition.requestParameters) : [],
    bodyCheck(mediaType) {
      if (validator?.body !== true) return undefined;
      const model = requestModels[mediaType] ?? requestModels['$default'];
      return model === undefined ? undefined : models.check(model);
    },
    mock: integration.type === 'MOCK' ? compileMock(integration, definition.statusCodes) : undefined,
    authorizer: authorizers.get(definition.authorizerId ?? ''),
  };
}

function requiredParameters(parameters: Readonly<Record<string, boolean>>): readonly RequiredParameter[] {
  return Object.entries(parameters)
    .filter(([, required]) => required)
    .map(([name]) => {
      const [, , place = '', ...rest] = name.split('.');
      const plain = place.replace('multivalue', '').replace('queryString', 'querystring');
      return { place: plain as RequiredParameter['place'], name: rest.join('.') };
    });
}

function binaryTest(types: readonly string[]): (mediaType: string) => boolean {
  if (types.length === 0) return () => false;
  if (types.includes('*/*')) return () => true;
  const exact = new Set(types.map((type) => type.replace('~1', '/').toLowerCase()));
  return (mediaType) => exact.has(mediaType) || exact.has(`${mediaType.split('/')[0]}/*`);
}
