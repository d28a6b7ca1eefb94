import { compileColumns } from './columns.ts';
import { FilterPatternError } from './error.ts';
import { compileJsonPattern } from './json-pattern.ts';
import { compileTerms } from './terms.ts';

export { FilterPatternError } from './error.ts';

/** Answers whether a log message matches. */
export type MessageTest = (message: string) => boolean;

/**
 * Compiles a filter pattern: terms (`ERROR -DEBUG "exact phrase" %regex%`, `?a ?b`), a JSON pattern (`{ $.status = 500 && … }`) or
 * columns (`[ip, …, status = 4*]`). Throws FilterPatternError if CloudWatch Logs would refuse it.
 * Source: CloudWatch Logs User Guide, "Filter pattern syntax for metric filters, subscription filters, filter log events".
 */
export function compileFilterPattern(pattern: string): MessageTest {
  const trimmed = checked(pattern);
  if (trimmed.startsWith('{')) {
    const { match } = compileJsonPattern(trimmed);
    return (message) => match(message) !== undefined;
  }
  if (trimmed.startsWith('[')) {
    const { match } = compileColumns(trimmed);
    return (message) => match(message) !== undefined;
  }
  return compileTerms(trimmed);
}

/** Throws FilterPatternError if the pattern is too long. */
export function checked(pattern: string): string {
  if (pattern.length > 1024) throw new FilterPatternError('it is longer than 1024 characters');
  return pattern.trim();
}
