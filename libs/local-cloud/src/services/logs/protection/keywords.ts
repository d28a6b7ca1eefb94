import type { Span } from './detector.ts';

/** Characters that may lie between a keyword and the data it speaks of. */
const PROXIMITY = 30;

const LETTER = /[A-Za-z]/;
const LOWER = /[a-z]/;
const UPPER = /[A-Z]/;

/** Tells whether a keyword stands near `text[start..end)`. */
export type Keywords = (text: string, start: number, end: number) => boolean;

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
  return (text, start, end) => {
    const from = Math.max(0, start - PROXIMITY - longest);
    const before = text.slice(from, start);
    const behind = text.slice(end, end + PROXIMITY + longest);
    if (!any.test(before) && !any.test(behind)) return false;
    return patterns.some(
      ({ pattern, open }) =>
        has(before, pattern, open, (_first, last) => before.length - last <= PROXIMITY) ||
        has(behind, pattern, open, (first) => first <= PROXIMITY),
    );
  };
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
export function nearKeyword(pattern: RegExp, near: Keywords): (text: string) => readonly Span[] {
  return (text) =>
    [...text.matchAll(pattern)]
      .map(({ 0: found, index }) => ({ start: index, end: index + found.length }))
      .filter(({ start, end }) => near(text, start, end));
}
