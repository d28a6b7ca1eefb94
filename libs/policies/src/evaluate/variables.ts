/** Wildcards among the character codes of a pattern. */
export const STAR = -1;
export const QUESTION = -2;

/** `${key}` or `${key, 'fallback'}`; the key is lower case, as context keys are compared. */
export interface Variable {
  readonly key: string;
  readonly fallback: string | undefined;
}

/** A character code, a wildcard, or a variable whose value is inserted as literal text. */
export type Token = number | Variable;

const variable = /\$\{\s*([^,}']+?)\s*(?:,\s*'([^']*)'\s*)?\}/y;

/**
 * Splits a pattern into tokens. With `variables` (policy language 2012-10-17) `${…}` is a policy variable and `${*}`,
 * `${?}`, `${$}` are the literal characters; without, they are ordinary text, in which `*` and `?` stay wildcards.
 * Source: IAM User Guide, "IAM policy elements: Variables and tags".
 */
export function parseTemplate(pattern: string, variables: boolean, wildcards = true): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length;) {
    variable.lastIndex = at;
    const found = variables ? variable.exec(pattern) : null;
    if (found !== null) {
      tokens.push(tokenOf(found[1] as string, found[2]));
      at += found[0].length;
      continue;
    }
    tokens.push(wildcards ? codeOf(pattern, at) : pattern.charCodeAt(at));
    at++;
  }
  return tokens;
}

function tokenOf(name: string, fallback: string | undefined): Token {
  if (fallback === undefined && (name === '*' || name === '?' || name === '$')) return name.charCodeAt(0);
  return { key: name.toLowerCase(), fallback };
}

function codeOf(pattern: string, at: number): number {
  const code = pattern.charCodeAt(at);
  return code === 0x2a ? STAR : code === 0x3f ? QUESTION : code;
}
