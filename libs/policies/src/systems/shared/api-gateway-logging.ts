import type { Policy } from '../../build/policy.ts';
import { pushExecutionLogs } from '../../capabilities/logs/push-execution-logs.ts';
import { assumedByService } from '../../capabilities/sts/assume-role.ts';
import { identityPolicy } from '../../kinds/identity.ts';
import { trustPolicy } from '../../kinds/trust.ts';

/**
 * Policy of the role by which API Gateway writes logs for every API of the account and region.
 *
 * @example
 * apiGatewayLoggingPolicy().kind; // => identity
 */
export function apiGatewayLoggingPolicy(): Policy {
  return identityPolicy('api-gateway-logging', [pushExecutionLogs()]);
}

/**
 * Trust policy of that role.
 *
 * @example
 * apiGatewayTrustPolicy().kind; // => trust
 */
export function apiGatewayTrustPolicy(): Policy {
  return trustPolicy('api-gateway-trust', [assumedByService({ service: 'apigateway.amazonaws.com' })]);
}
