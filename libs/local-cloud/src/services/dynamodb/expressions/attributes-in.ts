import type { Condition, Expression, Operand, UpdateAction } from './ast.ts';

/** Names of the top-level attributes a condition is about. */
export function attributesInCondition(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...attributesInCondition(condition.left), ...attributesInCondition(condition.right)];
    case 'not':
      return attributesInCondition(condition.condition);
    case 'compare':
      return [condition.left, condition.right].flatMap(ofOperand);
    case 'between':
      return [condition.operand, condition.low, condition.high].flatMap(ofOperand);
    case 'in':
      return [condition.operand, ...condition.list].flatMap(ofOperand);
    case 'exists':
    case 'type':
      return [String(condition.path[0])];
    case 'begins_with':
    case 'contains':
      return [condition.operand, condition.argument].flatMap(ofOperand);
  }
}

/** Names of the top-level attributes an update reads or writes. */
export function attributesInUpdate(actions: readonly UpdateAction[]): readonly string[] {
  return actions.flatMap((action) => [
    String(action.path[0]),
    ...(action.kind === 'SET' ? ofExpression(action.to) : []),
  ]);
}

function ofOperand(operand: Operand): readonly string[] {
  return operand.kind === 'value' ? [] : [String(operand.path[0])];
}

function ofExpression(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'value':
      return [];
    case 'path':
      return [String(expression.path[0])];
    case 'if_not_exists':
      return [String(expression.path[0]), ...ofExpression(expression.otherwise)];
    default:
      return [...ofExpression(expression.left), ...ofExpression(expression.right)];
  }
}
