import type { ConditionValue } from '../../statement.ts';
import type { ContextMap } from '../context.ts';
import type { Truth } from '../truth.ts';
import { parseBoolean } from './boolean.ts';

/**
 * `Null`: whether the key is absent (`true`) or present (`false`). Source: IAM User Guide, "Null condition operator".
 * It looks at the key, not at a value, so it takes neither IfExists nor a set operator.
 */
export function compileNull(
  key: string,
  values: readonly ConditionValue[],
  problem: (message: string) => void,
): (context: ContextMap) => Truth {
  const wanted = values.map(parseBoolean);
  for (const [index, value] of wanted.entries()) {
    if (value === undefined) problem(`${JSON.stringify(values[index])} is not true or false`);
  }
  const malformed = wanted.includes(undefined);
  return (context) => {
    if (wanted.includes(context.get(key) === undefined)) return true;
    return malformed ? undefined : false;
  };
}
