import { DANGEROUS_FUNCTIONS, FUNCTIONS, PAIRS, WORDS } from './words.ts';

/**
 * Sticky expressions, tried in this order at every place. None has a quantifier inside a quantifier, so that each of them takes time
 * in proportion to what it reads.
 */
const SPACE = /(?:[\s\0-\x1f]|\/\*!\d{0,6}|\*\/)+/y;
const WORD = /[a-z_$\u0080-\uffff][\w$\u0080-\uffff]*(?:\.{1,2}[\w$\u0080-\uffff]+)*/iy;
const NUMBER = /(?:0x[0-9a-f]+|0b[01]+|\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)/iy;
const KEYWORD_AFTER_NUMBER = /(?:or|and|xor|union|div|like|is|in|from|where|having|order|group|limit)(?![\w$])/iy;
const ALPHANUMERIC = /[\w$]/y;
const VARIABLE = /@{1,2}[\w$.]+/y;
const COMPARISON = /(?:<=>|<>|!=|!<|!>|<=|>=|:=|=|<|>)/y;
const LOGICAL = /(?:&&|\|\|)/y;
const NEXT_WORD = /\s*([a-z]+)/iy;
const PARENTHESIS = /\s*\(/y;
const STRING_PREFIX = /^(?:n|x|b|e|u&|_utf8)$/i;

const QUOTES: ReadonlySet<string> = new Set(["'", '"']);
const PUNCTUATION: ReadonlySet<string> = new Set(['(', ')', ',', ';']);
const OPERATORS: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '|', '&', '^', '~']);

const at = (pattern: RegExp, text: string, index: number): string | undefined => {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0];
};

/** Where a string that opened before `index` ends: the place after its closing quote, or undefined if it is never closed. */
const endOfString = (text: string, quote: string, index: number): number | undefined => {
  for (let place = index; ; place += 2) {
    place = text.indexOf(quote, place);
    if (place === -1) return undefined;
    if (text[place + 1] === quote) continue;
    let backslashes = 0;
    while (place - backslashes > index && text[place - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return place + 1;
    place -= 1;
  }
};

interface Token {
  readonly letter: string;
  readonly end: number;
}

const wordToken = (text: string, word: string, end: number): Token => {
  const lower = word.toLowerCase();
  if (/(?:^|\.)(?:xp_|sp_oa|sp_execute)/.test(lower)) return { letter: 'x', end };
  if (
    /^(?:information_schema|pg_catalog|sys|mysql|sqlite_master)(?:\.|$)/.test(lower) &&
    lower !== 'sys' &&
    lower !== 'mysql'
  ) {
    return { letter: 'i', end };
  }
  NEXT_WORD.lastIndex = end;
  const next = NEXT_WORD.exec(text);
  const pair = next?.[1] === undefined ? undefined : PAIRS.get(`${lower} ${next[1].toLowerCase()}`);
  if (pair !== undefined) return { letter: pair, end: NEXT_WORD.lastIndex };
  if (at(PARENTHESIS, text, end) !== undefined) {
    if (DANGEROUS_FUNCTIONS.has(lower)) return { letter: 'F', end };
    if (FUNCTIONS.has(lower)) return { letter: 'f', end };
  }
  const letter = WORDS.get(lower);
  return { letter: letter === undefined || letter === 'B' ? 'w' : letter, end };
};

/** A number, or a name that begins with digits, or a number glued to a keyword as in `1or 1=1`. */
const numberToken = (text: string, number: string, index: number): Token => {
  const end = index + number.length;
  if (at(ALPHANUMERIC, text, end) === undefined || at(KEYWORD_AFTER_NUMBER, text, end) !== undefined) {
    return { letter: 'n', end };
  }
  return { letter: 'w', end: end + (at(/[\w$]+/y, text, end) ?? '').length };
};

const stringToken = (text: string, quote: string, index: number, whole: boolean): Token => {
  const end = endOfString(text, quote, index + 1);
  return end === undefined ? { letter: whole ? 'S' : 's', end: text.length } : { letter: 's', end };
};

const nextToken = (text: string, index: number, whole: boolean): Token => {
  const character = text[index] ?? '';
  if (QUOTES.has(character)) return stringToken(text, character, index, whole);
  const word = at(WORD, text, index);
  if (word !== undefined) {
    const end = index + word.length;
    const quote = text[end] ?? '';
    if (quote === "'" && STRING_PREFIX.test(word)) return stringToken(text, quote, end, whole);
    return wordToken(text, word, end);
  }
  const number = at(NUMBER, text, index);
  if (number !== undefined) return numberToken(text, number, index);
  if (text.startsWith('--', index) || text.startsWith('/*', index)) return { letter: 'c', end: index + 2 };
  if (character === '#') return { letter: 'c', end: index + 1 };
  if (character === '`') {
    const end = text.indexOf('`', index + 1);
    return { letter: 'w', end: end === -1 ? index + 1 : end + 1 };
  }
  const variable = at(VARIABLE, text, index);
  if (variable !== undefined) return { letter: 'v', end: index + variable.length };
  const comparison = at(COMPARISON, text, index);
  if (comparison !== undefined) return { letter: '=', end: index + comparison.length };
  const logical = at(LOGICAL, text, index);
  if (logical !== undefined) return { letter: 'l', end: index + logical.length };
  if (PUNCTUATION.has(character)) return { letter: character, end: index + 1 };
  if (character === '!') return { letter: '!', end: index + 1 };
  return { letter: OPERATORS.has(character) ? 'o' : '?', end: index + 1 };
};

/** A comment that is closed separates words and says nothing; `/*!50000union*\/` of MySQL is code, and `SPACE` reads it as such. */
const endOfComment = (text: string, index: number): number | undefined => {
  if (!text.startsWith('/*', index)) return undefined;
  const end = text.indexOf('*/', index + 2);
  return end === -1 ? undefined : end + 2;
};

/**
 * The signature of `text` from `start` on: one letter for each token, as `words.ts` names them, and besides `s` a string, `S` a string that
 * is still open at the end, `n` number, `w` name, `i` a catalogue of the database, `v` variable, `x` a procedure of the server,
 * `f`/`F` a function that is called, `=` comparison, `o` operator, `c` where a comment begins, `( ) , ;` themselves, `?` all else.
 * What comes after the beginning of a comment is read too: whether it is one depends on the database.
 *
 * @param window at most this many characters are read; a string still open there counts as closed.
 * @param tokens at most this many letters.
 */
export const signature = (text: string, start: number, window = Infinity, tokens = Infinity): string => {
  const whole = text.length - start <= window;
  const code = start === 0 && whole ? text : text.slice(start, start + window);
  const letters: string[] = [];
  let commentsEnd = true;
  for (let index = 0; index < code.length && letters.length < tokens;) {
    const space = at(SPACE, code, index);
    if (space !== undefined) {
      index += space.length;
      continue;
    }
    const comment = commentsEnd ? endOfComment(code, index) : undefined;
    if (comment !== undefined) {
      index = comment;
      continue;
    }
    const token = nextToken(code, index, whole);
    letters.push(token.letter);
    // Looked for once and not found, the end of a comment is not looked for again: that would take quadratic time.
    if (token.letter === 'c' && code[index] === '/') commentsEnd = false;
    index = token.end;
  }
  return letters.join('');
};
