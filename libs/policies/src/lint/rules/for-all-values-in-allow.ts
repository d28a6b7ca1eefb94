import { conditionsIn } from '../conditions.ts';
import type { Rule } from '../rule.ts';

export const forAllValuesInAllow: Rule = {
  code: 'for-all-values-in-allow',
  severity: 'warning',
  *check(statement) {
    if (statement.Effect !== 'Allow') return;
    const conditions = conditionsIn(statement);
    for (const { use, key } of conditions) {
      if (use?.set !== 'ForAllValues') continue;
      const guarded = conditions.some(
        (other) =>
          other.use?.name === 'Null' &&
          other.key.toLowerCase() === key.toLowerCase() &&
          other.values.every((value) => String(value) === 'false'),
      );
      if (!guarded)
        yield `ForAllValues holds when ${key} is absent. Add Null ${key} "false", so that the key must be there.`;
    }
  },
};
