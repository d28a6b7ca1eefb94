import { listOf } from '../../document.ts';
import type { ConditionBlock, ConditionValue } from '../../statement.ts';
import type { ContextMap } from '../context.ts';
import { not, type Truth } from '../truth.ts';
import type { ValueMatcher } from './matcher.ts';
import { compileNull } from './null.ts';
import { operators, parseOperator, type OperatorUse } from './operators.ts';

/** One operator with one key: the unit that is ANDed. */
export interface CompiledCondition {
  readonly operator: string;
  /** As written in the policy. */
  readonly key: string;
  readonly values: readonly ConditionValue[];
  readonly test: (context: ContextMap) => Truth;
  /** Why the condition cannot always be decided: an unknown operator or malformed values. */
  readonly problems: readonly string[];
}

export function compileConditions(block: ConditionBlock, variables: boolean): readonly CompiledCondition[] {
  return Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => compileCondition(operator, key, listOf(values), variables)),
  );
}

function compileCondition(
  operator: string,
  key: string,
  values: readonly ConditionValue[],
  variables: boolean,
): CompiledCondition {
  const problems: string[] = [];
  const problem = (message: string) => void problems.push(`${operator} on ${key}: ${message}`);
  const lowerKey = key.toLowerCase();
  const use = parseOperator(operator);
  if (use === undefined) problems.push(`the unknown condition operator ${operator}`);
  const test =
    use === undefined
      ? () => undefined
      : use.name === 'Null'
        ? compileNull(lowerKey, values, problem)
        : compileUse(
            use,
            operators[use.name].negated,
            lowerKey,
            operators[use.name].compile(values, { variables, problem }),
          );
  return { operator, key, values, test, problems };
}

function compileUse(
  use: OperatorUse,
  negated: boolean,
  key: string,
  matches: ValueMatcher,
): (context: ContextMap) => Truth {
  const one = (value: string, context: ContextMap): Truth => {
    const truth = matches(value, context);
    return negated ? not(truth) : truth;
  };
  const absent = whenAbsent(use, negated);
  if (use.set === undefined) {
    return (context) => {
      const value = context.get(key);
      if (typeof value === 'string') return one(value, context);
      // A multivalued key needs a set operator; without one AWS does not say what happens, so the statement fails closed.
      return value === undefined ? absent : undefined;
    };
  }
  const all = use.set === 'ForAllValues';
  return (context) => {
    const value = context.get(key);
    // "It also returns true if … the context key value resolves to a null dataset, such as an empty string."
    if (value === undefined) return absent;
    if (value === '') return all;
    return quantify(all, typeof value === 'string' ? [value] : value, one, context);
  };
}

/**
 * Source: IAM User Guide, "Condition operator logic", "…IfExists" and "Set operators for multivalued context keys".
 * For `ForAnyValue:…IfExists` the last two pages contradict each other, so it is left undecided and fails closed.
 */
function whenAbsent(use: OperatorUse, negated: boolean): Truth {
  if (use.set === 'ForAnyValue') return use.ifExists ? undefined : false;
  return use.set === 'ForAllValues' || use.ifExists || negated;
}

function quantify(
  all: boolean,
  values: readonly string[],
  one: (value: string, context: ContextMap) => Truth,
  context: ContextMap,
): Truth {
  let result: Truth = all;
  for (const value of values) {
    const truth = one(value, context);
    if (truth === !all) return truth;
    if (truth === undefined) result = undefined;
  }
  return result;
}
