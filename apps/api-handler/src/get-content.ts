import { HttpProblem, type ProblemKind } from '@palisade/lambda-kit';
import type { DocumentContent } from '@palisade/shared-types';
import { findDocument } from './find-document.ts';
import type { Ports } from './ports.ts';
import type { Operation } from './operation.ts';

export const notReady: ProblemKind = {
  status: 409,
  code: 'document-not-ready',
  title: 'The document has not been processed yet',
};
export const failed: ProblemKind = { status: 409, code: 'document-failed', title: 'The document was refused' };
export const changed: ProblemKind = {
  status: 409,
  code: 'content-changed',
  title: 'The content is not what was processed',
};

/**
 * `GET /documents/{id}/content`: the bytes that were processed and no others, in base64 (which JSON does not blow up, as it
 * may text), or, when they do not fit a Lambda answer, a request to get them with.
 */
export function getContent({ documents, objects, now, limits }: Ports): Operation<undefined> {
  return async (request, caller) => {
    const record = await findDocument(documents, request, caller);
    const { documentId, status, fileName, contentType, size, sha256, key, eTag } = record;
    if (status === 'failed') throw new HttpProblem(failed, { detail: record.failure?.message ?? '' });
    if (status !== 'processed' || eTag === undefined) {
      throw new HttpProblem(notReady, { detail: `It is ${status}`, headers: { 'retry-after': '2' } });
    }
    const described = { documentId, fileName, contentType, size, sha256 };
    const log = { document_id: documentId, size };
    if (size > limits.maxDocumentBytes) {
      const download = await objects.presignDownload({ key, fileName, contentType }, now());
      const body: DocumentContent = { ...described, download };
      return { status: 200, body, log: { ...log, outcome: 'presigned' } };
    }
    const bytes = await objects.read(key, eTag, { remainingMillis: request.remainingMillis() });
    if (bytes === 'changed') throw new HttpProblem(changed);
    const body: DocumentContent = { ...described, encoding: 'base64', content: bytes.toString('base64') };
    return { status: 200, body, log: { ...log, outcome: 'inline' } };
  };
}
