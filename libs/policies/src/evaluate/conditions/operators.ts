import { arnOperators } from './arn.ts';
import { binaryOperators } from './binary.ts';
import { booleanOperators } from './boolean.ts';
import { dateOperators } from './date.ts';
import { ipOperators } from './ip.ts';
import type { Operator } from './matcher.ts';
import { numericOperators } from './numeric.ts';
import { stringOperators } from './string.ts';

/** Every condition operator that compares values; `Null` looks at the key and stands beside them. */
export const operators = {
  ...stringOperators,
  ...numericOperators,
  ...dateOperators,
  ...booleanOperators,
  ...binaryOperators,
  ...ipOperators,
  ...arnOperators,
} satisfies Record<string, Operator>;

export type OperatorName = keyof typeof operators;

export type SetOperator = 'ForAllValues' | 'ForAnyValue';

/** An operator as written in a policy, taken apart: `ForAnyValue:StringLikeIfExists`. */
export interface OperatorUse {
  readonly set: SetOperator | undefined;
  readonly name: OperatorName | 'Null';
  readonly ifExists: boolean;
}

/** Undefined for a name AWS does not know. Operator names are matched exactly as documented. */
export function parseOperator(text: string): OperatorUse | undefined {
  if (text === 'Null') return { set: undefined, name: 'Null', ifExists: false };
  const parts = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(text);
  if (parts === null) return undefined;
  const [, set, name, suffix] = parts;
  if (!isOperatorName(name as string)) return undefined;
  return { set: set as SetOperator | undefined, name: name as OperatorName, ifExists: suffix !== undefined };
}

function isOperatorName(name: string): boolean {
  return Object.hasOwn(operators, name);
}
