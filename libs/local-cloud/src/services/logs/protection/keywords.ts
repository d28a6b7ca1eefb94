import type { Span } from './detector.ts';

/** Characters that may lie between a keyword and the data it speaks of. */
const PROXIMITY = 30;

const LETTER = /[A-Za-z]/;
const LOWER = /[a-z]/;
const UPPER = /[A-Z]/;

export interface Keywords {
  /** False if no keyword is in the text, wherever. */
  mayBeIn(text: string): boolean;
  /** Whether one stands near `text[start..end)`. */
  near(text: string, start: number, end: number): boolean;
}

/**
 * Keywords of a managed data identifier: in any case, and where one has a space, also without it or with `_` or `-` instead. A keyword is a
 * word by itself or of a camelCase name; one that ends in `…` goes on (`exp d…`: exp date).
 * Source: CloudWatch Logs User Guide, "CloudWatch Logs managed data identifiers for sensitive data types".
 */
export function keywords(...words: readonly string[]): Keywords {
  const patterns = words.map((word) => ({
    pattern: new RegExp(word.replace('…', '').replaceAll(' ', '[ _-]?'), 'gi'),
    open: word.endsWith('…'),
  }));
  const any = new RegExp(patterns.map(({ pattern }) => pattern.source).join('|'), 'i');
  // With one character more than a keyword at the far end has, which tells whether it is a word there.
  const longest = Math.max(...words.map(({ length }) => length)) + 1;
  const near = (text: string, start: number, end: number): boolean => {
    const from = Math.max(0, start - PROXIMITY - longest);
    const before = text.slice(from, start);
    const behind = text.slice(end, end + PROXIMITY + longest);
    return patterns.some(
      ({ pattern, open }) =>
        has(before, pattern, open, (_first, last) => before.length - last <= PROXIMITY) ||
        has(behind, pattern, open, (first) => first <= PROXIMITY),
    );
  };
  return { mayBeIn: (text) => any.test(text), near };
}

function has(text: string, pattern: RegExp, open: boolean, near: (first: number, last: number) => boolean): boolean {
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const last = index + found.length;
    if (near(index, last) && begins(text, index) && (open || ends(text, last))) return true;
  }
  return false;
}

function begins(text: string, at: number): boolean {
  const previous = text[at - 1] ?? '';
  return !LETTER.test(previous) || (LOWER.test(previous) && UPPER.test(text[at] ?? ''));
}

function ends(text: string, at: number): boolean {
  const next = text[at] ?? '';
  return !LETTER.test(next) || (UPPER.test(next) && LOWER.test(text[at - 1] ?? ''));
}

/** Finds what matches a global pattern and has one of the keywords near it. */
export function nearKeyword(pattern: RegExp, words: Keywords): (text: string) => readonly Span[] {
  return (text) => {
    const spans = [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
    }));
    return withKeyword(text, spans, words);
  };
}

/** Those of the spans that have a keyword near them. Most texts have none. */
export function withKeyword(text: string, spans: readonly Span[], words: Keywords): readonly Span[] {
  if (spans.length === 0 || !words.mayBeIn(text)) return [];
  return spans.filter(({ start, end }) => words.near(text, start, end));
}
