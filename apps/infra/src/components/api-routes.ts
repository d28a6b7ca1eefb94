import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { createIntegration, type Integration } from './api-integration.ts';
import { gatewayResponses } from './gateway-responses.ts';
import type { PrivateFunction } from './private-function.ts';
import type { RequestAuthorizer } from './request-authorizer.ts';
import type { RestApi } from './rest-api.ts';

/** A method of a resource, who may call it, and what answers. */
export interface Route {
  /** Tells the routes of an API apart in logical names; the only one needs none. */
  readonly label?: string;
  /** Without leading slash, empty for the root: `documents`, `documents/{id}`, `{proxy+}`. */
  readonly path: string;
  readonly httpMethod: string;
  /**
   * `AWS_IAM`: callers sign with credentials that may call it. `NONE`: anybody. A Lambda authorizer: whom it lets, and the request
   * counts for the API key it names.
   */
  readonly authorization: 'AWS_IAM' | 'NONE' | RequestAuthorizer;
  /** Parameters the method knows, and whether each must be there: `method.request.path.id`. API Gateway checks that. */
  readonly requestParameters?: Readonly<Record<string, boolean>>;
  /** JSON Schema draft-04 of the request body, which API Gateway checks; its name is letters and digits only. */
  readonly requestModel?: { readonly name: string; readonly schema: object };
  readonly integration: Integration;
}

/** A function and the route it is called from, in `METHOD/path` form: `POST/documents`, `*` for any method. */
export interface Invocation {
  readonly label: string | undefined;
  readonly handler: PrivateFunction;
  readonly route: string;
}

export interface Routes {
  /** Everything a deployment freezes, a line of JSON for each route: when it changes, the API must be deployed again. */
  readonly definition: pulumi.Output<string>;
  /** What a deployment must wait for. */
  readonly parts: readonly pulumi.Resource[];
  readonly invocations: readonly Invocation[];
}

/** Gives an API its routes. Resources they share are made once. */
export function createRoutes(api: RestApi, routes: readonly Route[]): Routes {
  const resourceIds = createResources(api, new Set(routes.map(({ path }) => path)));
  const made = routes.map((route) => {
    const method = createMethod(api, route, resourceIds.get(route.path) ?? api.rootResourceId);
    return { route, method, ...createIntegration(route.integration, logicalName(api, route), method, { parent: api }) };
  });
  return {
    definition: pulumi
      .all(made.map(({ route, answers }) => describe(api, route, answers)))
      .apply((all) => all.join('\n')),
    parts: [...made.flatMap(({ method, parts }) => [method, ...parts]), ...api.parts],
    invocations: routes.flatMap(({ httpMethod, integration, label, path }) =>
      integration.type === 'function'
        ? [{ label, handler: integration.handler, route: `${httpMethod === 'ANY' ? '*' : httpMethod}/${path}` }]
        : [],
    ),
  };
}

const logicalName = ({ name }: RestApi, { label }: Route): string => (label === undefined ? name : `${name}-${label}`);

/** Ids by path, the paths above each made first. */
function createResources(api: RestApi, paths: ReadonlySet<string>): ReadonlyMap<string, pulumi.Output<string>> {
  const made = new Map<string, pulumi.Output<string>>([['', api.rootResourceId]]);
  const at = (path: string): pulumi.Output<string> => {
    const known = made.get(path);
    if (known !== undefined) return known;
    const [pathPart = '', ...above] = path.split('/').reverse();
    const { id } = new aws.apigateway.Resource(
      `${api.name}-${path.replaceAll('/', '-').replaceAll(/[{+}]/g, '')}`,
      { restApi: api.id, parentId: at(above.reverse().join('/')), pathPart },
      { parent: api },
    );
    made.set(path, id);
    return id;
  };
  for (const path of paths) at(path);
  return made;
}

function createMethod(api: RestApi, route: Route, resourceId: pulumi.Output<string>): aws.apigateway.Method {
  return new aws.apigateway.Method(
    `${logicalName(api, route)}-method`,
    {
      restApi: api.id,
      resourceId,
      httpMethod: route.httpMethod,
      ...authorization(route),
      ...validation(api, route),
    },
    { parent: api },
  );
}

function authorization({
  authorization: by,
}: Route): Pick<aws.apigateway.MethodArgs, 'authorization'> & Partial<aws.apigateway.MethodArgs> {
  if (typeof by === 'string') return { authorization: by };
  return { authorization: 'CUSTOM', authorizerId: by.id, apiKeyRequired: true };
}

/** What API Gateway checks before anything is called: parameters, and a body against its model. */
function validation(api: RestApi, route: Route): Partial<aws.apigateway.MethodArgs> {
  const { label, requestModel, requestParameters } = route;
  if (requestModel === undefined && requestParameters === undefined) return {};
  const validator = new aws.apigateway.RequestValidator(
    `${logicalName(api, route)}-validator`,
    {
      restApi: api.id,
      name: api.names(label === undefined ? 'request-validator' : `request-validator-${label}`),
      validateRequestBody: requestModel !== undefined,
      validateRequestParameters: true,
    },
    { parent: api },
  );
  return {
    requestValidatorId: validator.id,
    ...(requestParameters !== undefined && { requestParameters }),
    ...(requestModel !== undefined && modelOf(api, route, requestModel)),
  };
}

function modelOf(
  api: RestApi,
  route: Route,
  requestModel: NonNullable<Route['requestModel']>,
): Pick<aws.apigateway.MethodArgs, 'requestModels'> {
  const name = logicalName(api, route);
  const model = new aws.apigateway.Model(
    `${name}-model`,
    {
      restApi: api.id,
      name: requestModel.name,
      contentType: 'application/json',
      schema: JSON.stringify(requestModel.schema),
    },
    { parent: api },
  );
  return {
    // Without $default, a body sent as any other media type would not be validated at all.
    requestModels: { 'application/json': model.name, $default: model.name },
  };
}

function describe(api: RestApi, route: Route, answers: pulumi.Input<object>): pulumi.Output<string> {
  const { path, httpMethod, authorization: by, requestModel, requestParameters } = route;
  return pulumi.jsonStringify({
    path,
    httpMethod,
    authorization: typeof by === 'string' ? by : by.definition,
    ...(requestParameters !== undefined && { requestParameters }),
    ...(requestModel !== undefined && { requestModel, validator: ['body', 'parameters'] }),
    gatewayResponses,
    integration: answers,
    endpoint: api.endpoint,
  });
}
