import { withBody, withoutBody, type ApiRequest, type ApiResponse, type Routes } from '@palisade/lambda-kit';
import { parseDocumentRequest, parseUploadRequest, processingApi, type ApiOperation } from '@palisade/shared-types';
import { callerOf } from './caller.ts';
import { createDocument } from './create-document.ts';
import { createUpload } from './create-upload.ts';
import { deleteDocument } from './delete-document.ts';
import { getContent } from './get-content.ts';
import { getDocument } from './get-document.ts';
import { listDocuments } from './list-documents.ts';
import type { Operation } from './operation.ts';
import type { Ports } from './ports.ts';

/** Every method of the API to its operation. */
export function routes(ports: Ports): Routes {
  const api = processingApi;
  return {
    [route(api.createDocument)]: withBody(parseDocumentRequest, by(api.createDocument, createDocument(ports))),
    [route(api.createUpload)]: withBody(parseUploadRequest, by(api.createUpload, createUpload(ports))),
    [route(api.listDocuments)]: withoutBody(by(api.listDocuments, listDocuments(ports))),
    [route(api.getDocument)]: withoutBody(by(api.getDocument, getDocument(ports))),
    [route(api.getContent)]: withoutBody(by(api.getContent, getContent(ports))),
    [route(api.deleteDocument)]: withoutBody(by(api.deleteDocument, deleteDocument(ports))),
  };
}

const route = ({ method, resource }: ApiOperation): string => `${method} ${resource}`;

/** The operation for whom it is meant, logged with who that was. */
function by<Body>({ level }: ApiOperation, operation: Operation<Body>) {
  return async (request: ApiRequest<Body>): Promise<ApiResponse> => {
    const caller = callerOf(request, level);
    const response = await operation(request, caller);
    return { ...response, log: { client_id: caller.clientId, ...response.log } };
  };
}
