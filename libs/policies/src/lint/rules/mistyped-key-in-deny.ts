import { carriedBy, holdsWithoutKey, someOf } from '../carried.ts';
import { conditionsIn } from '../conditions.ts';
import type { Rule } from '../rule.ts';
import { didYouMean } from '../spelling.ts';
import { knownKeys } from './unknown-key.ts';

export const mistypedKeyInDeny: Rule = {
  code: 'mistyped-key-in-deny',
  severity: 'error',
  *check(statement) {
    if (statement.Effect !== 'Deny') return;
    for (const condition of conditionsIn(statement)) {
      if (!holdsWithoutKey(condition)) continue;
      const { operator, key } = condition;
      const carried = carriedBy(statement, key);
      if (carried?.unknown === true)
        yield `No request carries "${key}", so ${operator} always holds and keeps nobody out of the Deny.${didYouMean(key, knownKeys(statement))}`;
      else if (carried !== undefined && carried.without.length > 0)
        yield `Requests for ${someOf(carried.without)} never carry ${key}, so ${operator} always holds and they are denied whatever the value. Give the actions that carry the key a statement of their own.`;
    }
  },
};
