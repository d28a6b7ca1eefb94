import { hash } from 'node:crypto';
import type { XmlObject } from '../../../kernel/wire.ts';

/** The canonical user id of an account: 64 hex digits that stand for it in owners, grants and access logs. */
export function canonicalId(accountId: string): string {
  let id = ids.get(accountId);
  if (id === undefined) {
    id = hash('sha256', `canonical user ${accountId}`, 'hex');
    ids.set(accountId, id);
  }
  return id;
}

const ids = new Map<string, string>();

export function owner(accountId: string): XmlObject {
  return { ID: canonicalId(accountId) };
}

/** The ACL of everything here: the owner may do everything. */
export function ownersAcl(accountId: string): XmlObject {
  const grantee = {
    '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    '@xsi:type': 'CanonicalUser',
    ...owner(accountId),
  };
  return { Owner: owner(accountId), AccessControlList: { Grant: { Grantee: grantee, Permission: 'FULL_CONTROL' } } };
}
