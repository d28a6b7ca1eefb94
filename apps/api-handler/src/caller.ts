import { HttpProblem, type ApiRequest, type ProblemKind } from '@palisade/lambda-kit';
import { CLIENT_ID_PATTERN, isApiKeyLevel, reaches, type ApiKeyLevel } from '@palisade/shared-types';
import type { DocumentRecord } from '@palisade/shared-types';

/** Who calls, as the authorizer found out. */
export interface Caller {
  clientId: string;
  level: ApiKeyLevel;
}

export const forbidden: ProblemKind = { status: 403, code: 'forbidden', title: 'The key may not do this' };

/**
 * The caller, when its level reaches `needed`. API Gateway has asked the same of the authorizer's policy; asking again costs
 * nothing, and a method that was deployed without its authorizer lets nobody in.
 */
export function callerOf({ authorizer }: ApiRequest<unknown>, needed: ApiKeyLevel): Caller {
  const { clientId, level } = authorizer;
  if (typeof clientId !== 'string' || !new RegExp(CLIENT_ID_PATTERN).test(clientId) || !isApiKeyLevel(level)) {
    throw new HttpProblem(forbidden, { detail: 'The request has no authorised caller' });
  }
  if (!reaches(level, needed)) throw new HttpProblem(forbidden, { detail: `This takes a key of level ${needed}` });
  return { clientId, level };
}

/** Callers see their own documents, administrators all. */
export function maySee({ clientId, level }: Caller, { ownerId }: Pick<DocumentRecord, 'ownerId'>): boolean {
  return level === 'admin' || clientId === ownerId;
}
