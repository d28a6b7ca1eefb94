import type { Locations } from '../addresses/country-database.ts';
import type { RangeSet } from '../addresses/range-set.ts';
import type { DeclaredRuleGroup, DeclaredWebAcl } from '../declared/declared.ts';
import { compileStatement } from '../evaluation/compile-statement.ts';
import type { Environment } from '../evaluation/environment.ts';
import { DEFAULT_WINDOW } from '../evaluation/rate-match.ts';
import { Slots } from '../fields/slots.ts';
import type { ManagedRuleGroup } from '../managed-rules/managed-rule-group.ts';
import type { RateCounter } from '../rates/rate-counter.ts';
import type { Regex } from '../regex/regex.ts';
import type { Rule } from '../statements/rule.ts';
import type {
  ManagedRuleGroupStatement,
  RuleActionOverride,
  RuleGroupReferenceStatement,
} from '../statements/statement.ts';
import { compileAction, type CompiledAction } from './compiled-action.ts';
import type { CompiledRule, CompiledWebAcl, InnerRule, MatchRule, RuleMetrics } from './compiled-web-acl.ts';

/** What a web ACL refers to. */
export interface References {
  readonly accountId: string;
  readonly locations: Locations;
  ipSet(arn: string): RangeSet | undefined;
  regexPatternSet(arn: string): readonly Regex[] | undefined;
  ruleGroup(arn: string): DeclaredRuleGroup | undefined;
  managed(vendor: string, name: string): ManagedRuleGroup | undefined;
  /** `rule`: the web ACL, group and rule it belongs to. */
  rateCounter(rule: string, limit: number, window: number): RateCounter;
}

const KB = 1024;

/** Source: AWS WAF Developer Guide, "Body inspection size limits": 16 KB for API Gateway unless the web ACL says more. */
const bodyLimitOf = (limit = 'KB_16'): number => Number(limit.slice('KB_'.length)) * KB;

export function compileWebAcl(declared: DeclaredWebAcl, references: References): CompiledWebAcl {
  const { arn, bodies, name, region, visibility } = declared;
  const slots = new Slots();
  const metricsOf = (rule: string, enabled: boolean): RuleMetrics | undefined =>
    enabled ? [{ WebACL: visibility.MetricName, Rule: rule, Region: region }] : undefined;
  const compiler = new RuleCompiler(references, slots, declared, metricsOf);
  return {
    arn,
    name,
    region,
    slots,
    bodyLimit: bodyLimitOf(declared.bodyLimit),
    rules: byPriority(declared.rules).map((rule) => compiler.rule(rule)),
    defaultAction: compileAction(declared.defaultAction, bodies),
    metrics: metricsOf('ALL', visibility.CloudWatchMetricsEnabled),
    defaultMetrics: metricsOf('Default_Action', visibility.CloudWatchMetricsEnabled),
    defaultMetricName: visibility.MetricName,
    sampled: visibility.SampledRequestsEnabled,
  };
}

const byPriority = (rules: readonly Rule[]): readonly Rule[] =>
  [...rules].sort((one, other) => one.Priority - other.Priority);

class RuleCompiler {
  readonly #references: References;
  readonly #slots: Slots;
  readonly #webAcl: DeclaredWebAcl;
  readonly #metricsOf: (rule: string, enabled: boolean) => RuleMetrics | undefined;

  constructor(
    references: References,
    slots: Slots,
    webAcl: DeclaredWebAcl,
    metricsOf: (rule: string, enabled: boolean) => RuleMetrics | undefined,
  ) {
    this.#references = references;
    this.#slots = slots;
    this.#webAcl = webAcl;
    this.#metricsOf = metricsOf;
  }

