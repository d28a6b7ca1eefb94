import type { ValidationException } from '../errors.ts';

export interface Token {
  /** `word`: an attribute name, keyword or function; `name`: `#…`; `value`: `:…`. */
  readonly kind: 'word' | 'name' | 'value' | 'number' | 'symbol' | 'end';
  readonly text: string;
  /** Where it begins and ends in the expression. */
  readonly start: number;
  readonly end: number;
}

const pattern = /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(\d+)|(<>|<=|>=|[=<>()[\],.+-]))/y;
const kinds = ['word', 'name', 'value', 'number', 'symbol'] as const;

/** The expression in tokens, the last of kind `end`. Throws ValidationException for a character that no expression has. */
export function tokensOf(expression: string, syntaxError: (token: Token) => ValidationException): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    pattern.lastIndex = at;
    const found = pattern.exec(expression);
    if (found === null) break;
    const group = found.slice(1).findIndex((each) => each !== undefined);
    const text = found[group + 1] as string;
    at = pattern.lastIndex;
    tokens.push({ kind: kinds[group] as (typeof kinds)[number], text, start: at - text.length, end: at });
  }
  const rest = expression.slice(at).trimStart();
  const start = expression.length - rest.length;
  if (rest !== '') throw syntaxError({ kind: 'symbol', text: rest.slice(0, 1), start, end: start + 1 });
  return [...tokens, { kind: 'end', text: '<EOF>', start, end: start }];
}
