import { FilterPatternError } from './error.ts';

/**
 * Filter patterns know a subset of regular expressions: no groups, few symbols, ASCII only; without groups no expression can
 * take exponential time. Source: CloudWatch Logs User Guide, "Supported regular expressions (regex) syntax".
 */
const ALLOWED = /^(?:[A-Za-z0-9\s:_#=@/;,\-^$?[\]{}|*+.]|\\[^\n])*$/;

export function regex(body: string): RegExp {
  if (body === '') throw new FilterPatternError('a regular expression is empty');
  if (!ALLOWED.test(body))
    throw new FilterPatternError(`the regular expression %${body}% has characters that are not supported`);
  try {
    return new RegExp(body);
  } catch {
    throw new FilterPatternError(`%${body}% is no regular expression`);
  }
}
