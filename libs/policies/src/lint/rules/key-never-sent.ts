import { carriedBy, holdsWithoutKey, someOf } from '../carried.ts';
import { conditionsIn } from '../conditions.ts';
import type { Rule } from '../rule.ts';

export const keyNeverSent: Rule = {
  code: 'key-never-sent',
  severity: 'warning',
  *check(statement) {
    for (const condition of conditionsIn(statement)) {
      if (condition.use?.name === 'Null') continue;
      const carried = carriedBy(statement, condition.key);
      if (carried === undefined || carried.unknown || carried.without.length === 0) continue;
      const { operator, key } = condition;
      const always = holdsWithoutKey(condition);
      if (statement.Effect === 'Allow')
        yield `Requests for ${someOf(carried.without)} never carry ${key}, so ${operator} ${always ? 'restricts nothing there' : 'never holds there and nothing is allowed'}. Give each a statement of its own.`;
      // In a Deny one action that carries the key is enough: a pattern such as s3:* is meant to cover more.
      else if (!always && carried.with === 0)
        yield `Requests for ${someOf(carried.without)} never carry ${key}, so the Deny never applies. Use a key these actions send.`;
    }
  },
};
