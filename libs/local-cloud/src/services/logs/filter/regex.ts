import { FilterPatternError } from './error.ts';
import { linearPattern, linearSpans, type TextPattern, type TextSpan } from './linear-pattern.ts';

/**
 * Filter patterns know a subset of regular expressions: no groups, few symbols, ASCII only.
 * Source: CloudWatch Logs User Guide, "Supported regular expressions (regex) syntax".
 */
const ALLOWED = /^(?:[A-Za-z0-9\s:_#=@/;,\-^$?[\]{}|*+.]|\\[^\n])*$/;

export function regex(body: string): TextPattern {
  check(body);
  return linearPattern(body);
}

/** Every part of a text that the expression matches; parts that touch or overlap are one. Throws FilterPatternError. */
export function regexSpans(body: string): (text: string) => readonly TextSpan[] {
  check(body);
  return linearSpans(body);
}

function check(body: string): void {
  if (body === '') throw new FilterPatternError('a regular expression is empty');
  if (!ALLOWED.test(body))
    throw new FilterPatternError(`the regular expression %${body}% has characters that are not supported`);
  try {
    new RegExp(body);
  } catch {
    throw new FilterPatternError(`%${body}% is no regular expression`);
  }
}
