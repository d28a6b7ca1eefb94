import type { DeclaredOnly } from '../../../kernel/service.ts';

type Method = 'POST' | 'PUT' | 'DELETE' | 'PATCH';

const of = '/{FunctionName}';
const declare = (name: string, method: Method, path: string): DeclaredOnly => ({ name, route: { method, path } });

/** Source: Lambda API Reference, Actions. */
export const declaredOnly: readonly DeclaredOnly[] = [
  declare('CreateFunction', 'POST', '/2015-03-31/functions'),
  declare('DeleteFunction', 'DELETE', `/2015-03-31/functions${of}`),
  declare('UpdateFunctionCode', 'PUT', `/2015-03-31/functions${of}/code`),
  declare('UpdateFunctionConfiguration', 'PUT', `/2015-03-31/functions${of}/configuration`),
  declare('PublishVersion', 'POST', `/2015-03-31/functions${of}/versions`),
  declare('AddPermission', 'POST', `/2015-03-31/functions${of}/policy`),
  declare('RemovePermission', 'DELETE', `/2015-03-31/functions${of}/policy/{StatementId}`),
  declare('CreateAlias', 'POST', `/2015-03-31/functions${of}/aliases`),
  declare('UpdateAlias', 'PUT', `/2015-03-31/functions${of}/aliases/{Name}`),
  declare('DeleteAlias', 'DELETE', `/2015-03-31/functions${of}/aliases/{Name}`),
  declare('CreateEventSourceMapping', 'POST', '/2015-03-31/event-source-mappings'),
  declare('UpdateEventSourceMapping', 'PUT', '/2015-03-31/event-source-mappings/{UUID}'),
  declare('DeleteEventSourceMapping', 'DELETE', '/2015-03-31/event-source-mappings/{UUID}'),
  declare('TagResource', 'POST', '/2017-03-31/tags/{Resource}'),
  declare('UntagResource', 'DELETE', '/2017-03-31/tags/{Resource}'),
  declare('PutFunctionConcurrency', 'PUT', `/2017-10-31/functions${of}/concurrency`),
  declare('DeleteFunctionConcurrency', 'DELETE', `/2017-10-31/functions${of}/concurrency`),
  declare('PublishLayerVersion', 'POST', '/2018-10-31/layers/{LayerName}/versions'),
  declare('DeleteLayerVersion', 'DELETE', '/2018-10-31/layers/{LayerName}/versions/{VersionNumber}'),
  declare('PutFunctionEventInvokeConfig', 'PUT', `/2019-09-25/functions${of}/event-invoke-config`),
  declare('UpdateFunctionEventInvokeConfig', 'POST', `/2019-09-25/functions${of}/event-invoke-config`),
  declare('DeleteFunctionEventInvokeConfig', 'DELETE', `/2019-09-25/functions${of}/event-invoke-config`),
  declare('PutProvisionedConcurrencyConfig', 'PUT', `/2019-09-30/functions${of}/provisioned-concurrency`),
  declare('DeleteProvisionedConcurrencyConfig', 'DELETE', `/2019-09-30/functions${of}/provisioned-concurrency`),
  declare('CreateCodeSigningConfig', 'POST', '/2020-04-22/code-signing-configs'),
  declare('PutFunctionCodeSigningConfig', 'PUT', `/2020-06-30/functions${of}/code-signing-config`),
  declare('DeleteFunctionCodeSigningConfig', 'DELETE', `/2020-06-30/functions${of}/code-signing-config`),
  declare('PutRuntimeManagementConfig', 'PUT', `/2021-07-20/functions${of}/runtime-management-config`),
  declare('CreateFunctionUrlConfig', 'POST', `/2021-10-31/functions${of}/url`),
  declare('UpdateFunctionUrlConfig', 'PUT', `/2021-10-31/functions${of}/url`),
  declare('DeleteFunctionUrlConfig', 'DELETE', `/2021-10-31/functions${of}/url`),
  declare('PutFunctionRecursionConfig', 'PUT', `/2024-08-31/functions${of}/recursion-config`),
];
