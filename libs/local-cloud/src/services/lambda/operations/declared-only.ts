import type { DeclaredOnly } from '../../../kernel/service.ts';

/** What would change functions. Source: Lambda API Reference, "Actions". */
export const declaredOnly: readonly DeclaredOnly[] = [
  { name: 'CreateFunction', route: { method: 'POST', path: '/2015-03-31/functions' } },
  { name: 'DeleteFunction', route: { method: 'DELETE', path: '/2015-03-31/functions/{FunctionName}' } },
  { name: 'UpdateFunctionCode', route: { method: 'PUT', path: '/2015-03-31/functions/{FunctionName}/code' } },
  {
    name: 'UpdateFunctionConfiguration',
    route: { method: 'PUT', path: '/2015-03-31/functions/{FunctionName}/configuration' },
  },
  { name: 'PublishVersion', route: { method: 'POST', path: '/2015-03-31/functions/{FunctionName}/versions' } },
  { name: 'AddPermission', route: { method: 'POST', path: '/2015-03-31/functions/{FunctionName}/policy' } },
  {
    name: 'RemovePermission',
    route: { method: 'DELETE', path: '/2015-03-31/functions/{FunctionName}/policy/{StatementId}' },
  },
  { name: 'CreateAlias', route: { method: 'POST', path: '/2015-03-31/functions/{FunctionName}/aliases' } },
  { name: 'UpdateAlias', route: { method: 'PUT', path: '/2015-03-31/functions/{FunctionName}/aliases/{Name}' } },
  { name: 'DeleteAlias', route: { method: 'DELETE', path: '/2015-03-31/functions/{FunctionName}/aliases/{Name}' } },
  { name: 'CreateEventSourceMapping', route: { method: 'POST', path: '/2015-03-31/event-source-mappings' } },
  { name: 'UpdateEventSourceMapping', route: { method: 'PUT', path: '/2015-03-31/event-source-mappings/{UUID}' } },
  { name: 'DeleteEventSourceMapping', route: { method: 'DELETE', path: '/2015-03-31/event-source-mappings/{UUID}' } },
  { name: 'TagResource', route: { method: 'POST', path: '/2017-03-31/tags/{Resource}' } },
  { name: 'UntagResource', route: { method: 'DELETE', path: '/2017-03-31/tags/{Resource}' } },
  {
    name: 'PutFunctionConcurrency',
    route: { method: 'PUT', path: '/2017-10-31/functions/{FunctionName}/concurrency' },
  },
  {
    name: 'DeleteFunctionConcurrency',
    route: { method: 'DELETE', path: '/2017-10-31/functions/{FunctionName}/concurrency' },
  },
  { name: 'PublishLayerVersion', route: { method: 'POST', path: '/2018-10-31/layers/{LayerName}/versions' } },
  {
    name: 'DeleteLayerVersion',
    route: { method: 'DELETE', path: '/2018-10-31/layers/{LayerName}/versions/{VersionNumber}' },
  },
  {
    name: 'PutFunctionEventInvokeConfig',
    route: { method: 'PUT', path: '/2019-09-25/functions/{FunctionName}/event-invoke-config' },
  },
  {
    name: 'UpdateFunctionEventInvokeConfig',
    route: { method: 'POST', path: '/2019-09-25/functions/{FunctionName}/event-invoke-config' },
  },
  {
    name: 'DeleteFunctionEventInvokeConfig',
    route: { method: 'DELETE', path: '/2019-09-25/functions/{FunctionName}/event-invoke-config' },
  },
  {
    name: 'PutProvisionedConcurrencyConfig',
    route: { method: 'PUT', path: '/2019-09-30/functions/{FunctionName}/provisioned-concurrency' },
  },
  {
    name: 'DeleteProvisionedConcurrencyConfig',
    route: { method: 'DELETE', path: '/2019-09-30/functions/{FunctionName}/provisioned-concurrency' },
  },
  { name: 'CreateCodeSigningConfig', route: { method: 'POST', path: '/2020-04-22/code-signing-configs' } },
  {
    name: 'PutFunctionCodeSigningConfig',
    route: { method: 'PUT', path: '/2020-06-30/functions/{FunctionName}/code-signing-config' },
  },
  {
    name: 'DeleteFunctionCodeSigningConfig',
    route: { method: 'DELETE', path: '/2020-06-30/functions/{FunctionName}/code-signing-config' },
  },
  {
    name: 'PutRuntimeManagementConfig',
    route: { method: 'PUT', path: '/2021-07-20/functions/{FunctionName}/runtime-management-config' },
  },
  { name: 'CreateFunctionUrlConfig', route: { method: 'POST', path: '/2021-10-31/functions/{FunctionName}/url' } },
  { name: 'UpdateFunctionUrlConfig', route: { method: 'PUT', path: '/2021-10-31/functions/{FunctionName}/url' } },
  { name: 'DeleteFunctionUrlConfig', route: { method: 'DELETE', path: '/2021-10-31/functions/{FunctionName}/url' } },
  {
    name: 'PutFunctionRecursionConfig',
    route: { method: 'PUT', path: '/2024-08-31/functions/{FunctionName}/recursion-config' },
  },
];