  rule(rule: Rule): CompiledRule {
    const { MetricName, CloudWatchMetricsEnabled, SampledRequestsEnabled } = rule.VisibilityConfig;
    const common = {
      name: rule.Name,
      metricName: MetricName,
      metrics: this.#metricsOf(MetricName, CloudWatchMetricsEnabled),
      sampled: SampledRequestsEnabled,
    };
    const countOnly = rule.OverrideAction?.Count !== undefined;
    const { ManagedRuleGroupStatement: managed, RuleGroupReferenceStatement: reference } = rule.Statement;
    if (managed !== undefined) {
      const groupId = `${managed.VendorName}#${managed.Name}`;
      const within = managed.ScopeDownStatement && this.#compile(managed.ScopeDownStatement, this.#prefix, rule.Name);
      return { ...common, kind: 'MANAGED_RULE_GROUP', groupId, within, rules: this.#managedRules(managed), countOnly };
    }
    if (reference !== undefined) {
      const rules = this.#groupRules(reference, rule.Name);
      return { ...common, kind: 'GROUP', groupId: reference.ARN, within: undefined, rules, countOnly };
    }
    return { ...common, ...this.#matchRule(rule, this.#prefix, this.#webAcl.bodies, rule.Name) };
  }

  get #prefix(): string {
    return `awswaf:${this.#references.accountId}:webacl:${this.#webAcl.name}:`;
  }

  #matchRule(
    rule: Rule,
    prefix: string,
    bodies: DeclaredWebAcl['bodies'],
    path: string,
  ): Pick<MatchRule, 'kind' | 'test' | 'action' | 'labels' | 'rate'> {
    const { RateBasedStatement } = rule.Statement;
    return {
      kind: RateBasedStatement === undefined ? 'REGULAR' : 'RATE_BASED',
      test: this.#compile(rule.Statement, prefix, path),
      action: compileAction(rule.Action ?? {}, bodies),
      labels: (rule.RuleLabels ?? []).map(({ Name }) => prefix + Name),
      rate: RateBasedStatement && {
        id: `${this.#webAcl.id}/${path}`,
        limitKey: RateBasedStatement.AggregateKeyType.replace('_', ''),
        limit: RateBasedStatement.Limit,
        window: RateBasedStatement.EvaluationWindowSec ?? DEFAULT_WINDOW,
      },
    };
  }

  #managedRules({ Name, RuleActionOverrides, VendorName }: ManagedRuleGroupStatement): readonly InnerRule[] {
    const group = this.#references.managed(VendorName, Name);
    return (group?.rules ?? []).map((rule) => {
      const action = compileAction(rule.Action, {});
      return {
        name: rule.Name,
        test: this.#compile(rule.Statement, '', rule.Name),
        labels: (rule.RuleLabels ?? []).map((label) => label.Name),
        rate: undefined,
        ...this.#overridden(rule.Name, action, RuleActionOverrides),
      };
    });
  }

  #groupRules({ ARN, RuleActionOverrides }: RuleGroupReferenceStatement, path: string): readonly InnerRule[] {
    const group = this.#references.ruleGroup(ARN);
    if (group === undefined) return [];
    const prefix = `awswaf:${this.#references.accountId}:rulegroup:${group.name}:`;
    return byPriority(group.rules).map((rule) => {
      const compiled = this.#matchRule(rule, prefix, group.bodies, `${path}/${rule.Name}`);
      return { name: rule.Name, ...compiled, ...this.#overridden(rule.Name, compiled.action, RuleActionOverrides) };
    });
  }

  /** The web ACL has the last word on what a rule of a group does. */
  #overridden(
    name: string,
    action: CompiledAction,
    overrides: readonly RuleActionOverride[] = [],
  ): Pick<InnerRule, 'action' | 'overridden'> {
    const override = overrides.find((each) => each.Name === name);
    if (override === undefined) return { action, overridden: undefined };
    return { action: compileAction(override.ActionToUse, this.#webAcl.bodies), overridden: action.kind };
  }

  #compile(statement: Rule['Statement'], labelPrefix: string, path: string): MatchRule['test'] {
    const { ipSet, locations, rateCounter, regexPatternSet } = this.#references;
    const environment: Environment = {
      slots: this.#slots,
      locations,
      labelPrefix,
      ipSet,
      regexPatternSet,
      rateCounter: (limit, window) => rateCounter(`${this.#webAcl.arn}/${path}`, limit, window),
    };
    return compileStatement(statement, environment);
  }
}
