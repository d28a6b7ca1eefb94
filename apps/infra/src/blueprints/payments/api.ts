import type * as pulumi from '@pulumi/pulumi';
import { createRoutes } from '../../components/api-routes.ts';
import { ApiStage } from '../../components/api-stage.ts';
import type { LogKeeping } from '../../components/log-group.ts';
import type { PrivateFunction } from '../../components/private-function.ts';
import { RestApi } from '../../components/rest-api.ts';
import { createGatewayAccount } from '../gateway-account.ts';
import type { Part } from './part.ts';
import { paymentsRoutes } from './routes.ts';

/** The API itself, first of all: the key of the logs needs its id. On its own name it answers nothing. */
export function createApi({ stack }: Part, opts: pulumi.ComponentResourceOptions): RestApi {
  return new RestApi(
    'api',
    {
      names: stack.names,
      // Names begin with `payment-`.
      type: 'api',
      description: 'Takes payments from holders of client certificates',
      defaultEndpoint: 'disabled',
    },
    opts,
  );
}

export interface StageArgs {
  readonly api: RestApi;
  readonly handler: PrivateFunction;
  readonly keeping: LogKeeping;
}

/** Its routes, deployed, throttled and logged. */
export function createStage(part: Part, args: StageArgs, opts: pulumi.ComponentResourceOptions): ApiStage {
  const { api, handler, keeping } = args;
  const { physical, settings, stack } = part;
  return new ApiStage(
    'stage',
    {
      api,
      routes: createRoutes(api, paymentsRoutes(handler)),
      stageName: settings.stageName,
      account: stack.place.account,
      accessLogGroupName: physical.accessLogGroup,
      accessLogFields,
      keeping,
      tracing: settings.tracing === 'active',
      throttle: settings.throttle,
      // The requirement wants nothing to stay.
      gatewayAccount: createGatewayAccount(stack, { settings, goes: true }, opts),
    },
    opts,
  );
}

/** Whose certificate it was, and what the web ACL said. */
const accessLogFields = {
  // A client's own text: the function refuses card numbers in it, but this log is written all the same.
  userAgent: undefined,
  domainName: '$context.domainName',
  clientCertSerial: '$context.identity.clientCert.serialNumber',
  clientCertSubject: '$context.identity.clientCert.subjectDN',
  clientCertIssuer: '$context.identity.clientCert.issuerDN',
  wafStatus: '$context.waf.status',
  wafResponseCode: '$context.wafResponseCode',
  wafError: '$context.waf.error',
};
