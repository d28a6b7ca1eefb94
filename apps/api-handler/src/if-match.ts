import { HttpProblem, type ProblemKind } from '@palisade/lambda-kit';
import type { DocumentRecord } from '@palisade/shared-types';
import { eTagOf } from './document-view.ts';

export const preconditionFailed: ProblemKind = {
  status: 412,
  code: 'precondition-failed',
  title: 'The document has changed since',
};

/** Whether the `If-Match` of a request asks for one version and no other. */
export function isExact(ifMatch: string | undefined): ifMatch is string {
  return ifMatch !== undefined && ifMatch.trim() !== '*';
}

/**
 * 412, with the ETag of what is there, unless `If-Match` is met: it is absent, `*`, or lists the entry's ETag. Weak tags
 * never match. 400 when it is no list of entity tags.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-match
 */
export function requireMatch(ifMatch: string | undefined, record: DocumentRecord): void {
  if (!isExact(ifMatch)) return;
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (!tags.every((tag) => /^(W\/)?"[!#-~]{0,64}"$/.test(tag))) {
    throw HttpProblem.field('If-Match', 'must be an ETag in quotes, or *');
  }
  if (!tags.includes(eTagOf(record))) throw new HttpProblem(preconditionFailed, { headers: { etag: eTagOf(record) } });
}
