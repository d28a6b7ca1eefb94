import type { ManagedRuleGroup } from '../managed-rules/managed-rule-group.ts';
import type { Rule } from '../statements/rule.ts';
import type { FieldToMatch, Statement } from '../statements/statement.ts';
import { fieldOf, nested } from '../statements/walk.ts';

/** Units a web ACL or a rule group may use. Source: AWS WAF Developer Guide, "AWS WAF quotas". */
export const MOST_CAPACITY = 5000;
/** Units of a web ACL that its base price includes. Source: the same, "Web ACL capacity units (WCUs) in AWS WAF". */
export const INCLUDED_CAPACITY = 1500;

/** Units of what rules refer to; undefined for what does not exist. */
export interface GroupCapacities {
  managed(vendor: string, name: string): Pick<ManagedRuleGroup, 'capacity'> | undefined;
  ruleGroup(arn: string): number | undefined;
}

/**
 * Web ACL capacity units (WCU) of rules that stand together. A text transformation of one component is counted once, however many
 * statements ask for it.
 * Source: AWS WAF Developer Guide, "Using rule statements in AWS WAF" (WCUs of each statement) and "Web ACL capacity units (WCUs)".
 */
export function capacityOf(rules: readonly Pick<Rule, 'Statement'>[], groups: GroupCapacities): number {
  const transformed = new Set<string>();
  const units = rules.reduce((sum, { Statement }) => sum + statementUnits(Statement, groups, transformed), 0);
  return units + 10 * transformed.size;
}

function statementUnits(statement: Statement, groups: GroupCapacities, transformed: Set<string>): number {
  const inner = nested(statement).reduce((sum, each) => sum + statementUnits(each, groups, transformed), 0);
  return inner + ownUnits(statement, groups) + fieldUnits(statement, transformed);
}

function ownUnits(statement: Statement, groups: GroupCapacities): number {
  const { IPSetReferenceStatement, ManagedRuleGroupStatement, RateBasedStatement, RuleGroupReferenceStatement } =
    statement;
  if (statement.GeoMatchStatement ?? statement.LabelMatchStatement) return 1;
  if (IPSetReferenceStatement !== undefined)
    return IPSetReferenceStatement.IPSetForwardedIPConfig?.Position === 'ANY' ? 5 : 1;
  if (RateBasedStatement !== undefined) return 2 + 30 * (RateBasedStatement.CustomKeys?.length ?? 0);
  if (ManagedRuleGroupStatement !== undefined) {
    const { Name, VendorName } = ManagedRuleGroupStatement;
    return groups.managed(VendorName, Name)?.capacity ?? 0;
  }
  return RuleGroupReferenceStatement === undefined ? 0 : (groups.ruleGroup(RuleGroupReferenceStatement.ARN) ?? 0);
}

function fieldUnits(statement: Statement, transformed: Set<string>): number {
  const looks = fieldOf(statement);
  if (looks === undefined) return 0;
  const { FieldToMatch, TextTransformations } = looks;
  const component = componentOf(FieldToMatch);
  for (const { Type } of TextTransformations) if (Type !== 'NONE') transformed.add(`${Type} ${component}`);
  const base = baseUnits(statement);
  if (FieldToMatch.JsonBody !== undefined) return 2 * base;
  return FieldToMatch.AllQueryArguments === undefined ? base : base + 10;
}

function baseUnits({ ByteMatchStatement, ...statement }: Statement): number {
  if (ByteMatchStatement !== undefined) return ByteMatchStatement.PositionalConstraint.startsWith('CONTAINS') ? 10 : 2;
  if (statement.RegexMatchStatement !== undefined) return 3;
  if (statement.RegexPatternSetReferenceStatement !== undefined) return 25;
  if (statement.SqliMatchStatement !== undefined)
    return statement.SqliMatchStatement.SensitivityLevel === 'HIGH' ? 30 : 20;
  return statement.XssMatchStatement === undefined ? 1 : 40;
}

/** The component alone: what is done if it is too long makes it no other. */
function componentOf(field: FieldToMatch): string {
  return JSON.stringify(field, (name, value: unknown) =>
    name === 'OversizeHandling' ? undefined : value,
  ).toLowerCase();
}
