import { catalogOf, services } from '../../service-authorization/catalog.ts';
import { namedActions, partsOf } from '../actions.ts';
import type { Rule } from '../rule.ts';
import { closest } from '../spelling.ts';

export const unknownService: Rule = {
  code: 'unknown-service',
  severity: 'warning',
  *check(statement) {
    const named = new Set(namedActions(statement).flatMap((action) => partsOf(action)?.service ?? []));
    for (const service of named) {
      if (catalogOf(service) !== undefined || closest(service, services) !== undefined) continue;
      yield `The actions and keys of "${service}" cannot be checked: the slice has ${services.length} services, not this one.`;
    }
  },
};
