import { reaches, type ApiKeyLevel } from './api-key-level.ts';

/** A method of the document processing API. */
export interface ApiOperation {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As API Gateway spells it, placeholders in braces. */
  readonly resource: string;
  /** The least level of key that may call it. */
  readonly level: ApiKeyLevel;
}

/**
 * The document processing API, once: what API Gateway is given, what the authorizer allows, what the handler routes.
 * Deleting is for administrators: the platform keeps documents for audit, so writing never destroys.
 */
export const processingApi = {
  createDocument: { method: 'POST', resource: '/documents', level: 'read-write' },
  createUpload: { method: 'POST', resource: '/documents/uploads', level: 'read-write' },
  listDocuments: { method: 'GET', resource: '/documents', level: 'read-only' },
  getDocument: { method: 'GET', resource: '/documents/{id}', level: 'read-only' },
  getContent: { method: 'GET', resource: '/documents/{id}/content', level: 'read-only' },
  deleteDocument: { method: 'DELETE', resource: '/documents/{id}', level: 'admin' },
} as const satisfies Record<string, ApiOperation>;

/** Every operation a key of `level` may call. */
export function operationsOf(level: ApiKeyLevel): ApiOperation[] {
  return Object.values(processingApi).filter((operation) => reaches(level, operation.level));
}
