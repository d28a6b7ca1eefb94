import { listOf } from '../document.ts';
import type { Principal } from '../statement.ts';
import { identityArn, type Caller } from './caller.ts';
import type { ContextMap } from './context.ts';

/**
 * How closely a Principal element fits a caller; it decides which other policies still limit the grant.
 * `account`: the caller's account is named, which only delegates to the identity policies of that account (in a Deny it
 * covers everyone there). `role`: the role behind a session is named, boundary and session policies still limit it.
 * `direct`: the user, the session, the root user, the service or everyone is named.
 */
export type PrincipalMatch = 'none' | 'account' | 'role' | 'direct';

export interface CompiledPrincipal {
  readonly everyone: boolean;
  /** Account ids, from a bare id (any partition) or a root ARN. */
  readonly accounts: readonly { readonly id: string; readonly partition: string | undefined }[];
  readonly arns: readonly string[];
  readonly services: readonly string[];
  /** Entries that cannot be decided offline, such as a canonical user id. */
  readonly undecidable: readonly string[];
}

const rootArn = /^arn:([^:]+):iam::(\d{12}):root$/;

export function compilePrincipal(principal: Principal): CompiledPrincipal {
  if (principal === '*') return { everyone: true, accounts: [], arns: [], services: [], undecidable: [] };
  const named = listOf(principal.AWS);
  const accounts: { id: string; partition: string | undefined }[] = [];
  const arns: string[] = [];
  for (const entry of named) {
    const root = rootArn.exec(entry);
    if (root !== null) accounts.push({ id: root[2] as string, partition: root[1] });
    else if (/^\d{12}$/.test(entry)) accounts.push({ id: entry, partition: undefined });
    else if (entry !== '*') arns.push(entry);
  }
  return {
    everyone: named.includes('*'),
    accounts,
    // No wildcards: AWS compares a principal ARN as text. Ids of deleted principals (AROA…, AIDA…) match nobody.
    arns,
    services: listOf(principal.Service),
    undecidable: listOf(principal.CanonicalUser).map((id) => `the canonical user id ${id} in Principal`),
  };
}

/** The closest match of `principal` with `caller`. */
export function matchPrincipal(principal: CompiledPrincipal, caller: Caller, context: ContextMap): PrincipalMatch {
  if (principal.everyone) return 'direct';
  if (caller.type === 'anonymous') return 'none';
  if (caller.type === 'service') return principal.services.includes(caller.arn) ? 'direct' : 'none';
  if (caller.type !== 'role' && principal.arns.includes(caller.arn)) return 'direct';
  if (principal.arns.includes(identityArn(caller, context))) return 'role';
  if (namesAccount(principal, caller)) return caller.type === 'root' ? 'direct' : 'account';
  return 'none';
}

/**
 * Whether NotPrincipal leaves `caller` out of a Deny: every identity it has must be listed, that is its account and its
 * user, or its account, its role and its session.
 * Source: IAM User Guide, "IAM JSON policy elements: NotPrincipal".
 */
export function isExempted(listed: CompiledPrincipal, caller: Caller, context: ContextMap): boolean {
  if (listed.everyone) return true;
  if (caller.type === 'service') return listed.services.includes(caller.arn);
  // Unsigned callers have no account that could be listed.
  if (!namesAccount(listed, caller)) return false;
  if (caller.type === 'root') return true;
  return listed.arns.includes(identityArn(caller, context)) && listed.arns.includes(caller.arn);
}

/** Gateway endpoints know only `*`; a named account there means its root user, any other name nobody. */
export function matchGatewayPrincipal(principal: CompiledPrincipal, caller: Caller): PrincipalMatch {
  if (principal.everyone) return 'direct';
  return caller.type === 'root' && namesAccount(principal, caller) ? 'direct' : 'none';
}

function namesAccount(principal: CompiledPrincipal, caller: Caller): boolean {
  for (const account of principal.accounts) {
    if (account.id === caller.accountId && (account.partition === undefined || account.partition === caller.partition))
      return true;
  }
  return false;
}
