import type { Route } from '../../../kernel/operation.ts';
import type { DeclaredOnly } from '../../../kernel/service.ts';
import { METHOD_PATH } from './get-method.ts';

type Write = readonly [name: string, method: Route['method'], path: string];

const API = '/restapis/{api}';

const writes: readonly Write[] = [
  ['CreateRestApi', 'POST', '/restapis'],
  ['PutRestApi', 'PUT', API],
  ['UpdateRestApi', 'PATCH', API],
  ['DeleteRestApi', 'DELETE', API],
  ['CreateResource', 'POST', `${API}/resources/{resource}`],
  ['UpdateResource', 'PATCH', `${API}/resources/{resource}`],
  ['DeleteResource', 'DELETE', `${API}/resources/{resource}`],
  ['PutMethod', 'PUT', METHOD_PATH],
  ['UpdateMethod', 'PATCH', METHOD_PATH],
  ['DeleteMethod', 'DELETE', METHOD_PATH],
  ['PutMethodResponse', 'PUT', `${METHOD_PATH}/responses/{status}`],
  ['UpdateMethodResponse', 'PATCH', `${METHOD_PATH}/responses/{status}`],
  ['DeleteMethodResponse', 'DELETE', `${METHOD_PATH}/responses/{status}`],
  ['PutIntegration', 'PUT', `${METHOD_PATH}/integration`],
  ['UpdateIntegration', 'PATCH', `${METHOD_PATH}/integration`],
  ['DeleteIntegration', 'DELETE', `${METHOD_PATH}/integration`],
  ['PutIntegrationResponse', 'PUT', `${METHOD_PATH}/integration/responses/{status}`],
  ['UpdateIntegrationResponse', 'PATCH', `${METHOD_PATH}/integration/responses/{status}`],
  ['DeleteIntegrationResponse', 'DELETE', `${METHOD_PATH}/integration/responses/{status}`],
  ['CreateStage', 'POST', `${API}/stages`],
  ['UpdateStage', 'PATCH', `${API}/stages/{stage}`],
  ['DeleteStage', 'DELETE', `${API}/stages/{stage}`],
  ['CreateDeployment', 'POST', `${API}/deployments`],
  ['UpdateDeployment', 'PATCH', `${API}/deployments/{deployment}`],
  ['DeleteDeployment', 'DELETE', `${API}/deployments/{deployment}`],
  ['CreateModel', 'POST', `${API}/models`],
  ['UpdateModel', 'PATCH', `${API}/models/{model}`],
  ['DeleteModel', 'DELETE', `${API}/models/{model}`],
  ['CreateRequestValidator', 'POST', `${API}/requestvalidators`],
  ['UpdateRequestValidator', 'PATCH', `${API}/requestvalidators/{validator}`],
  ['DeleteRequestValidator', 'DELETE', `${API}/requestvalidators/{validator}`],
  ['PutGatewayResponse', 'PUT', `${API}/gatewayresponses/{type}`],
  ['UpdateGatewayResponse', 'PATCH', `${API}/gatewayresponses/{type}`],
  ['DeleteGatewayResponse', 'DELETE', `${API}/gatewayresponses/{type}`],
  ['CreateAuthorizer', 'POST', `${API}/authorizers`],
  ['CreateApiKey', 'POST', '/apikeys'],
  ['CreateUsagePlan', 'POST', '/usageplans'],
  ['CreateDomainName', 'POST', '/domainnames'],
  ['UpdateAccount', 'PATCH', '/account'],
  ['TagResource', 'PUT', '/tags/{arn}'],
  ['UntagResource', 'DELETE', '/tags/{arn}'],
];

export const declaredOnly: readonly DeclaredOnly[] = writes.map(([name, method, path]) => ({
  name,
  route: { method, path },
}));
