import type { AccessContract as Contract, MustGetIn, PolicyKind } from '@palisade/policies';

/**
 * How a request comes, as far as policies can tell:
 * `tls`: over TLS 1.3, past every endpoint of the system · `tls-silent`: the same, asking for no encryption · `endpoint`: through the system's S3 endpoint · `endpoint-kms`: the same, asking for a KMS key instead of AES-256 · `endpoint-silent`: the same, asking for no encryption · `other-endpoint`:
 * through an S3 endpoint of somebody else's · `plain-http` · `old-tls`: TLS 1.1. Only S3 tells them apart; everything else comes
 * over `tls`.
 */
export const ways = [
  'tls',
  'tls-silent',
  'endpoint',
  'endpoint-kms',
  'endpoint-silent',
  'other-endpoint',
  'plain-http',
  'old-tls',
] as const;

export type Way = (typeof ways)[number];

/**
 * Who may do what in a blueprint. Whatever no grant covers, or an exception takes back, is denied; the proof compares this with
 * the deployed policies for every caller, action, resource and way, and fails on any difference.
 */
export type AccessContract<Caller extends string, Resource extends string, By extends string = Way> = Contract<
  Caller,
  Resource,
  By
>;

/**
 * A part of a policy that could go, or be wider, without any question of the contract being answered another way. Each is there
 * for a reason; the proof fails for one without a reason, and for a reason without one.
 */
export interface SecondLine {
  readonly kind: PolicyKind;
  /** Sid; every statement of that kind when left out. */
  readonly statement?: string;
  /** `removed`, or the element that could be wider: `actions`, `resources`, `principals`, or a condition key. */
  readonly change: string;
  readonly because: string;
}

/** Who must not be locked out of a blueprint, whatever it denies. */
export type Entrances<Caller extends string, Resource extends string, By extends string = Way> = readonly MustGetIn<
  Caller,
  Resource,
  By
>[];
