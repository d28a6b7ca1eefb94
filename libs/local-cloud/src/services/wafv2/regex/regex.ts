import { Automaton } from './automaton.ts';
import { parse } from './parse.ts';
import { RegexError } from './regex-error.ts';
import { build } from './states.ts';

export interface Regex {
  /** Whether the pattern matches somewhere; every character of `text` stands for a byte. Takes time linear in its length. */
  test(text: string): boolean;
}

/** Characters a pattern may have. Source: AWS WAF Developer Guide, "AWS WAF quotas". */
const LONGEST = 512;

/** Compiles a pattern. Throws RegexError with the reason if AWS WAF would not take it. */
export function compileRegex(pattern: string): Regex {
  if (pattern.length < 1) throw new RegexError('the pattern is empty');
  return new Automaton(build(parse(pattern)));
}

/** What AWS WAF would have against a pattern. */
export function regexProblem(pattern: string): string | undefined {
  if (pattern.length > LONGEST) return `the pattern has ${pattern.length} of at most ${LONGEST} characters`;
  return problemOf(pattern);
}

/** Whether a pattern of any length can be compiled. */
export function isRegex(pattern: string): boolean {
  return problemOf(pattern) === undefined;
}

function problemOf(pattern: string): string | undefined {
  try {
    build(parse(pattern));
    return pattern === '' ? 'the pattern is empty' : undefined;
  } catch (error) {
    if (error instanceof RegexError) return error.message;
    throw error;
  }
}
