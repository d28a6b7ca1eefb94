import type { MatchDetail } from '../evaluation/evaluation.ts';
import type { RequestParts } from '../fields/request-parts.ts';
import type { CustomHTTPHeader } from '../statements/rule.ts';
import type { CompiledAction } from './compiled-action.ts';
import type { CompiledRule, RateFacts } from './compiled-web-acl.ts';

/** What a web ACL makes of one request, and why. */
export interface Verdict {
  readonly action: 'ALLOW' | 'BLOCK';
  /** Undefined if no rule decided: the default action did. */
  readonly terminating: CompiledRule | undefined;
  readonly details: readonly MatchDetail[];
  /** Rules that matched and let the request go on. */
  readonly counted: readonly CountedRule[];
  readonly groups: readonly GroupOutcome[];
  readonly rates: readonly { readonly name: string; readonly facts: RateFacts }[];
  /** Whole names. */
  readonly labels: readonly string[];
  readonly insertHeaders: readonly CustomHTTPHeader[];
  readonly response: CompiledAction['response'];
  /** The request, taken apart as far as it was looked at. */
  readonly parts: RequestParts;
}

export interface CountedRule {
  readonly rule: CompiledRule;
  readonly details: readonly MatchDetail[];
}

/** What came of the rules of a group. */
export interface GroupOutcome {
  readonly groupId: string;
  readonly terminating: InnerMatch | undefined;
  readonly counted: readonly InnerMatch[];
}

export interface InnerMatch {
  readonly name: string;
  readonly action: CompiledAction['kind'];
  readonly overridden: CompiledAction['kind'] | undefined;
  readonly details: readonly MatchDetail[];
}
