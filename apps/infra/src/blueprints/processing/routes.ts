import { documentRequestModel, processingApi, uploadRequestModel, type Model } from '@palisade/shared-types';
import type { Route } from '../../components/api-routes.ts';
import type { PrivateFunction } from '../../components/private-function.ts';
import type { RequestAuthorizer } from '../../components/request-authorizer.ts';

type Operation = keyof typeof processingApi;

/** What API Gateway checks of a request before anything is called: its body, and its parameters (`true`: must be there). */
const checks: Readonly<Record<Operation, Pick<Route, 'requestModel' | 'requestParameters'>>> = {
  createDocument: { requestModel: bodyOf(documentRequestModel), requestParameters: headers('Idempotency-Key') },
  createUpload: { requestModel: bodyOf(uploadRequestModel), requestParameters: headers('Idempotency-Key') },
  listDocuments: { requestParameters: queries('status', 'owner', 'limit', 'cursor') },
  getDocument: { requestParameters: pathId() },
  getContent: { requestParameters: pathId() },
  deleteDocument: { requestParameters: { ...pathId(), ...headers('If-Match') } },
};

const labels: Readonly<Record<Operation, string>> = {
  createDocument: 'create-document',
  createUpload: 'create-upload',
  listDocuments: 'list-documents',
  getDocument: 'get-document',
  getContent: 'get-content',
  deleteDocument: 'delete-document',
};

/** The six routes of the API as the shared contract has them, all behind the authorizer. */
export function processingRoutes(handler: PrivateFunction, authorizer: RequestAuthorizer): readonly Route[] {
  return (Object.keys(processingApi) as Operation[]).map((operation) => ({
    label: labels[operation],
    path: processingApi[operation].resource.slice(1),
    httpMethod: processingApi[operation].method,
    authorization: authorizer,
    ...checks[operation],
    integration: { type: 'function', handler },
  }));
}

function bodyOf(schema: Model): NonNullable<Route['requestModel']> {
  return { name: schema.title, schema };
}

type Parameters = NonNullable<Route['requestParameters']>;

function pathId(): Parameters {
  return { 'method.request.path.id': true };
}

function queries(...names: readonly string[]): Parameters {
  return Object.fromEntries(names.map((name) => [`method.request.querystring.${name}`, false]));
}

function headers(...names: readonly string[]): Parameters {
  return Object.fromEntries(names.map((name) => [`method.request.header.${name}`, false]));
}
