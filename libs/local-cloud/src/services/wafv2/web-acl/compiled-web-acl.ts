import type { Test } from '../evaluation/evaluation.ts';
import type { Slots } from '../fields/slots.ts';
import type { CompiledAction } from './compiled-action.ts';

export interface CompiledWebAcl {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly slots: Slots;
  /** Bytes of a body that are inspected. */
  readonly bodyLimit: number;
  /** By priority. */
  readonly rules: readonly CompiledRule[];
  readonly defaultAction: CompiledAction;
  readonly metrics: RuleMetrics | undefined;
  readonly defaultMetrics: RuleMetrics | undefined;
  /** What the web ACL's own metrics are named after; its default action goes by it in samples. */
  readonly defaultMetricName: string;
  readonly sampled: boolean;
}

/** Dimensions that a rule's requests are counted under. */
export type RuleMetrics = readonly Readonly<Record<string, string>>[];

/** How logs call kinds of rules. */
export type RuleKind = 'REGULAR' | 'RATE_BASED' | 'GROUP' | 'MANAGED_RULE_GROUP';

interface Common {
  readonly name: string;
  readonly metricName: string;
  readonly metrics: RuleMetrics | undefined;
  readonly sampled: boolean;
}

export type CompiledRule = MatchRule | GroupRule;

/** A rule with a statement of its own. */
export interface MatchRule extends Common {
  readonly kind: 'REGULAR' | 'RATE_BASED';
  readonly test: Test;
  readonly action: CompiledAction;
  /** Whole names. */
  readonly labels: readonly string[];
  /** Of a rate-based rule, for the log. */
  readonly rate: RateFacts | undefined;
}

/** A rule that stands for the rules of a group. */
export interface GroupRule extends Common {
  readonly kind: 'GROUP' | 'MANAGED_RULE_GROUP';
  /** `AWS#AWSManagedRulesCommonRuleSet`, or the ARN of a group of the account. */
  readonly groupId: string;
  readonly within: Test | undefined;
  readonly rules: readonly InnerRule[];
  /** What the group decides is counted only. */
  readonly countOnly: boolean;
}

export interface InnerRule extends Pick<MatchRule, 'name' | 'test' | 'action' | 'labels' | 'rate'> {
  /** What the rule would do if the reference to the group did not say otherwise. */
  readonly overridden: CompiledAction['kind'] | undefined;
}

export interface RateFacts {
  readonly id: string;
  readonly limitKey: string;
  readonly limit: number;
  /** Seconds. */
  readonly window: number;
}
