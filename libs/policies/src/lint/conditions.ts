import { listOf } from '../document.ts';
import { operators, parseOperator, type OperatorUse } from '../evaluate/conditions/operators.ts';
import type { ConditionValue, Statement } from '../statement.ts';

/** One operator with one key of a statement, the operator taken apart. */
export interface ConditionUse {
  readonly operator: string;
  /** Undefined for an operator AWS does not know. */
  readonly use: OperatorUse | undefined;
  readonly negated: boolean;
  readonly key: string;
  readonly values: readonly ConditionValue[];
}

export function conditionsIn(statement: Statement): readonly ConditionUse[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => {
      const use = parseOperator(operator);
      const negated = use !== undefined && use.name !== 'Null' && operators[use.name].negated;
      return { operator, use, negated, key, values: listOf(values) };
    }),
  );
}
