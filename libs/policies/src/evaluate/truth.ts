/** A condition holds, does not hold, or cannot be decided (unknown operator, malformed value): then the statement fails closed. */
export type Truth = boolean | undefined;

export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}
