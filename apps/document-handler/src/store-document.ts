import type { ApiRequest, ApiResponse } from '@palisade/lambda-kit';
import type { DocumentReceipt, DocumentRequest } from '@palisade/shared-types';
import { readDocument } from './document.ts';
import { idempotentId } from './document-id.ts';
import { documentKey } from './document-key.ts';
import { ENCRYPTION, type DocumentStore } from './document-store.ts';
import { readIdempotencyKey, IDEMPOTENCY_KEY } from './idempotency-key.ts';

export interface Ports {
  store: DocumentStore;
  now(): Date;
  randomId(): string;
  maxDocumentBytes: number;
}

/**
 * `POST /documents`: 201 with the receipt of a new document; 200, without version and time, when this very document was
 * stored under this caller's `Idempotency-Key` before.
 */
export function storeDocument(ports: Ports) {
  return async (request: ApiRequest<DocumentRequest>): Promise<ApiResponse> => {
    const idempotencyKey = readIdempotencyKey(request.header(IDEMPOTENCY_KEY));
    const document = readDocument(request.body, ports.maxDocumentBytes);
    const retryable = idempotencyKey !== undefined;
    const documentId = retryable ? idempotentId(request.caller, idempotencyKey, document) : ports.randomId();
    const key = documentKey(documentId);

    const stored = await ports.store.create(key, document, { remainingMillis: request.remainingMillis() });

    // A random key can only be taken by our own attempt whose answer was lost on the way: the document is new.
    const repeated = retryable && stored.outcome === 'exists';
    const body: DocumentReceipt = {
      documentId,
      bucket: ports.store.bucket,
      key,
      versionId: stored.outcome === 'created' ? stored.versionId : null,
      size: document.bytes.length,
      sha256: document.sha256,
      encryption: ENCRYPTION,
      storedAt: repeated ? null : ports.now().toISOString(),
    };
    const log = { document_id: documentId, size: body.size, outcome: repeated ? 'repeated' : 'created' };
    return { status: repeated ? 200 : 201, body, log };
  };
}
