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
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) return undefined;
  const body = value.replace(/=+$/, '');
  return body.length % 4 === 1 ? undefined : body;
}
