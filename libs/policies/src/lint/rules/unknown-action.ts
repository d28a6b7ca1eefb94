import { catalogOf, services } from '../../service-authorization/catalog.ts';
import { factsFor, namedActions, partsOf } from '../actions.ts';
import type { Rule } from '../rule.ts';
import { didYouMean } from '../spelling.ts';

export const unknownAction: Rule = {
  code: 'unknown-action',
  severity: 'error',
  *check(statement) {
    for (const action of namedActions(statement)) {
      const parts = partsOf(action);
      if (parts === undefined) {
        if (!/^\*+$/.test(action)) yield `"${action}" is no action. Write it as service:Operation.`;
        continue;
      }
      const catalog = catalogOf(parts.service);
      const known = catalog === undefined ? [] : [...catalog.actions.values()].map(({ name }) => name);
      if (catalog === undefined) {
        const hint = didYouMean(parts.service, services);
        if (hint !== '') yield `AWS has no service "${parts.service}" that this library knows.${hint}`;
      } else if (factsFor(action).length === 0) {
        yield `"${action}" is no action of ${parts.service}.${didYouMean(parts.name, known)}`;
      }
    }
  },
};
