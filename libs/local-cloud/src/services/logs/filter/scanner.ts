import { FilterPatternError } from './error.ts';
import type { TextPattern } from './linear-pattern.ts';
import { regex } from './regex.ts';

/** The value a comparison compares with. A `*` in a text stands for any characters. */
export type Operand =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'regex'; readonly regex: TextPattern };

/** Reads a pattern from left to right. */
export class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    this.skipSpace();
    return this.#at >= this.#text.length;
  }

  get rest(): string {
    return this.#text.slice(this.#at);
  }

  skipSpace(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  /** Whether the text goes on with `token`; if so it is taken. */
  take(token: string): boolean {
    this.skipSpace();
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  /** Takes what the sticky expression matches right here, or undefined. */
  match(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  expect(token: string): void {
    if (!this.take(token)) throw this.unexpected(`'${token}'`);
  }

  unexpected(wanted: string): FilterPatternError {
    const found = this.rest === '' ? 'the end' : `'${this.rest.slice(0, 20)}'`;
    return new FilterPatternError(`expected ${wanted}, found ${found}`);
  }

  operator(): string {
    this.skipSpace();
    const operator = this.match(/!=|>=|<=|=|>|</y);
    if (operator === undefined) throw this.unexpected('a comparison');
    return operator;
  }

  /** A quoted text, a %regex%, a number or a bare word. */
  operand(word: RegExp): Operand {
    this.skipSpace();
    const quoted = this.quoted();
    if (quoted !== undefined) return { kind: 'text', text: quoted };
    if (this.take('%')) return { kind: 'regex', regex: this.regexBody() };
    const bare = this.match(word);
    if (bare === undefined) throw this.unexpected('a value');
    const number = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(bare) ? Number(bare) : undefined;
    return number === undefined ? { kind: 'text', text: bare } : { kind: 'number', value: number, text: bare };
  }

  /** Takes `"…"`; `\"` inside stands for a quotation mark. */
  quoted(): string | undefined {
    const literal = this.match(/"(?:[^"\\]|\\.)*"/y);
    if (literal === undefined && this.#text[this.#at] === '"')
      throw new FilterPatternError('a quotation mark is not closed');
    return literal?.slice(1, -1).replace(/\\(["\\])/g, '$1');
  }

  /** Takes a regular expression whose opening `%` has been taken. */
  regexBody(): TextPattern {
    const body = this.match(/(?:[^%\\]|\\.)*/y) ?? '';
    this.expect('%');
    return regex(body);
  }
}
