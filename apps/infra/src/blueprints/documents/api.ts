import { documentRequestModel } from '@palisade/shared-types';
import type * as pulumi from '@pulumi/pulumi';
import { createRoutes } from '../../components/api-routes.ts';
import { ApiStage } from '../../components/api-stage.ts';
import type { LogKeeping } from '../../components/log-group.ts';
import type { PrivateFunction } from '../../components/private-function.ts';
import { RestApi } from '../../components/rest-api.ts';
import type { Stack } from '../blueprint.ts';
import { createGatewayAccount } from '../gateway-account.ts';
import type { DocumentsNames } from './documents-names.ts';
import type { DocumentsSettings } from './settings.ts';

export interface ApiArgs {
  readonly physical: DocumentsNames;
  readonly settings: DocumentsSettings;
  readonly keeping: LogKeeping;
  readonly handler: PrivateFunction;
}

/** `POST /documents`, signed with IAM credentials, handed to the function. */
export function createApi(
  stack: Stack,
  { physical, settings, keeping, handler }: ApiArgs,
  opts: pulumi.ComponentResourceOptions,
): { readonly api: RestApi; readonly stage: ApiStage } {
  const { names, place } = stack;
  const api = new RestApi(
    'api',
    {
      names,
      type: 'documents-api',
      description: 'Takes documents from authenticated callers',
    },
    opts,
  );
  const routes = createRoutes(api, [
    {
      path: 'documents',
      httpMethod: 'POST',
      authorization: 'AWS_IAM',
      requestModel: { name: 'DocumentRequest', schema: documentRequestModel },
      integration: { type: 'function', handler },
    },
  ]);
  const stage = new ApiStage(
    'stage',
    {
      api,
      routes,
      stageName: settings.stageName,
      account: place.account,
      accessLogGroupName: physical.accessLogGroup,
      keeping,
      throttle: settings.throttle,
      gatewayAccount: createGatewayAccount(stack, { settings }, opts),
    },
    opts,
  );
  return { api, stage };
}
