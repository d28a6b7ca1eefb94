import { conditionsIn } from '../conditions.ts';
import type { Rule } from '../rule.ts';

/** Keys that are absent where "false" is meant: long-term keys carry no MFA key, unsigned requests no service key. */
const mayBeAbsent = new Set(['aws:multifactorauthpresent', 'aws:principalisawsservice', 'aws:viaawsservice']);

export const boolMayBeAbsent: Rule = {
  code: 'bool-may-be-absent',
  severity: 'error',
  *check(statement) {
    if (statement.Effect !== 'Deny') return;
    for (const { operator, key, values } of conditionsIn(statement)) {
      if (
        operator !== 'Bool' ||
        !mayBeAbsent.has(key.toLowerCase()) ||
        !values.some((value) => String(value) === 'false')
      )
        continue;
      yield `Bool on ${key} does not hold when the key is absent, so the Deny lets that request pass. Use BoolIfExists.`;
    }
  },
};
