/** Why a request's signature is not accepted. Each AWS protocol has its own code and words for it: see `auth-errors.ts`. */
export type SignatureProblemKind =
  /** No signature where one is needed. */
  | 'missing'
  /** Signature Version 2. */
  | 'old-version'
  | 'unsupported-algorithm'
  /** The Authorization header cannot be read, or lacks a part. */
  | 'incomplete'
  /** The presigned query parameters cannot be read, or one is missing. */
  | 'incomplete-query'
  | 'wrong-scope'
  | 'unknown-key'
  | 'mismatch'
  | 'skewed'
  /** A presigned request past its X-Amz-Expires. */
  | 'expired'
  | 'expired-token'
  | 'invalid-token'
  | 'unsigned-headers'
  | 'missing-content-hash'
  | 'invalid-content-hash'
  | 'content-mismatch'
  /** An aws-chunked body that cannot be decoded. */
  | 'malformed-chunks'
  | 'chunk-mismatch';

export class SignatureProblem extends Error {
  override readonly name = 'SignatureProblem';
  readonly kind: SignatureProblemKind;
  /** What S3 adds to its error document; also words for the other protocols. Never a secret. */
  readonly details: Readonly<Record<string, string>>;

  constructor(kind: SignatureProblemKind, message = '', details: Readonly<Record<string, string>> = {}) {
    super(message);
    this.kind = kind;
    this.details = details;
  }
}
