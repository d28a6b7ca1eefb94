import type { AccessModel } from '../access/model.ts';
import type { Severity } from './rule.ts';

/** A finding before it gets the code and severity of its rule. */
export interface PairFinding {
  /** The policy to mend. */
  readonly policy: string;
  /** Its statement, when it is about one. */
  readonly statement?: string;
  readonly message: string;
}

/** One check of policies that must fit each other; code, file and heading as for a `Rule`. */
export interface PairRule {
  readonly code: string;
  readonly severity: Severity;
  readonly check: (model: AccessModel) => Iterable<PairFinding>;
}
