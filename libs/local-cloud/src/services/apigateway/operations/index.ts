import type { Operation } from '../../../kernel/operation.ts';
import type { ApiGatewayState } from '../state.ts';
import { getAccount } from './get-account.ts';
import { getDeployment } from './get-deployment.ts';
import { getDeployments } from './get-deployments.ts';
import { getGatewayResponse } from './get-gateway-response.ts';
import { getGatewayResponses } from './get-gateway-responses.ts';
import { getIntegrationResponse } from './get-integration-response.ts';
import { getIntegration } from './get-integration.ts';
import { getMethodResponse } from './get-method-response.ts';
import { getMethod } from './get-method.ts';
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

export const operations: readonly Operation<ApiGatewayState>[] = [
  getAccount,
  getDeployment,
  getDeployments,
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
];
