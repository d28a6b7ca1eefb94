import type { DeclaredOnly } from '../../../kernel/service.ts';

/** What would change APIs. Source: API Gateway API Reference, "Actions". */
export const declaredOnly: readonly DeclaredOnly[] = [
  { name: 'CreateRestApi', route: { method: 'POST', path: '/restapis' } },
  { name: 'PutRestApi', route: { method: 'PUT', path: '/restapis/{api}' } },
  { name: 'UpdateRestApi', route: { method: 'PATCH', path: '/restapis/{api}' } },
  { name: 'DeleteRestApi', route: { method: 'DELETE', path: '/restapis/{api}' } },
  { name: 'CreateResource', route: { method: 'POST', path: '/restapis/{api}/resources/{resource}' } },
  { name: 'UpdateResource', route: { method: 'PATCH', path: '/restapis/{api}/resources/{resource}' } },
  { name: 'DeleteResource', route: { method: 'DELETE', path: '/restapis/{api}/resources/{resource}' } },
  { name: 'PutMethod', route: { method: 'PUT', path: '/restapis/{api}/resources/{resource}/methods/{method}' } },
  { name: 'UpdateMethod', route: { method: 'PATCH', path: '/restapis/{api}/resources/{resource}/methods/{method}' } },
  { name: 'DeleteMethod', route: { method: 'DELETE', path: '/restapis/{api}/resources/{resource}/methods/{method}' } },
  {
    name: 'PutMethodResponse',
    route: { method: 'PUT', path: '/restapis/{api}/resources/{resource}/methods/{method}/responses/{status}' },
  },
  {
    name: 'UpdateMethodResponse',
    route: { method: 'PATCH', path: '/restapis/{api}/resources/{resource}/methods/{method}/responses/{status}' },
  },
  {
    name: 'DeleteMethodResponse',
    route: { method: 'DELETE', path: '/restapis/{api}/resources/{resource}/methods/{method}/responses/{status}' },
  },
  {
    name: 'PutIntegration',
    route: { method: 'PUT', path: '/restapis/{api}/resources/{resource}/methods/{method}/integration' },
  },
  {
    name: 'UpdateIntegration',
    route: { method: 'PATCH', path: '/restapis/{api}/resources/{resource}/methods/{method}/integration' },
  },
  {
    name: 'DeleteIntegration',
    route: { method: 'DELETE', path: '/restapis/{api}/resources/{resource}/methods/{method}/integration' },
  },
  {
    name: 'PutIntegrationResponse',
    route: {
      method: 'PUT',
      path: '/restapis/{api}/resources/{resource}/methods/{method}/integration/responses/{status}',
    },
  },
  {
    name: 'UpdateIntegrationResponse',
    route: {
      method: 'PATCH',
      path: '/restapis/{api}/resources/{resource}/methods/{method}/integration/responses/{status}',
    },
  },
  {
    name: 'DeleteIntegrationResponse',
    route: {
      method: 'DELETE',
      path: '/restapis/{api}/resources/{resource}/methods/{method}/integration/responses/{status}',
    },
  },
  { name: 'CreateStage', route: { method: 'POST', path: '/restapis/{api}/stages' } },
  { name: 'UpdateStage', route: { method: 'PATCH', path: '/restapis/{api}/stages/{stage}' } },
  { name: 'DeleteStage', route: { method: 'DELETE', path: '/restapis/{api}/stages/{stage}' } },
  { name: 'CreateDeployment', route: { method: 'POST', path: '/restapis/{api}/deployments' } },
  { name: 'UpdateDeployment', route: { method: 'PATCH', path: '/restapis/{api}/deployments/{deployment}' } },
  { name: 'DeleteDeployment', route: { method: 'DELETE', path: '/restapis/{api}/deployments/{deployment}' } },
  { name: 'CreateModel', route: { method: 'POST', path: '/restapis/{api}/models' } },
  { name: 'UpdateModel', route: { method: 'PATCH', path: '/restapis/{api}/models/{model}' } },
  { name: 'DeleteModel', route: { method: 'DELETE', path: '/restapis/{api}/models/{model}' } },
  { name: 'CreateRequestValidator', route: { method: 'POST', path: '/restapis/{api}/requestvalidators' } },
  { name: 'UpdateRequestValidator', route: { method: 'PATCH', path: '/restapis/{api}/requestvalidators/{validator}' } },
  {
    name: 'DeleteRequestValidator',
    route: { method: 'DELETE', path: '/restapis/{api}/requestvalidators/{validator}' },
  },
  { name: 'PutGatewayResponse', route: { method: 'PUT', path: '/restapis/{api}/gatewayresponses/{type}' } },
  { name: 'UpdateGatewayResponse', route: { method: 'PATCH', path: '/restapis/{api}/gatewayresponses/{type}' } },
  { name: 'DeleteGatewayResponse', route: { method: 'DELETE', path: '/restapis/{api}/gatewayresponses/{type}' } },
  { name: 'CreateAuthorizer', route: { method: 'POST', path: '/restapis/{api}/authorizers' } },
  { name: 'UpdateAuthorizer', route: { method: 'PATCH', path: '/restapis/{api}/authorizers/{authorizer}' } },
  { name: 'DeleteAuthorizer', route: { method: 'DELETE', path: '/restapis/{api}/authorizers/{authorizer}' } },
  { name: 'CreateUsagePlan', route: { method: 'POST', path: '/usageplans' } },
  { name: 'UpdateUsagePlan', route: { method: 'PATCH', path: '/usageplans/{plan}' } },
  { name: 'DeleteUsagePlan', route: { method: 'DELETE', path: '/usageplans/{plan}' } },
  { name: 'CreateDomainName', route: { method: 'POST', path: '/domainnames' } },
  { name: 'UpdateDomainName', route: { method: 'PATCH', path: '/domainnames/{domain}' } },
  { name: 'DeleteDomainName', route: { method: 'DELETE', path: '/domainnames/{domain}' } },
  { name: 'CreateBasePathMapping', route: { method: 'POST', path: '/domainnames/{domain}/basepathmappings' } },
  { name: 'UpdateBasePathMapping', route: { method: 'PATCH', path: '/domainnames/{domain}/basepathmappings/{path}' } },
  { name: 'DeleteBasePathMapping', route: { method: 'DELETE', path: '/domainnames/{domain}/basepathmappings/{path}' } },
  { name: 'UpdateAccount', route: { method: 'PATCH', path: '/account' } },
  { name: 'TagResource', route: { method: 'PUT', path: '/tags/{arn}' } },
  { name: 'UntagResource', route: { method: 'DELETE', path: '/tags/{arn}' } },
];
