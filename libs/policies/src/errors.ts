/**
 * Thrown when a policy or a statement cannot be right. The message says what is wrong, where, and what to write instead;
 * `problem` and `remedy` are its two halves.
 *
 * @example
 * identityPolicy('reader', [{ Effect: 'Allow', Action: '*', Resource: '*' }]); // throws reader: a statement has no Sid.
 */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  /** Name of the policy, unless a statement was refused before it belonged to one. */
  readonly policy: string | undefined;
  /** Sid or `#index` of the offending statement, when it is about one. */
  readonly statement: string | undefined;
  readonly problem: string;
  readonly remedy: string;

  constructor(policy: string | undefined, statement: string | undefined, problem: string, remedy: string) {
    const where = [policy, statement === undefined ? undefined : `statement ${statement}`];
    super(`${where.filter((part) => part !== undefined).join(', ') || 'policy'}: ${problem}. ${remedy}`);
    this.policy = policy;
    this.statement = statement;
    this.problem = problem;
    this.remedy = remedy;
  }
}
