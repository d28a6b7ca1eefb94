import { signature } from './sqli/lexer.ts';
import { AFTER_QUOTE, AFTER_TIGHT_QUOTE, ANYWHERE, AT_START, HIGH_ONLY } from './sqli/shapes.ts';
import type { Shape } from './sqli/shapes.ts';

/** A quote after which something stands that can go on in SQL; all other quotes are passed over quickly. */
const BREAK =
  /['"](?=[\s\0-\x1f)(]*(?:[;|&=#,+*/^<>!~%-]|or\b|and\b|xor\b|union\b|order\b|group\b|having\b|into\b|limit\b|like\b|in\b|is\b|between\b|r?like\b|regexp\b|waitfor\b|div\b|mod\b|not\b|or['"(!~@]|and['"(!~@]))/gi;

/** An injection is decided by what follows its quote; no shape needs more than this. */
const WINDOW = 512;
const TOKENS = 16;

/** Quotes that some databases take for the plain one, and letters of full width, become plain ASCII. */
const plain = (text: string): string =>
  /[^\0-\x7f]/.test(text) ? text.normalize('NFKC').replace(/[\u02b9\u02bc\u2018\u2019\u2032]/g, "'") : text;

const isTight = (code: string, quote: number): boolean => quote === 0 || /[^\s:([{,=]/.test(code[quote - 1] ?? '');

const fits = (shapes: readonly Shape[], letters: string): boolean =>
  shapes.some(({ pattern }) => pattern.test(letters));

/**
 * Whether `text` looks like injected SQL, as the statement `SqliMatchStatement` asks. AWS does not say how its detector works; this one
 * reads the text as SQL three ways: as it stands, and as what comes after each single or double quote in it, and compares
 * the shape of what it read with known shapes of attacks. Prose with apostrophes and SQL's words has none of those shapes.
 * Decoding is the business of text transformations. Never throws; time is linear in the length.
 *
 * @param sensitivity `LOW`, AWS's default, prefers few false alarms; `HIGH` finds more
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-sqli-match.html
 */
export const detectSqli = (text: string, sensitivity: 'LOW' | 'HIGH'): boolean => {
  const code = plain(text);
  const high = sensitivity === 'HIGH';
  const whole = signature(code, 0);
  if (fits(AT_START, whole) || fits(ANYWHERE, whole) || (high && fits(HIGH_ONLY, whole))) return true;
  for (const { index } of code.matchAll(BREAK)) {
    const rest = `s${signature(code, index + 1, WINDOW, TOKENS)}`;
    if (isTight(code, index) && fits(AFTER_TIGHT_QUOTE, rest)) return true;
    if (fits(AFTER_QUOTE, rest) || fits(ANYWHERE, rest) || (high && fits(HIGH_ONLY, rest))) return true;
  }
  return false;
};
