import { conditionsIn } from '../conditions.ts';
import type { Rule } from '../rule.ts';

export const wildcardInEquals: Rule = {
  code: 'wildcard-in-equals',
  severity: 'error',
  *check(statement) {
    for (const { operator, use, key, values } of conditionsIn(statement)) {
      if (use === undefined || !/^String(Not)?Equals/.test(use.name)) continue;
      const found = values.find((value) => /[*?]/.test(String(value).replace(/\$\{[^}]*\}/g, '')));
      if (found !== undefined)
        yield `${operator} on ${key} takes "${String(found)}" literally. Use ${operator.replace('Equals', 'Like')} for wildcards.`;
    }
  },
};
