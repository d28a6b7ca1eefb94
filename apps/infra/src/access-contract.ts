/**
 * How a request comes, as far as policies can tell:
 * `tls`: over TLS 1.3, past every endpoint of the system · `endpoint`: through the system's S3 endpoint · `endpoint-kms`: the
 * same, asking for a KMS key instead of AES-256 · `endpoint-silent`: the same, asking for no encryption · `other-endpoint`:
 * through an S3 endpoint of somebody else's · `plain-http` · `old-tls`: TLS 1.1. Only S3 tells them apart; everything else comes
 * over `tls`.
 */
export const ways = [
  'tls',
  'endpoint',
  'endpoint-kms',
  'endpoint-silent',
  'other-endpoint',
  'plain-http',
  'old-tls',
] as const;

export type Way = (typeof ways)[number];

/** Something that is allowed. */
export interface Grant<Caller extends string, Resource extends string> {
  readonly who: readonly Caller[];
  /** IAM actions. A trailing `*` is for administrators, whose rights are not this system's to limit. */
  readonly may: readonly string[];
  readonly on: readonly Resource[] | 'everything';
  /** `['tls']` unless said otherwise. */
  readonly by?: readonly Way[];
}

/** Something that stays denied although a grant covers it. */
export interface Exception<Caller extends string, Resource extends string> {
  readonly who: readonly Caller[];
  readonly mayNot: readonly string[];
  /** Actions the exception spares. */
  readonly butMay?: readonly string[];
  readonly on: readonly Resource[];
  readonly by: readonly Way[];
}

/**
 * Who may do what in a blueprint. Whatever no grant covers, or an exception takes back, is denied; the proof compares this with
 * the deployed policies for every caller, action, resource and way, and fails on any difference.
 */
export interface AccessContract<Caller extends string, Resource extends string> {
  readonly grants: readonly Grant<Caller, Resource>[];
  readonly exceptions: readonly Exception<Caller, Resource>[];
}

/** What the contract says about one request. */
export function isGranted<Caller extends string, Resource extends string>(
  { grants, exceptions }: AccessContract<Caller, Resource>,
  request: { readonly who: Caller; readonly action: string; readonly on: Resource; readonly by: Way },
): boolean {
  const { who, action, on, by } = request;
  const granted = grants.some(
    (grant) =>
      grant.who.includes(who) &&
      (grant.on === 'everything' || grant.on.includes(on)) &&
      (grant.by ?? ['tls']).includes(by) &&
      covers(grant.may, action),
  );
  return (
    granted &&
    !exceptions.some(
      (exception) =>
        exception.who.includes(who) &&
        exception.on.includes(on) &&
        exception.by.includes(by) &&
        covers(exception.mayNot, action) &&
        !covers(exception.butMay ?? [], action),
    )
  );
}

function covers(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action,
  );
}
