import type { Label, RuleAction } from '../statements/rule.ts';
import type { Statement } from '../statements/statement.ts';

/** A group of rules that its vendor writes and keeps up to date. */
export interface ManagedRuleGroup {
  readonly vendor: 'AWS';
  /** `AWSManagedRulesCommonRuleSet`. */
  readonly name: string;
  /** Web ACL capacity units a rule uses that refers to the group, as the vendor has fixed them. */
  readonly capacity: number;
  /** The version that is the default, `Version_1.0`; absent for groups that have none. */
  readonly version?: string;
  /** Evaluated in this order. */
  readonly rules: readonly ManagedRule[];
}

export interface ManagedRule {
  readonly Name: string;
  readonly Action: RuleAction;
  readonly Statement: Statement;
  /** Whole labels, `awswaf:managed:aws:core-rule-set:NoUserAgent_Header`. */
  readonly RuleLabels?: readonly Label[];
}
