/** The authenticated caller. `arn` is what appears in policies and logs. */
export type Principal = AnonymousPrincipal | IdentityPrincipal | ServicePrincipal;

export interface AnonymousPrincipal {
  readonly kind: 'anonymous';
}

/** A user, the account root, or an assumed-role session. */
export interface IdentityPrincipal {
  readonly kind: 'user' | 'root' | 'assumed-role';
  readonly accountId: string;
  /** `iam …:user/x`, `iam …:root` or `sts …:assumed-role/ROLE/SESSION`. */
  readonly arn: string;
  /** For `aws:PrincipalArn`: the role ARN (with path) of a session, else `arn`. */
  readonly principalArn: string;
  /** `AIDA…`, the account id, or `AROA…:session`. */
  readonly userId: string;
  readonly accessKeyId: string;
  /** Session policies, session tags, MFA and issue time of a session, for `aws:TokenIssueTime` and friends. */
  readonly session?: SessionFacts;
}

export interface SessionFacts {
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Session policy document (JSON), if the session was narrowed. */
  readonly policy?: string;
  readonly mfaAuthenticated?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  /** Set on credentials handed to function code: becomes `lambda:SourceFunctionArn`. */
  readonly sourceFunctionArn?: string;
}

/** An AWS service acting on its own behalf, e.g. `logging.s3.amazonaws.com`; never authenticated from the wire. */
export interface ServicePrincipal {
  readonly kind: 'service';
  readonly name: string;
  readonly sourceArn: string;
  readonly sourceAccount: string;
}
