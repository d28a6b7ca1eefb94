import { ValidationException } from '../errors.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import type { Path } from './path.ts';
import type { Placeholders } from './placeholders.ts';
import { isReserved } from './reserved-words.ts';
import { tokensOf, type Token } from './tokens.ts';

/** Which member of a request an expression is; AWS's messages begin with it. */
export type ExpressionKind =
  'ConditionExpression' | 'FilterExpression' | 'KeyConditionExpression' | 'ProjectionExpression' | 'UpdateExpression';

const MOST_BYTES = 4096;
/** Parentheses in parentheses. AWS documents no limit; operators are limited to 300. */
const MOST_LEVELS = 150;

/** What the parsers of all kinds of expressions share: tokens, paths and placeholders. */
export class Parser {
  readonly kind: ExpressionKind;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #placeholders: Placeholders;
  #at = 0;
  #level = 0;

  constructor(kind: ExpressionKind, text: string, placeholders: Placeholders) {
    this.kind = kind;
    this.#text = text;
    this.#placeholders = placeholders;
    if (text.trim() === '') throw this.problem('The expression can not be empty;');
    if (Buffer.byteLength(text) > MOST_BYTES) {
      throw this.problem(
        `Expression size has exceeded the maximum allowed size; expression size: ${Buffer.byteLength(text)}`,
      );
    }
    this.#tokens = tokensOf(text, (token) => this.#syntaxErrorAt(token));
  }

  problem(reason: string): ValidationException {
    return new ValidationException(`Invalid ${this.kind}: ${reason}`);
  }

  get next(): Token {
    return this.#tokens[this.#at] as Token;
  }

  get afterNext(): Token {
    return this.#tokens[Math.min(this.#at + 1, this.#tokens.length - 1)] as Token;
  }

  take(): Token {
    const { next } = this;
    if (next.kind !== 'end') this.#at++;
    return next;
  }

  isSymbol(text: string): boolean {
    return this.next.kind === 'symbol' && this.next.text === text;
  }

  isWord(word: string): boolean {
    return this.next.kind === 'word' && this.next.text.toUpperCase() === word;
  }

  /** Takes the symbol if it comes next. */
  takesSymbol(text: string): boolean {
    const found = this.isSymbol(text);
    if (found) this.#at++;
    return found;
  }

  takesWord(word: string): boolean {
    const found = this.isWord(word);
    if (found) this.#at++;
    return found;
  }

  expectSymbol(text: string): void {
    if (!this.takesSymbol(text)) throw this.syntaxError();
  }

  /** What stands in parentheses; the first is taken. */
  inParentheses<Inner>(parse: () => Inner): Inner {
    if (++this.#level > MOST_LEVELS) throw this.problem('The expression has too many parentheses in parentheses;');
    const inner = parse();
    this.expectSymbol(')');
    this.#level--;
    return inner;
  }

  expectEnd(): void {
    if (this.next.kind !== 'end') throw this.syntaxError();
  }

  syntaxError(): ValidationException {
    return this.#syntaxErrorAt(this.next);
  }

  /** Whether a function of that name (which is case-sensitive) is called next. */
  isCall(): boolean {
    return this.next.kind === 'word' && this.afterNext.text === '(';
  }

  isPath(): boolean {
    return this.next.kind === 'name' || this.next.kind === 'word';
  }

  path(): Path {
    const path: (string | number)[] = [this.#pathName()];
    for (;;) {
      if (this.takesSymbol('.')) {
        path.push(this.#pathName());
      } else if (this.takesSymbol('[')) {
        const index = this.take();
        if (index.kind !== 'number') throw this.#syntaxErrorAt(index);
        path.push(Number(index.text));
        this.expectSymbol(']');
      } else {
        return path;
      }
    }
  }

  value(): AttributeValue {
    const token = this.take();
    if (token.kind !== 'value') throw this.#syntaxErrorAt(token);
    const value = this.#placeholders.value(token.text);
    if (value === undefined) {
      throw this.problem(
        `An expression attribute value used in expression is not defined; attribute value: ${token.text}`,
      );
    }
    return value;
  }

  #pathName(): string {
    const token = this.take();
    if (token.kind === 'name') {
      const name = this.#placeholders.name(token.text);
      if (name !== undefined) return name;
      throw this.problem(
        `An expression attribute name used in the document path is not defined; attribute name: ${token.text}`,
      );
    }
    if (token.kind !== 'word' || token.text.startsWith('_')) throw this.#syntaxErrorAt(token);
    if (isReserved(token.text)) {
      throw this.problem(`Attribute name is a reserved keyword; reserved keyword: ${token.text}`);
    }
    return token.text;
  }

  #syntaxErrorAt(token: Token): ValidationException {
    const tokens = this.#tokens ?? [];
    const at = tokens.indexOf(token);
    const from = tokens[at - 1]?.start ?? token.start;
    const after = tokens[at + 1];
    const to = after === undefined || after.kind === 'end' ? token.end : after.end;
    const near = this.#text.slice(from, Math.max(to, token.end));
    return this.problem(`Syntax error; token: "${token.text}", near: "${near}"`);
  }
}
