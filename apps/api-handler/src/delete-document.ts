import { HttpProblem, type ProblemKind } from '@palisade/lambda-kit';
import { findEntry } from './find-document.ts';
import { isExact, requireMatch } from './if-match.ts';
import type { Ports } from './ports.ts';
import type { Operation } from './operation.ts';

export const conflict: ProblemKind = { status: 409, code: 'conflict', title: 'The document kept changing' };

const ATTEMPTS = 5;

/**
 * `DELETE /documents/{id}`, with `If-Match` only if the document still is that version. The entry says `deleted` first (and
 * stays, for audit), then the object goes; when that fails the same request again takes up where this one ended.
 * 204, also when the document had been deleted before.
 */
export function deleteDocument({ documents, objects, now }: Ports): Operation<undefined> {
  return async (request, caller) => {
    const ifMatch = request.header('if-match');
    const limits = () => ({ remainingMillis: request.remainingMillis() });
    for (let attempt = 1; ; attempt++) {
      const record = await findEntry(documents, request, caller);
      const { documentId, key, status } = record;
      if (status !== 'deleted') {
        requireMatch(ifMatch, record);
        const by = { clientId: caller.clientId, at: now().toISOString() };
        if ((await documents.markDeleted(record, by, limits())) === 'changed') {
          // Another writer was faster. Read again: If-Match then says 412, without it the next try may succeed.
          if (attempt === ATTEMPTS && !isExact(ifMatch))
            throw new HttpProblem(conflict, { headers: { 'retry-after': '1' } });
          continue;
        }
      }
      await objects.remove(key, limits());
      return { status: 204, log: { document_id: documentId, outcome: status === 'deleted' ? 'repeated' : 'deleted' } };
    }
  };
}
