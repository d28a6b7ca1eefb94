import type { Contents } from '../fields/slots.ts';

/** What one statement found, for the log. */
export interface MatchDetail {
  readonly conditionType: 'SQL_INJECTION' | 'XSS';
  readonly sensitivityLevel?: 'LOW' | 'HIGH';
  /** `QUERY_STRING`, `BODY`, `HEADER`, … */
  readonly location: string;
}

/** One request on its way through a web ACL. */
export interface Evaluation {
  readonly contents: Contents;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whole names, in the order they were added. */
  readonly labels: Set<string>;
  /** What the statements of the rule at hand found. */
  details: MatchDetail[];
}

/** Whether a statement holds for a request. */
export type Test = (evaluation: Evaluation) => boolean;
