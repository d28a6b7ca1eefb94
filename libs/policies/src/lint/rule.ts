import type { Policy } from '../build/policy.ts';
import type { Statement } from '../statement.ts';

/** `error`: the policy does not do what it says, or is open to strangers. `warning`: it probably does more or less than meant. */
export type Severity = 'error' | 'warning';

/** One check of one statement; its code is its file name and its heading in LINT.md, and never changes. */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong and what to write instead, once for each occurrence. */
  readonly check: (statement: Statement, policy: Pick<Policy, 'kind' | 'document'>) => Iterable<string>;
}

/** Something lint found, with the code of the rule, which is its heading in LINT.md. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly policy: string;
  /** Sid, or `#0`, `#1`, … by position; empty for a finding about the policy as a whole. */
  readonly statement: string;
  readonly message: string;
}
