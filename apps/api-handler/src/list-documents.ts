import { HttpProblem, type ApiRequest } from '@palisade/lambda-kit';
import { parseListQuery, type DocumentPage, type ListQuery } from '@palisade/shared-types';
import { forbidden, type Caller } from './caller.ts';
import type { ListScope } from './documents.ts';
import type { Ports } from './ports.ts';
import type { Operation } from './operation.ts';

const DEFAULT_LIMIT = 20;

/**
 * `GET /documents`: newest first, a page at a time. A caller's own documents, or for administrators those of `owner` or, with
 * `status` alone, everybody's; deleted ones only when `status` asks for them.
 */
export function listDocuments({ documents, cursors }: Ports): Operation<undefined> {
  return async (request, caller) => {
    const query = readQuery(request);
    const scope = scopeOf(query, caller);
    const binding = [caller.clientId, caller.level, JSON.stringify(scope)];
    const after = query.cursor === undefined ? undefined : cursors.open(query.cursor, binding);
    if (query.cursor !== undefined && !after) {
      throw HttpProblem.field('cursor', 'must be a nextCursor as it was given, for the same query and caller');
    }
    const count = Number(query.limit ?? DEFAULT_LIMIT);
    const page = await documents.list(scope, { count, after }, { remainingMillis: request.remainingMillis() });
    const nextCursor = page.next && cursors.seal(page.next, binding);
    const body: DocumentPage = { documents: page.documents, ...(nextCursor !== undefined && { nextCursor }) };
    return { status: 200, body, log: { documents: page.documents.length, more: nextCursor !== undefined } };
  };
}

function readQuery({ query }: ApiRequest<unknown>): ListQuery {
  const result = parseListQuery(query);
  if (!result.ok)
    throw HttpProblem.fields(result.errors.map(({ field, message }) => ({ field: field || 'query', message })));
  return result.value;
}

function scopeOf({ status, owner }: ListQuery, { clientId, level }: Caller): ListScope {
  if (level === 'admin' && status !== undefined && owner === undefined) return { status };
  const ownerId = owner ?? clientId;
  if (ownerId !== clientId && level !== 'admin') {
    throw new HttpProblem(forbidden, { detail: 'Documents of other owners take a key of level admin' });
  }
  return { ownerId, ...(status !== undefined && { status }) };
}
