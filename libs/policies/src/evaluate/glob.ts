import type { ContextMap } from './context.ts';
import { parseTemplate, STAR, QUESTION, type Token } from './variables.ts';

/**
 * A pattern compiled once: `*` is any run of characters (also none, also newlines), `?` exactly one.
 * Plain shapes skip the general matcher, which only the rest needs.
 */
export interface Glob {
  readonly kind: 'any' | 'literal' | 'prefix' | 'general' | 'template';
  /** The literal text (literal, prefix), otherwise ''. */
  readonly text: string;
  /** What the general matcher walks; a template also holds variables to be filled in per request. */
  readonly tokens: readonly Token[];
}

/**
 * Whether `value` matches `pattern`, the wildcard rules of IAM: case-sensitive, the whole value, no escapes.
 *
 * @example
 * matchGlob('s3:Get*', 's3:GetObject'); // => true
 * matchGlob('a?c', 'ac'); // => false
 */
export function matchGlob(pattern: string, value: string): boolean {
  return matchCompiled(compileGlob(parseTemplate(pattern, false)), value, undefined);
}

/** Sorts tokens into the cheapest shape that can match them. */
export function compileGlob(tokens: readonly Token[]): Glob {
  if (tokens.some((token) => typeof token === 'object')) return { kind: 'template', text: '', tokens };
  const codes = tokens as readonly number[];
  const firstWild = codes.findIndex((code) => code < 0);
  if (firstWild === -1) return { kind: 'literal', text: textOf(codes), tokens };
  const onlyStarsFollow = codes.slice(firstWild).every((code) => code === STAR);
  if (!onlyStarsFollow) return { kind: 'general', text: '', tokens };
  return firstWild === 0
    ? { kind: 'any', text: '', tokens }
    : { kind: 'prefix', text: textOf(codes.slice(0, firstWild)), tokens };
}

/** Matches `value` from index `from`; `context` fills the variables of a template, a missing one matches nothing. */
export function matchCompiled(glob: Glob, value: string, context: ContextMap | undefined, from = 0): boolean {
  switch (glob.kind) {
    case 'any':
      return true;
    case 'literal':
      return value.length - from === glob.text.length && value.startsWith(glob.text, from);
    case 'prefix':
      return value.startsWith(glob.text, from);
    case 'general':
      return walk(glob.tokens as readonly number[], value, from);
    case 'template': {
      const codes = fill(glob.tokens, context);
      return codes !== undefined && walk(codes, value, from);
    }
  }
}

/** Greedy match that returns to the last `*` on a mismatch: linear in practice, quadratic at worst, never exponential. */
function walk(pattern: readonly number[], value: string, from: number): boolean {
  let at = from;
  let p = 0;
  let starAt = -1;
  let retry = from;
  while (at < value.length) {
    const code = pattern[p];
    if (code === STAR) {
      starAt = p++;
      retry = at;
    } else if (code === QUESTION) {
      at += characterLength(value, at);
      p++;
    } else if (code === value.charCodeAt(at)) {
      at++;
      p++;
    } else if (starAt >= 0) {
      p = starAt + 1;
      at = ++retry;
    } else {
      return false;
    }
  }
  while (pattern[p] === STAR) p++;
  return p === pattern.length;
}

/** A character outside the Basic Multilingual Plane takes two code units; `?` matches all of it. */
function characterLength(value: string, at: number): number {
  return (value.codePointAt(at) as number) > 0xffff ? 2 : 1;
}

function fill(tokens: readonly Token[], context: ContextMap | undefined): readonly number[] | undefined {
  const codes: number[] = [];
  for (const token of tokens) {
    if (typeof token === 'number') {
      codes.push(token);
      continue;
    }
    const found = context?.get(token.key);
    // A variable with several values has no single text to insert; AWS lets only single-valued keys be variables.
    const text = typeof found === 'string' ? found : token.fallback;
    if (text === undefined) return undefined;
    for (let i = 0; i < text.length; i++) codes.push(text.charCodeAt(i));
  }
  return codes;
}

function textOf(codes: readonly number[]): string {
  return codes.map((code) => String.fromCharCode(code)).join('');
}
