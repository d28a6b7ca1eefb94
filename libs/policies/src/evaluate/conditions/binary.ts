import type { ConditionValue } from '../../statement.ts';
import { parsedMatcher, type Operator } from './matcher.ts';

/** `BinaryEquals`: the same bytes, both sides base64. Source: IAM User Guide, "Binary condition operators". */
export const binaryOperators = {
  BinaryEquals: {
    negated: false,
    compile: (values, options) =>
      parsedMatcher(values, options, 'base64', parseBase64, parseBase64, (request, policy) => request === policy),
  },
} satisfies Record<string, Operator>;

/** Base64 text without its padding, by which equal bytes are compared. */
export function parseBase64(value: ConditionValue): string | undefined {
  const parts = typeof value === 'string' ? /^([A-Za-z0-9+/]*)={0,2}$/.exec(value) : null;
  const body = parts?.[1];
  return body === undefined || body.length % 4 === 1 ? undefined : body;
}
