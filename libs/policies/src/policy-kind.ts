/**
 * What a document is attached to. It decides which elements are required, how a match is combined with other policies,
 * and how long the document may be.
 */
export type PolicyKind =
  | 'identity'
  | 'boundary'
  | 'session'
  | 'scp'
  | 'rcp'
  | 'endpoint'
  | 'trust'
  | 'bucket'
  | 'key'
  | 'queue'
  | 'topic'
  | 'table'
  | 'function'
  | 'api'
  | 'resource';

/** Kinds attached to a caller: they say nothing about who the caller is, so they have no Principal element. */
const withoutPrincipal: ReadonlySet<PolicyKind> = new Set(['identity', 'boundary', 'session', 'scp']);

/**
 * Whether policies of this kind say who they are about: policies of resources do, those attached to a caller do not.
 *
 * @example
 * namesPrincipals('bucket'); // => true
 * namesPrincipals('identity'); // => false
 */
export function namesPrincipals(kind: PolicyKind): boolean {
  return !withoutPrincipal.has(kind);
}

const words: Readonly<Record<PolicyKind, string>> = {
  identity: 'identity policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  endpoint: 'VPC endpoint policy',
  trust: 'trust policy',
  bucket: 'bucket policy',
  key: 'key policy',
  queue: 'queue policy',
  topic: 'topic policy',
  table: 'table policy',
  function: 'function policy',
  api: 'API resource policy',
  resource: 'resource policy',
};

/**
 * The kind as AWS documentation calls it: `bucket` → "bucket policy".
 *
 * @example
 * const kind: PolicyKind = 'bucket';
 * describeKind(kind); // => bucket policy
 */
export function describeKind(kind: PolicyKind): string {
  return words[kind];
}
