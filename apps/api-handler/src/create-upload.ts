import type { UploadReceipt, UploadRequest } from '@palisade/shared-types';
import { documentView, eTagOf } from './document-view.ts';
import type { Ports } from './ports.ts';
import { tooLarge } from './read-content.ts';
import { readText } from './read-text.ts';
import type { Operation } from './operation.ts';
import { enter } from './submission.ts';

/**
 * `POST /documents/uploads`: an entry, and a request by which the caller itself puts the bytes into the bucket: these bytes
 * (size, SHA-256 and content type are signed), once (`If-None-Match: *`), before it expires.
 * 201 when new; 200 for a retry, with a fresh request as long as the bytes have not come.
 */
export function createUpload(ports: Ports): Operation<UploadRequest> {
  const { objects, now, limits } = ports;
  return async (request, caller) => {
    const { contentType, size, sha256 } = request.body;
    if (size > limits.maxUploadBytes) throw tooLarge('size', size, limits.maxUploadBytes);
    const text = readText(request.body);
    const entered = await enter(ports, request, caller, { kind: 'upload', ...text, contentType, size, sha256 });
    const { record, repeated } = entered;
    const { documentId, key, status } = record;
    const pending = status === 'pending-upload';
    const upload = pending ? await objects.presignUpload({ key, contentType, sha256, size }, now()) : undefined;
    const body: UploadReceipt = { ...documentView(record), ...(upload && { upload }) };
    const headers = { location: `/documents/${documentId}`, etag: eTagOf(record) };
    const outcome = pending ? 'presigned' : 'repeated';
    return { status: repeated ? 200 : 201, body, headers, log: { document_id: documentId, size, outcome } };
  };
}
