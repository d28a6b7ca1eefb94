import { compileGlob, matchCompiled } from '../glob.ts';
import { parseTemplate } from '../variables.ts';
import type { Operator, ValueMatcher } from './matcher.ts';

/**
 * String condition operators. Only the Like ones know wildcards.
 * Source: IAM User Guide, "String condition operators".
 */
export const stringOperators = {
  StringEquals: { negated: false, compile: equals },
  StringNotEquals: { negated: true, compile: equals },
  StringEqualsIgnoreCase: { negated: false, compile: equalsIgnoreCase },
  StringNotEqualsIgnoreCase: { negated: true, compile: equalsIgnoreCase },
  StringLike: { negated: false, compile: like },
  StringNotLike: { negated: true, compile: like },
} satisfies Record<string, Operator>;

function equals(...[values, { variables }]: Parameters<Operator['compile']>): ValueMatcher {
  const globs = values.map((value) => compileGlob(parseTemplate(String(value), variables, false)));
  return (text, context) => globs.some((glob) => matchCompiled(glob, text, context));
}

function equalsIgnoreCase(...[values, { variables }]: Parameters<Operator['compile']>): ValueMatcher {
  const templates = values.map((value) => parseTemplate(String(value), variables, false));
  return (text, context) =>
    templates.some((template) => {
      const parts = template.map((token) => {
        if (typeof token === 'number') return String.fromCharCode(token);
        const found = context.get(token.key);
        return typeof found === 'string' ? found : token.fallback;
      });
      return !parts.includes(undefined) && parts.join('').toLowerCase() === text.toLowerCase();
    });
}

function like(...[values, { variables }]: Parameters<Operator['compile']>): ValueMatcher {
  const globs = values.map((value) => compileGlob(parseTemplate(String(value), variables)));
  return (text, context) => globs.some((glob) => matchCompiled(glob, text, context));
}
