import type { PolicyKind } from '../policy-kind.ts';

/**
 * `ExplicitlyDenied`: a Deny matched. `ImplicitlyDenied`: nothing that had to allow it did.
 *
 * @example
 * const verdict: Verdict = 'ExplicitlyDenied';
 * const missing: Missing = 'boundary';
 * const decider: Decider = { policy: 'docs', kind: 'bucket', statement: 'DenyOldTls' };
 * [verdict, missing, decider.statement].join(' '); // => ExplicitlyDenied boundary DenyOldTls
 */
export type Verdict = 'Allowed' | 'ExplicitlyDenied' | 'ImplicitlyDenied';

/** The policy and statement that made a decision; `statement` is its Sid, or `#0`, `#1`, … by position. */
export interface Decider {
  readonly policy: string;
  readonly kind: PolicyKind;
  readonly statement: string;
}

/** What did not allow the request, when no statement denied it. */
export type Missing =
  'identity-or-resource' | 'identity' | 'resource' | 'boundary' | 'session' | 'scp' | 'endpoint' | 'root-cannot-assume';

/** What was decided and what decided it. */
export interface Decision {
  readonly verdict: Verdict;
  /** The statement that allowed or denied. Absent if none did, and for a root user in its own account. */
  readonly decidedBy?: Decider;
  /** Set when the verdict is `ImplicitlyDenied`. */
  readonly missing?: Missing;
  /** The policy that had to allow the request and did not (boundary, session policy, endpoint policy, …). */
  readonly blockedBy?: { readonly policy: string; readonly kind: PolicyKind };
}

/** The implicit denial of a resource policy, boundary or endpoint policy that had to allow and did not. */
export function withheldBy(policy: string, kind: PolicyKind): Decision {
  const missing = kind === 'boundary' || kind === 'endpoint' ? kind : 'resource';
  return { verdict: 'ImplicitlyDenied', missing, blockedBy: { policy, kind } };
}
