import type { FieldStatement, Statement } from './statement.ts';

/** The statements directly within one. */
export function nested(statement: Statement): readonly Statement[] {
  const scopeDown =
    statement.RateBasedStatement?.ScopeDownStatement ?? statement.ManagedRuleGroupStatement?.ScopeDownStatement;
  return [
    ...(statement.AndStatement?.Statements ?? []),
    ...(statement.OrStatement?.Statements ?? []),
    ...(statement.NotStatement === undefined ? [] : [statement.NotStatement.Statement]),
    ...(scopeDown === undefined ? [] : [scopeDown]),
  ];
}

/** The statement and all within it. */
export function* walk(statement: Statement): Generator<Statement> {
  yield statement;
  for (const each of nested(statement)) yield* walk(each);
}

/** The part of a statement that says where it looks, if it looks into the request. */
export function fieldOf(statement: Statement): FieldStatement | undefined {
  return (
    statement.ByteMatchStatement ??
    statement.RegexMatchStatement ??
    statement.RegexPatternSetReferenceStatement ??
    statement.SizeConstraintStatement ??
    statement.SqliMatchStatement ??
    statement.XssMatchStatement
  );
}

/** Whether the statement stands for the rules of a group. */
export function isGroup(statement: Statement): boolean {
  return statement.ManagedRuleGroupStatement !== undefined || statement.RuleGroupReferenceStatement !== undefined;
}
