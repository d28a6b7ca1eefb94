import { catalogOf } from '../../service-authorization/catalog.ts';
import { globalKeys } from '../../service-authorization/data.ts';
import { servicesIn } from '../actions.ts';
import { carriedBy, holdsWithoutKey } from '../carried.ts';
import { conditionsIn } from '../conditions.ts';
import type { Rule } from '../rule.ts';
import { didYouMean } from '../spelling.ts';
import type { Statement } from '../../statement.ts';

export const unknownKey: Rule = {
  code: 'unknown-key',
  severity: 'error',
  *check(statement) {
    for (const condition of conditionsIn(statement)) {
      const always = holdsWithoutKey(condition);
      // A Deny that always holds is worse: mistyped-key-in-deny.
      if (carriedBy(statement, condition.key)?.unknown !== true || (always && statement.Effect === 'Deny')) continue;
      const { key } = condition;
      yield `No request carries "${key}", so the condition ${always ? 'always' : 'never'} holds.${didYouMean(key, knownKeys(statement))}`;
    }
  },
};

/** Keys that requests to the services of a statement may carry. */
export function knownKeys(statement: Statement): readonly string[] {
  return [
    ...Object.keys(globalKeys),
    ...servicesIn(statement).flatMap((service) => [...(catalogOf(service)?.keys.keys() ?? [])]),
  ];
}
