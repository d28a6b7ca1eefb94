import type { DocumentRequest } from '@palisade/shared-types';
import { documentView, eTagOf } from './document-view.ts';
import type { Ports } from './ports.ts';
import { readContent } from './read-content.ts';
import { readText } from './read-text.ts';
import type { Operation } from './operation.ts';
import { enter } from './submission.ts';

/**
 * `POST /documents`: entry first, then the object (whose event wakes the processor), then the entry says `received`. Whatever
 * step an attempt ends at, the next one with the same `Idempotency-Key` goes on from there.
 * 201 with the new document, 200 when an earlier attempt had stored it.
 */
export function createDocument(ports: Ports): Operation<DocumentRequest> {
  const { documents, objects, now, limits } = ports;
  return async (request, caller) => {
    const { contentType } = request.body;
    const text = readText(request.body);
    const { bytes, sha256 } = readContent(request.body, limits.maxDocumentBytes);
    const size = bytes.length;
    const entered = await enter(ports, request, caller, { kind: 'inline', ...text, contentType, size, sha256 });
    const { record } = entered;
    const { documentId, key, status } = record;
    const log = { document_id: documentId, size };
    const headers = { location: `/documents/${documentId}`, etag: eTagOf(record) };
    if (status !== 'pending-upload') {
      return { status: 200, body: documentView(record), headers, log: { ...log, outcome: 'repeated' } };
    }

    await objects.create({ key, contentType, sha256, bytes }, { remainingMillis: request.remainingMillis() });
    const received = await documents
      .markReceived(record, now().toISOString(), { remainingMillis: request.remainingMillis() })
      // The object is stored and its event on the way: the document is accepted, and the processor will say so itself.
      .catch(() => 'unmarked' as const);

    const current = typeof received === 'string' ? record : received;
    const outcome = typeof received === 'string' ? received : 'received';
    return {
      status: entered.repeated ? 200 : 201,
      body: documentView({ ...current, status: 'received' }),
      headers: { ...headers, etag: eTagOf(current) },
      log: { ...log, outcome },
    };
  };
}
