import { invalidParameter } from '../errors.ts';
import type { CustomHTTPHeader, CustomResponseBody, DefaultAction, Rule, RuleAction } from '../statements/rule.ts';
import { isGroup, walk } from '../statements/walk.ts';
import { exactlyOne, statementProblems } from './statement-problems.ts';

/** Where rules stand: in a web ACL, which may refer to groups, or in a group. */
export type RulesOf = 'web-acl' | 'rule-group';

/**
 * What AWS WAF refuses in rules that stand together, in its words where they are known.
 * Source: AWS WAFV2 API Reference, Rule; AWS WAF Developer Guide, "AWS WAF quotas".
 */
export function ruleProblems(
  rules: readonly Rule[],
  where: RulesOf,
  bodies: Readonly<Record<string, CustomResponseBody>>,
): string[] {
  return [
    ...repeated(rules, ({ Name }) => Name).map((name) =>
      invalidParameter('You have used the same rule name twice.', 'RULE_NAME', name),
    ),
    ...repeated(rules, ({ Priority }) => String(Priority)).map((priority) =>
      invalidParameter('You have used the same rule priority twice.', 'PRIORITY', priority),
    ),
    ...rules.flatMap((rule) => problemsOf(rule, where, bodies)),
    ...countProblems(rules),
  ];
}

export function metricNameProblems(name: string): string[] {
  if (/^[\w#:./-]{1,255}$/.test(name) && name !== 'All' && name !== 'Default_Action') return [];
  return [invalidParameter('The parameter contains formatting that is not valid.', 'METRIC_NAME', name)];
}

export function actionProblems(
  action: RuleAction | DefaultAction | undefined,
  where: string,
  bodies: Readonly<Record<string, CustomResponseBody>>,
): string[] {
  if (action === undefined || Object.keys(action).length !== 1) return [exactlyOne('RULE_ACTION', where)];
  const counts = 'Count' in action ? action.Count : undefined;
  const handling = (action.Allow ?? counts)?.CustomRequestHandling;
  const response = action.Block?.CustomResponse;
  const problems = headerProblems(handling?.InsertHeaders, 'CUSTOM_REQUEST_HANDLING', where);
  if (handling?.InsertHeaders.length === 0)
    problems.push(invalidParameter('A required field is missing.', 'INSERT_HEADERS', where));
  if (response === undefined) return problems;
  problems.push(...headerProblems(response.ResponseHeaders, 'CUSTOM_RESPONSE', where));
  if (response.ResponseCode < 200 || response.ResponseCode > 599)
    problems.push(
      invalidParameter('The field value is not valid.', 'CUSTOM_RESPONSE_CODE', `${response.ResponseCode}`),
    );
  const { CustomResponseBodyKey: key } = response;
  if (key !== undefined && bodies[key] === undefined)
    problems.push(invalidParameter('The referenced custom response body doesn’t exist.', 'CUSTOM_RESPONSE', key));
  return problems;
}

function problemsOf(rule: Rule, where: RulesOf, bodies: Readonly<Record<string, CustomResponseBody>>): string[] {
  const { Action, Name, OverrideAction, Priority, RuleLabels = [], Statement, VisibilityConfig } = rule;
  const problems = metricNameProblems(VisibilityConfig.MetricName);
  if (!/^[\w-]{1,128}$/.test(Name))
    problems.push(invalidParameter('The parameter contains formatting that is not valid.', 'RULE_NAME', Name));
  if (Priority < 0) problems.push(invalidParameter('The field value is not valid.', 'PRIORITY', String(Priority)));
  for (const { Name: label } of RuleLabels)
    if (!isLabel(label))
      problems.push(invalidParameter('The parameter contains formatting that is not valid.', 'LABEL', label));
  if (isGroup(Statement)) {
    if (where === 'rule-group')
      problems.push(invalidParameter('A rule group can’t refer to another.', 'RULE_GROUP', Name));
    if (Action !== undefined || OverrideAction === undefined || Object.keys(OverrideAction).length !== 1)
      problems.push(
        invalidParameter('A rule that refers to a rule group needs OverrideAction, and no Action.', 'RULE', Name),
      );
    const { RuleActionOverrides = [] } =
      Statement.ManagedRuleGroupStatement ?? Statement.RuleGroupReferenceStatement ?? {};
    problems.push(...RuleActionOverrides.flatMap((each) => actionProblems(each.ActionToUse, each.Name, bodies)));
  } else {
    if (OverrideAction !== undefined)
      problems.push(invalidParameter('Only a rule that refers to a rule group has OverrideAction.', 'RULE', Name));
    problems.push(...actionProblems(Action, Name, bodies));
    if (Statement.RateBasedStatement !== undefined && Action?.Allow !== undefined)
      problems.push(invalidParameter('The action of a rate-based rule cannot be Allow.', 'RATE_BASED_STATEMENT', Name));
  }
  for (const statement of walk(Statement)) {
    problems.push(...statementProblems(statement, Name));
  }
  return problems;
}

const RESERVED = new Set(['awswaf', 'aws', 'waf', 'rulegroup', 'webacl', 'regexpatternset', 'ipset', 'managed']);

/** A name after at most five namespaces. Source: AWS WAF Developer Guide, "Label syntax and naming requirements in AWS WAF". */
function isLabel(label: string): boolean {
  const parts = label.split(':');
  return parts.length <= 6 && parts.every((part) => /^[\w-]{1,128}$/.test(part) && !RESERVED.has(part));
}

/** Source: AWS WAF Developer Guide, "AWS WAF quotas". */
function countProblems(rules: readonly Rule[]): string[] {
  const count = (has: (rule: Rule) => boolean): number => rules.filter(has).length;
  const problems: string[] = [];
  if (count(({ Statement }) => Statement.RateBasedStatement !== undefined) > 10)
    problems.push('WAFLimitsExceededException: There are at most 10 rate-based rules in a web ACL or rule group.');
  if (count(({ Statement }) => isGroup(Statement)) > 50)
    problems.push('WAFLimitsExceededException: A web ACL refers to at most 50 rule groups.');
  return problems;
}

function headerProblems(headers: readonly CustomHTTPHeader[] = [], field: string, where: string): string[] {
  const problems = headers
    .filter(({ Name, Value }) => !/^[\w!#$%&'*+.^`|~-]{1,64}$/.test(Name) || Value.length < 1 || Value.length > 255)
    .map(({ Name }) => invalidParameter('The parameter contains formatting that is not valid.', field, Name));
  if (headers.length > 10) problems.push(`WAFLimitsExceededException: ${where} has more than 10 headers.`);
  return problems;
}

function repeated<Item>(items: readonly Item[], key: (item: Item) => string): readonly string[] {
  const keys = items.map(key);
  return [...new Set(keys.filter((each, at) => keys.indexOf(each) !== at))];
}
