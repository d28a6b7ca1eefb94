import type { ConditionValue } from '../../statement.ts';
import { parsedMatcher, type Operator } from './matcher.ts';

/** `Bool`: true or false in any case, as text or JSON boolean. Source: IAM User Guide, "Boolean condition operators". */
export const booleanOperators = {
  Bool: {
    negated: false,
    compile: (values, options) =>
      parsedMatcher(
        values,
        options,
        'true or false',
        parseBoolean,
        parseBoolean,
        (request, policy) => request === policy,
      ),
  },
} satisfies Record<string, Operator>;

export function parseBoolean(value: ConditionValue): boolean | undefined {
  const text = String(value).toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
