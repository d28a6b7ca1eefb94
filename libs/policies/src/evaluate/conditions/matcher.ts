import type { ConditionValue } from '../../statement.ts';
import type { ContextMap } from '../context.ts';
import type { Truth } from '../truth.ts';

/** Compares one value of the request with all values of the policy: true if any fits, undefined if that cannot be said. */
export type ValueMatcher = (value: string, context: ContextMap) => Truth;

/** A condition operator without its modifiers: what its values are compiled to, and whether the result is negated. */
export interface Operator {
  readonly negated: boolean;
  /** `problem` is told of every policy value the operator cannot use. */
  readonly compile: (values: readonly ConditionValue[], options: CompileOptions) => ValueMatcher;
}

export interface CompileOptions {
  /** Policy variables are known (language version 2012-10-17). */
  readonly variables: boolean;
  readonly problem: (message: string) => void;
}

/** A matcher over parsed values: `parse` reads both sides, `fits` compares. A policy value that does not parse is a problem. */
export function parsedMatcher<P, R>(
  values: readonly ConditionValue[],
  options: CompileOptions,
  expected: string,
  parse: (value: ConditionValue) => P | undefined,
  read: (value: string) => R | undefined,
  fits: (request: R, policy: P) => boolean,
): ValueMatcher {
  const wanted: P[] = [];
  let malformed = false;
  for (const value of values) {
    const parsed = parse(value);
    if (parsed === undefined) {
      malformed = true;
      options.problem(`${JSON.stringify(value)} is not ${expected}`);
    } else wanted.push(parsed);
  }
  return (text) => {
    const value = read(text);
    if (value === undefined) return malformed ? undefined : false;
    for (const policyValue of wanted) if (fits(value, policyValue)) return true;
    return malformed ? undefined : false;
  };
}
