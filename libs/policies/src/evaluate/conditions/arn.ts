import { compileArnPattern, matchArnPattern } from '../arn-pattern.ts';
import type { Operator, ValueMatcher } from './matcher.ts';

/**
 * ARN condition operators. Equals and Like are the same: six fields, wildcards allowed in each and staying in it.
 * Source: IAM User Guide, "Amazon Resource Name (ARN) condition operators".
 */
export const arnOperators = {
  ArnEquals: { negated: false, compile: like },
  ArnLike: { negated: false, compile: like },
  ArnNotEquals: { negated: true, compile: like },
  ArnNotLike: { negated: true, compile: like },
} satisfies Record<string, Operator>;

function like(...[values, { variables, problem }]: Parameters<Operator['compile']>): ValueMatcher {
  const scope = variables ? 'everywhere' : undefined;
  const patterns = values.map((value) => compileArnPattern(String(value), { variables: scope }));
  for (const [index, pattern] of patterns.entries()) {
    if (pattern.kind === 'nothing') problem(`${JSON.stringify(values[index])} is not an ARN of six fields`);
  }
  const malformed = patterns.some((pattern) => pattern.kind === 'nothing');
  return (text, context) => {
    for (const pattern of patterns) if (matchArnPattern(pattern, text, context)) return true;
    return malformed ? undefined : false;
  };
}
