/** Thrown when a policy or a statement cannot be right: the message says what, where and what to write instead. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  /** Name of the policy or builder that was being made. */
  readonly policy: string;
  /** Sid or `#index` of the offending statement, when it is about one. */
  readonly statement: string | undefined;

  constructor(policy: string, statement: string | undefined, problem: string, remedy: string) {
    super(`${policy}${statement === undefined ? '' : `, statement ${statement}`}: ${problem}. ${remedy}`);
    this.policy = policy;
    this.statement = statement;
  }
}
