import { classEscapes, single, type ByteSet } from './byte-set.ts';
import type { Assertion } from './node.ts';
import { RegexError } from './regex-error.ts';

export interface Escape {
  /** Where the pattern goes on. */
  readonly next: number;
  /** What stood between `\Q` and `\E`. */
  readonly text?: string;
  readonly result: { readonly set: ByteSet } | { readonly assertion: Assertion };
}

const assertions: Readonly<Record<string, Assertion>> = {
  A: 'start',
  b: 'word',
  B: 'not-word',
  z: 'very-end',
  Z: 'end',
};
const controls: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

/** Reads the escape that begins at `at`. */
export function readEscape(pattern: string, at: number): Escape {
  const letter = pattern[at + 1];
  if (letter === undefined) throw new RegexError('a backslash has nothing after it');
  if (letter === 'Q') {
    const end = pattern.indexOf('\\E', at);
    const text = pattern.slice(at + 2, end < 0 ? undefined : end);
    return { next: end < 0 ? pattern.length : end + 2, text, result: { set: single(0) } };
  }
  const assertion = assertions[letter];
  if (assertion !== undefined) return { next: at + 2, result: { assertion } };
  const set = classEscapes[letter];
  if (set !== undefined) return { next: at + 2, result: { set } };
  const { byte, next } = readByte(pattern, at);
  return { next, result: { set: single(byte) } };
}

/** An escape that stands for one byte. */
export function readByte(pattern: string, at: number): { readonly byte: number; readonly next: number } {
  const letter = pattern[at + 1] ?? '';
  const rest = pattern.slice(at);
  const control = controls[letter];
  if (control !== undefined) return { byte: control, next: at + 2 };
  const numbered = /^\\(?:x\{([0-9A-Fa-f]{1,2})\}|x([0-9A-Fa-f]{0,2})|(0[0-7]{0,2}))/.exec(rest);
  if (numbered !== null) {
    const [all, braced, hex, octal] = numbered;
    const digits = braced ?? hex;
    return {
      byte: digits === undefined ? parseInt(octal ?? '0', 8) : parseInt(digits || '0', 16),
      next: at + all.length,
    };
  }
  const typed = /^\\c([ -~])/.exec(rest)?.[1];
  if (typed !== undefined) return { byte: typed.toUpperCase().charCodeAt(0) ^ 64, next: at + 3 };
  if (/[A-Za-z0-9]/.test(letter)) throw new RegexError(`\\${letter} is not supported`);
  return { byte: letter.charCodeAt(0), next: at + 2 };
}
