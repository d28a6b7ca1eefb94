import type { ConditionValue } from '../../statement.ts';
import { parsedMatcher, type Operator } from './matcher.ts';

/**
 * Numeric condition operators: integers and decimals; anything else in the request is no number and matches nothing.
 * Source: IAM User Guide, "Numeric condition operators".
 */
export const numericOperators = {
  NumericEquals: numeric(false, (request, policy) => request === policy),
  NumericNotEquals: numeric(true, (request, policy) => request === policy),
  NumericLessThan: numeric(false, (request, policy) => request < policy),
  NumericLessThanEquals: numeric(false, (request, policy) => request <= policy),
  NumericGreaterThan: numeric(false, (request, policy) => request > policy),
  NumericGreaterThanEquals: numeric(false, (request, policy) => request >= policy),
} satisfies Record<string, Operator>;

function numeric(negated: boolean, fits: (request: number, policy: number) => boolean): Operator {
  return {
    negated,
    compile: (values, options) => parsedMatcher(values, options, 'a number', parseNumber, parseNumber, fits),
  };
}

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** Strictly: `12abc`, `0x10` and the empty string are no numbers. */
export function parseNumber(value: ConditionValue): number | undefined {
  const text = String(value);
  return decimal.test(text) ? Number(text) : undefined;
}
