import { typeOfKey } from '../../service-authorization/catalog.ts';
import { globalKeys } from '../../service-authorization/data.ts';
import { knowsServicesIn, servicesIn } from '../actions.ts';
import { conditionsIn } from '../conditions.ts';
import type { Rule } from '../rule.ts';
import { didYouMean } from '../spelling.ts';
import { catalogOf } from '../../service-authorization/catalog.ts';

export const unknownKey: Rule = {
  code: 'unknown-key',
  severity: 'error',
  *check(statement) {
    if (!knowsServicesIn(statement)) return;
    const services = servicesIn(statement);
    for (const { key, negated, use } of conditionsIn(statement)) {
      if (typeOfKey(key, services) !== undefined) continue;
      const known = [
        ...Object.keys(globalKeys),
        ...services.flatMap((service) => [...(catalogOf(service)?.keys.keys() ?? [])]),
      ];
      const holds = negated || use?.ifExists === true || use?.set === 'ForAllValues';
      yield `No request carries "${key}", so the condition ${holds ? 'always' : 'never'} holds.${didYouMean(key, known)}`;
    }
  },
};
