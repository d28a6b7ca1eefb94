import type { RuleAction } from '../statements/rule.ts';
import type { FieldToMatch, Statement, TextTransformation } from '../statements/statement.ts';
import { DECODED, UNCHANGED } from './fields.ts';
import type { ManagedRule } from './managed-rule-group.ts';

/** Rules of a group whose labels are `awswaf:managed:aws:NAMESPACE:…`. AWS's labels do not follow from the names, so both are given. */
export const rulesOf =
  (namespace: string) =>
  (name: string, label: string, statement: Statement, action: RuleAction = { Block: {} }): ManagedRule => ({
    Name: name,
    Action: action,
    Statement: statement,
    RuleLabels: [{ Name: `awswaf:managed:aws:${namespace}:${label}` }],
  });

export const anyOf = (statements: readonly Statement[]): Statement => {
  const [only, ...others] = statements;
  return only !== undefined && others.length === 0 ? only : { OrStatement: { Statements: statements } };
};

/** Whether one of the expressions is found in the part of the request, decoded unless said otherwise. */
export const matches = (
  field: FieldToMatch,
  expressions: readonly string[],
  transformations: readonly TextTransformation[] = DECODED,
): Statement =>
  anyOf(
    expressions.map((expression) => ({
      RegexMatchStatement: { FieldToMatch: field, TextTransformations: transformations, RegexString: expression },
    })),
  );

export const largerThan = (field: FieldToMatch, bytes: number): Statement => ({
  SizeConstraintStatement: {
    FieldToMatch: field,
    TextTransformations: UNCHANGED,
    ComparisonOperator: 'GT',
    Size: bytes,
  },
});

export const sqli = (field: FieldToMatch): Statement => ({
  SqliMatchStatement: { FieldToMatch: field, TextTransformations: DECODED, SensitivityLevel: 'LOW' },
});

export const xss = (field: FieldToMatch): Statement => ({
  XssMatchStatement: { FieldToMatch: field, TextTransformations: DECODED },
});
