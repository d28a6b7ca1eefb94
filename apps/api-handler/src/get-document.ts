import { documentView, eTagOf } from './document-view.ts';
import { findDocument } from './find-document.ts';
import type { Ports } from './ports.ts';
import type { Operation } from './operation.ts';

/** `GET /documents/{id}`: what is known of a document, its version as ETag. */
export function getDocument({ documents }: Ports): Operation<undefined> {
  return async (request, caller) => {
    const record = await findDocument(documents, request, caller);
    return {
      status: 200,
      body: documentView(record),
      headers: { etag: eTagOf(record) },
      log: { document_id: record.documentId, document_status: record.status },
    };
  };
}
