import type { Arn } from './arn.ts';
import { buildArn, part, type InPartition, type InRegion } from './fields.ts';

/** One method of one stage of a REST API, as requests to it are authorised. */
export interface ApiMethod extends InRegion {
  readonly api: string;
  readonly stage: string;
  /** `POST`, or `*` for any. */
  readonly method: string;
  /** Without the leading slash: `documents`; `*` for any, `` for the root resource. */
  readonly path: string;
}

/**
 * What callers invoke and what `aws:SourceArn` of a Lambda integration looks like.
 *
 * @example
 * const at: ApiMethod = { ...here, api: 'a1', stage: 'v1', method: 'POST', path: 'documents' };
 * executeApiArn(at); // => arn:aws:execute-api:us-east-1:111122223333:a1/v1/POST/documents
 */
export function executeApiArn(at: ApiMethod): Arn<'execute-api:execute-api-general'> {
  const path = at.path.replace(/^\//, '');
  const names = [part('API id', at.api, ':/'), part('stage', at.stage, ':/'), part('method', at.method, ':/')];
  return buildArn('execute-api', at, `${names.join('/')}/${path}`);
}

interface ApiInRegion extends InPartition {
  readonly region: string;
  readonly api: string;
}

/**
 * The API as a thing to manage. API Gateway management ARNs carry no account.
 *
 * @example
 * restApiArn({ region: 'us-east-1', api: 'a1' }); // => arn:aws:apigateway:us-east-1::/restapis/a1
 */
export function restApiArn(at: ApiInRegion): Arn<'apigateway:RestApi'> {
  return buildArn(
    'apigateway',
    { partition: at.partition, region: at.region },
    `/restapis/${part('API id', at.api, ':/')}`,
  );
}

/**
 * A stage of an API as a thing to manage: what a web ACL is associated with.
 *
 * @example
 * restApiStageArn({ region: 'us-east-1', api: 'a1', stage: 'v1' }); // => arn:aws:apigateway:us-east-1::/restapis/a1/stages/v1
 */
export function restApiStageArn(at: ApiInRegion & { readonly stage: string }): Arn<'apigateway:Stage'> {
  const resource = `/restapis/${part('API id', at.api, ':/')}/stages/${part('stage', at.stage, ':/')}`;
  return buildArn('apigateway', { partition: at.partition, region: at.region }, resource);
}
