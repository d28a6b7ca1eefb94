import type { Operation } from '../../../kernel/operation.ts';
import type { ApiGatewayState } from '../state.ts';
import { createApiKey } from './create-api-key.ts';
import { createUsagePlanKey } from './create-usage-plan-key.ts';
import { deleteApiKey } from './delete-api-key.ts';
import { deleteUsagePlanKey } from './delete-usage-plan-key.ts';
import { flushStageAuthorizersCache } from './flush-stage-authorizers-cache.ts';
import { getAccount } from './get-account.ts';
import { getApiKey } from './get-api-key.ts';
import { getApiKeys } from './get-api-keys.ts';
import { getAuthorizer } from './get-authorizer.ts';
import { getAuthorizers } from './get-authorizers.ts';
import { getBasePathMapping } from './get-base-path-mapping.ts';
import { getBasePathMappings } from './get-base-path-mappings.ts';
import { getDeployment } from './get-deployment.ts';
import { getDeployments } from './get-deployments.ts';
import { getDomainName } from './get-domain-name.ts';
import { getDomainNames } from './get-domain-names.ts';
import { getGatewayResponse } from './get-gateway-response.ts';
import { getGatewayResponses } from './get-gateway-responses.ts';
import { getIntegration } from './get-integration.ts';
import { getIntegrationResponse } from './get-integration-response.ts';
import { getMethod } from './get-method.ts';
import { getMethodResponse } from './get-method-response.ts';
import { getModel } from './get-model.ts';
import { getModels } from './get-models.ts';
import { getRequestValidator } from './get-request-validator.ts';
import { getRequestValidators } from './get-request-validators.ts';
import { getResource } from './get-resource.ts';
import { getResources } from './get-resources.ts';
import { getRestApi } from './get-rest-api.ts';
import { getRestApis } from './get-rest-apis.ts';
import { getStage } from './get-stage.ts';
import { getStages } from './get-stages.ts';
import { getTags } from './get-tags.ts';
import { getUsage } from './get-usage.ts';
import { getUsagePlan } from './get-usage-plan.ts';
import { getUsagePlanKey } from './get-usage-plan-key.ts';
import { getUsagePlanKeys } from './get-usage-plan-keys.ts';
import { getUsagePlans } from './get-usage-plans.ts';
import { testInvokeAuthorizer } from './test-invoke-authorizer.ts';
import { updateApiKey } from './update-api-key.ts';

export const operations: readonly Operation<ApiGatewayState>[] = [
  createApiKey,
  createUsagePlanKey,
  deleteApiKey,
  deleteUsagePlanKey,
  flushStageAuthorizersCache,
  getAccount,
  getApiKey,
  getApiKeys,
  getAuthorizer,
  getAuthorizers,
  getBasePathMapping,
  getBasePathMappings,
  getDeployment,
  getDeployments,
  getDomainName,
  getDomainNames,
  getGatewayResponse,
  getGatewayResponses,
  getIntegration,
  getIntegrationResponse,
  getMethod,
  getMethodResponse,
  getModel,
  getModels,
  getRequestValidator,
  getRequestValidators,
  getResource,
  getResources,
  getRestApi,
  getRestApis,
  getStage,
  getStages,
  getTags,
  getUsage,
  getUsagePlan,
  getUsagePlanKey,
  getUsagePlanKeys,
  getUsagePlans,
  testInvokeAuthorizer,
  updateApiKey,
];
