import { apiGatewayLoggingPolicy, apiGatewayTrustPolicy, toJson } from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import { ApiGatewayAccount, type ApiGatewayAccountArgs } from '../components/api-gateway-account.ts';
import type { Stack } from './blueprint.ts';

export interface GatewayAccountArgs extends Pick<ApiGatewayAccountArgs, 'goes'> {
  readonly settings: { readonly apiGatewayAccount: 'managed' | 'existing' };
}

/** The account's permission for API Gateway to write logs; nothing, where account and region have it already. */
export function createGatewayAccount(
  { names }: Stack,
  { settings, ...more }: GatewayAccountArgs,
  opts: pulumi.ComponentResourceOptions,
): ApiGatewayAccount | undefined {
  if (settings.apiGatewayAccount === 'existing') return undefined;
  return new ApiGatewayAccount(
    names('api-gateway-logs'),
    { trustPolicy: toJson(apiGatewayTrustPolicy()), permissionPolicy: toJson(apiGatewayLoggingPolicy()), ...more },
    opts,
  );
}
