import type { ResourceModel } from '@palisade/local-engine';
import { account } from './account.ts';
import { apiKey } from './api-key.ts';
import { authorizer } from './authorizer.ts';
import { basePathMapping } from './base-path-mapping.ts';
import { deployment } from './deployment.ts';
import { domainName } from './domain-name.ts';
import { gatewayResponse } from './gateway-response.ts';
import { integrationResponse } from './integration-response.ts';
import { integration } from './integration.ts';
import { methodResponse } from './method-response.ts';
import { methodSettings } from './method-settings.ts';
import { method } from './method.ts';
import { model } from './model.ts';
import { requestValidator } from './request-validator.ts';
import { resource } from './resource.ts';
import { restApiPolicy } from './rest-api-policy.ts';
import { restApi } from './rest-api.ts';
import { stage } from './stage.ts';
import { usagePlanKey } from './usage-plan-key.ts';
import { usagePlan } from './usage-plan.ts';

export const resources: readonly ResourceModel[] = [
  account,
  apiKey,
  authorizer,
  basePathMapping,
  deployment,
  domainName,
  gatewayResponse,
  integration,
  integrationResponse,
  method,
  methodResponse,
  methodSettings,
  model,
  requestValidator,
  resource,
  restApi,
  restApiPolicy,
  stage,
  usagePlan,
  usagePlanKey,
];
