import { apiGatewayTrustPolicy, authorizerInvokePolicy, toJson } from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import { createRoutes } from '../../components/api-routes.ts';
import { ApiStage } from '../../components/api-stage.ts';
import type { LogKeeping } from '../../components/log-group.ts';
import { RequestAuthorizer } from '../../components/request-authorizer.ts';
import { RestApi } from '../../components/rest-api.ts';
import { ServiceRole } from '../../components/service-role.ts';
import { createGatewayAccount } from '../gateway-account.ts';
import type { Functions } from './functions.ts';
import type { Part } from './part.ts';
import { processingRoutes } from './routes.ts';
import { createUsagePlans, type UsagePlans } from './usage-plans.ts';

/** The API itself, first of all: the key of the logs needs its id. */
export function createApi({ stack }: Part, opts: pulumi.ComponentResourceOptions): RestApi {
  return new RestApi(
    'api',
    {
      names: stack.names,
      type: 'documents-api',
      description: 'Takes documents from holders of API keys, and shows what became of them',
      apiKeySource: 'AUTHORIZER',
    },
    opts,
  );
}

export interface ApiParts {
  readonly authorizer: RequestAuthorizer;
  readonly invokeRole: ServiceRole;
  readonly stage: ApiStage;
  readonly plans: UsagePlans;
}

export interface ApiArgs {
  readonly api: RestApi;
  readonly functions: Functions;
  readonly keeping: LogKeeping;
}

/** Who may call it, its routes, deployed, and how much each level of key may ask for. */
export function createApiParts(part: Part, args: ApiArgs, opts: pulumi.ComponentResourceOptions): ApiParts {
  const { api, functions, keeping } = args;
  const { physical, settings, stack } = part;
  const invokeRole = createInvokeRole(part, opts);
  const authorizer = new RequestAuthorizer(
    'key-authorizer',
    {
      api,
      type: 'api-key-authorizer',
      handler: functions.authorizer,
      invokeRole,
      header: 'x-api-key',
      cacheSeconds: settings.authorizerCacheSeconds,
    },
    opts,
  );
  const stage = new ApiStage(
    'stage',
    {
      api,
      routes: createRoutes(api, processingRoutes(functions.apiHandler, authorizer)),
      stageName: settings.stageName,
      account: stack.place.account,
      accessLogGroupName: physical.accessLogGroup,
      accessLogFields: callerFields,
      keeping,
      tracing: settings.tracing === 'active',
      throttle: settings.throttle,
      gatewayAccount: createGatewayAccount(stack, { settings }, opts),
    },
    opts,
  );
  return { authorizer, invokeRole, stage, plans: createUsagePlans(part, { api, stage }, opts) };
}

/** Whose key it was, never the key itself. */
const callerFields = {
  clientId: '$context.authorizer.clientId',
  keyLevel: '$context.authorizer.level',
  apiKeyId: '$context.identity.apiKeyId',
  authorizerStatus: '$context.authorizer.status',
};

function createInvokeRole({ physical, stack }: Part, opts: pulumi.ComponentResourceOptions): ServiceRole {
  return new ServiceRole(
    'authorizer-invoke-role',
    {
      names: stack.names,
      type: 'api-authorizer-invoke-role',
      description: 'API Gateway asks the authorizer',
      trustPolicy: toJson(apiGatewayTrustPolicy()),
      permissionPolicy: toJson(
        authorizerInvokePolicy({ ...stack.place, functionName: physical.functions.authorizer.name }),
      ),
    },
    opts,
  );
}
