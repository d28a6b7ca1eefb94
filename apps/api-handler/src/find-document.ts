import { HttpProblem, type ApiRequest, type ProblemKind } from '@palisade/lambda-kit';
import type { DocumentRecord } from '@palisade/shared-types';
import { maySee, type Caller } from './caller.ts';
import type { Documents } from './documents.ts';

export const notFound: ProblemKind = { status: 404, code: 'document-not-found', title: 'There is no such document' };

/** The entry of the document in the path, deleted or not. 404 when there is none the caller may see: both look the same. */
export async function findEntry(
  documents: Documents,
  request: ApiRequest<unknown>,
  caller: Caller,
): Promise<DocumentRecord> {
  const documentId = request.pathParameters['id'] ?? '';
  // What is no id of ours is in no table; asking would only let callers read what they like at our cost.
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(documentId)) throw new HttpProblem(notFound);
  const record = await documents.get(documentId, { remainingMillis: request.remainingMillis() });
  if (!record || !maySee(caller, record)) throw new HttpProblem(notFound);
  return record;
}

/** The same, of a document that is there: a deleted one is not. */
export async function findDocument(
  documents: Documents,
  request: ApiRequest<unknown>,
  caller: Caller,
): Promise<DocumentRecord> {
  const record = await findEntry(documents, request, caller);
  if (record.status === 'deleted') throw new HttpProblem(notFound);
  return record;
}
