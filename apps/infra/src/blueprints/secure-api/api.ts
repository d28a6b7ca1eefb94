import type * as pulumi from '@pulumi/pulumi';
import { createRoutes } from '../../components/api-routes.ts';
import { ApiStage } from '../../components/api-stage.ts';
import type { LogKeeping } from '../../components/log-group.ts';
import type { PrivateFunction } from '../../components/private-function.ts';
import { RestApi } from '../../components/rest-api.ts';
import type { Stack } from '../blueprint.ts';
import { createGatewayAccount } from '../gateway-account.ts';
import { secureApiRoutes } from './routes.ts';
import type { SecureApiNames } from './secure-api-names.ts';
import type { SecureApiSettings } from './settings.ts';

/** The API itself, first of all: the key needs its id. */
export function createApi({ names }: Stack, opts: pulumi.ComponentResourceOptions): RestApi {
  return new RestApi(
    'api',
    { names, type: 'secure-api', description: 'Answers authenticated callers; its logs are encrypted' },
    opts,
  );
}

export interface StageArgs {
  readonly physical: SecureApiNames;
  readonly settings: SecureApiSettings;
  readonly keeping: LogKeeping;
  readonly api: RestApi;
  readonly handler: PrivateFunction;
}

/** Its routes, deployed. */
export function createStage(
  stack: Stack,
  { physical, settings, keeping, api, handler }: StageArgs,
  opts: pulumi.ComponentResourceOptions,
): ApiStage {
  return new ApiStage(
    'stage',
    {
      api,
      routes: createRoutes(api, secureApiRoutes(handler, settings.allowedOrigins)),
      stageName: settings.stageName,
      account: stack.place.account,
      accessLogGroupName: physical.accessLogGroup,
      keeping,
      throttle: settings.throttle,
      gatewayAccount: createGatewayAccount(stack, { settings }, opts),
    },
    opts,
  );
}
